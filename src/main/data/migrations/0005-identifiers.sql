-- Names and other identifiers that somebody confirmed with a reason, so that they may stand in the evidence of an
-- inspection (docs/protocol.md section 13). A projection: computed from the entries, dropped and rebuilt.
-- `term` is folded for comparison; `confirmation` is the object that the entry speaks of.
create table identifier_confirmed (
  entry text primary key,
  inspection text not null,
  confirmation text not null,
  kind text not null,
  term text not null,
  reason text not null,
  confirmed text not null,
  device text not null
) strict, without rowid;

create index identifier_confirmed_in_inspection on identifier_confirmed (inspection, kind, term);
