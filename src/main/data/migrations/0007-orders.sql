-- Disposal and correction: what a vault destroyed, on whose order, and what came too late to be destroyed with it.

-- The compartment's keys are gone, and the bodies below `size`. `committed` is the store's entry; `bodies`, `keys` (JSON)
-- and `late` are what this device destroyed and what came too late, for the word that it sends of it.
create table disposed (
  compartment text primary key,
  committed text not null,
  size integer not null,
  at text not null,
  bodies integer not null,
  keys text not null,
  late integer not null
) strict, without rowid;

-- Single entries whose body was removed; `ordered` is the second officer's entry.
create table corrected (
  entry text primary key,
  compartment text not null,
  ordered text not null
) strict, without rowid;

create index corrected_in_compartment on corrected (compartment);

-- What this device had written and not sent when the disposal came: it can be sent no more, and is nobody's but its
-- writer's to enter elsewhere or to discard. The payload stands in clear, because the key under which it was sealed is gone.
create table late_entry (
  arrival integer primary key,
  hash text not null,
  compartment text not null,
  device text not null,
  seq integer not null,
  header blob not null,
  signature blob not null,
  payload text not null,
  moved integer not null
) strict;

drop trigger entry_is_never_removed;

-- Threat: the program's own fault, or somebody with the vault open, removes what was written. Only what is kept byte for
-- byte elsewhere, or came too late for a disposal and is kept with what it says, leaves the log.
create trigger entry_is_never_removed before delete on entry
when not exists (
  select 1 from set_aside
  where arrival = old.arrival and hash = old.hash and header = old.header and signature = old.signature
) and not exists (
  select 1 from late_entry
  where arrival = old.arrival and hash = old.hash and header = old.header and signature = old.signature
)
begin
  select raise(abort, 'entries are never removed');
end;

drop trigger body_is_never_removed;

-- Threat: the same, for what entries say. An order that was carried out is named first; `npm run verify` compares it
-- with the officers' signed entries.
create trigger body_is_never_removed before delete on body
when not exists (select 1 from set_aside where arrival = old.entry and body = old.bytes)
  and not exists (select 1 from late_entry where arrival = old.entry)
  and not exists (select 1 from entry e join corrected c on c.entry = e.hash where e.arrival = old.entry)
  and not exists (
    select 1 from entry e join disposed d on d.compartment = e.compartment
      left join position p on p.entry = e.arrival
    where e.arrival = old.entry and (p.position < d.size or exists (
      select 1 from entry_of_object o where o.object = e.compartment and o.entry = e.arrival
        and o.kind in ('key.introduced', 'key.granted')
    ))
  )
begin
  select raise(abort, 'bodies are never removed');
end;
