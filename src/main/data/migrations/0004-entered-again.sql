-- Entering again under a new device what the store lacks of an ended one (docs/protocol.md section 8).

-- Setting an entry aside takes a number in the order of arrivals, so that the ends of all chains as they stood at any
-- earlier count can still be told: the head kept outside may be as old as that.
alter table set_aside add column moved integer not null default 0;

-- Which entry says again what another one said: who still names the old one means the new one. A projection.
create table entered_again (
  was text not null,
  entry integer not null,
  compartment text not null,
  primary key (was, entry)
) strict, without rowid;

create index entered_again_in_compartment on entered_again (compartment);
