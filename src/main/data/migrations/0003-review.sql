-- Sealing and review: which bundles an inspection has, and what was asked about its notes. Projections, like the others.

create table bundle (
  id text primary key,
  inspection text not null,
  sealed text not null
) strict, without rowid;

create index bundle_of_inspection on bundle (inspection, sealed);

create table question (
  id text primary key,
  inspection text not null,
  note text not null,
  open integer not null
) strict, without rowid;

create index question_of_note on question (note);

create index question_open on question (inspection) where open = 1;
