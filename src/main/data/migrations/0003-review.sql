-- Sealing and review. Projections, like those of the first migration: computed from the entries, dropped and rebuilt.

-- The chosen seal of each bundle. An id is the page's own drawing, so that it means something inside its inspection only.
-- `parents`, `counts`, `authors` (persons who sealed it or wrote a revision that it lists) and `missing` (listed revisions
-- that this vault cannot read yet) are JSON.
create table bundle (
  inspection text not null,
  id text not null,
  seal text not null,
  sealed text not null,
  device text not null,
  parents text not null,
  counts text not null,
  checkpoint integer not null,
  authors text not null,
  missing text not null,
  primary key (inspection, id)
) strict, without rowid;

-- Every decision on a bundle. `effect`: its author had the role for it. Whether it counts also depends on whose work the
-- bundle is, which is judged when it is read: what the bundle lists may arrive later.
create table decision (
  id text primary key,
  inspection text not null,
  bundle text not null,
  parents text not null,
  decision text not null check (decision in ('returned', 'question', 'accepted')),
  reason text not null,
  decided text not null,
  device text not null,
  person text not null,
  effect integer not null
) strict, without rowid;

create index decision_on_bundle on decision (inspection, bundle);

-- Every question about a note; `answered`: an answer with effect names it.
create table question (
  id text primary key,
  inspection text not null,
  note text not null,
  bundle text not null,
  seal text not null,
  person text not null,
  effect integer not null,
  answered integer not null
) strict, without rowid;

create index question_of_note on question (inspection, note);
