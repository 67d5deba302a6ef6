-- Disposal and correction: what waits until it is due, and what was destroyed on whose order.

-- Approved by a second officer. The store commits it once it is due, unless it does not count any more by then.
create table pending_disposal (
  log integer not null references log (id),
  proposed blob not null check (length(proposed) = 32),
  due text not null,
  primary key (log, proposed)
) strict, without rowid;

-- Sealed bodies below `size` are gone, and of what stands below `committed`, the store's own entry, those that granted keys.
create table disposal (
  log integer primary key references log (id),
  committed integer not null references entry (id),
  size integer not null check (size >= 1)
) strict;

-- Of what stood in clear, the entries that granted keys: nothing else of an entry says any more that it did.
create table disposed_key (
  entry integer primary key references entry (id)
) strict;

-- Single entries whose sealed body was removed; `ordered` is the second officer's entry.
create table corrected (
  entry integer primary key references entry (id),
  ordered integer not null references entry (id)
) strict;

-- Threat: a fault of ours destroys more than was ordered, or forgets what it destroyed. `verify` compares these tables with
-- the officers' signed entries.
create trigger disposal_names_its_entry before insert on disposal
when not exists (select 1 from entry where id = new.committed and log = new.log and position >= new.size)
begin
  select raise(abort, 'a disposal names the entry that commits it');
end;

create trigger disposed_key_was_a_key before insert on disposed_key
when not exists (
  select 1 from entry join disposal on disposal.log = entry.log join body on body.entry = entry.id
  where entry.id = new.entry and control = 1
    and position < (select position from entry where id = disposal.committed)
    and json_extract(cast(body as text), '$.kind') in ('key.introduced', 'key.granted')
)
begin
  select raise(abort, 'of what stands in clear, a disposal takes keys only');
end;

create trigger corrected_was_sealed before insert on corrected
when not exists (
  select 1 from entry join entry as orders on orders.log = entry.log
  where entry.id = new.entry and entry.control = 0
    and orders.id = new.ordered and orders.control = 1 and orders.position > entry.position
)
begin
  select raise(abort, 'a correction takes sealed bodies that stand below it');
end;

create trigger disposal_is_never_changed before update on disposal
begin
  select raise(abort, 'disposals are never changed');
end;

create trigger disposal_is_never_removed before delete on disposal
begin
  select raise(abort, 'disposals are never removed');
end;

create trigger disposed_key_is_never_changed before update on disposed_key
begin
  select raise(abort, 'disposals are never changed');
end;

create trigger disposed_key_is_never_removed before delete on disposed_key
begin
  select raise(abort, 'disposals are never removed');
end;

create trigger corrected_is_never_changed before update on corrected
begin
  select raise(abort, 'corrections are never changed');
end;

create trigger corrected_is_never_removed before delete on corrected
begin
  select raise(abort, 'corrections are never removed');
end;

drop trigger body_is_never_changed;

-- A body that was taken is empty, which no body is that an entry names; its row stays. Deleting rows would make SQLite move
-- those beside them to other pages, and leave copies of them where nothing overwrites them.
create trigger body_is_never_changed before update on body
when new.entry <> old.entry or length(new.body) > 0 or not (
  exists (
    select 1 from entry join disposal on disposal.log = entry.log
    where entry.id = old.entry and control = 0 and position < disposal.size
  )
  or exists (select 1 from disposed_key where entry = old.entry)
  or exists (select 1 from corrected where entry = old.entry)
)
begin
  select raise(abort, 'bodies are never changed');
end;
