-- Joining an organisation: which entries the store has, where its trees stand, and what waits for its key.

-- The last size of the directory that the entry's chain had stated when it was written; every header of before said 0.
alter table entry add column directory integer not null default 0;

-- `seen`: what the chain stated last, as JSON; null for nothing seen. `placed`: entries up to this one are in the store's
-- tree. `received`: up to this one a receipt of the store covers them.
alter table chain add column seen text;
alter table chain add column placed integer not null default 0;
alter table chain add column received integer not null default 0;

-- The store's tree over each compartment, as far as this device has verified it against signed checkpoints.
-- `held`: the entries of the first leaves up to here are in this vault.
create table tree (
  compartment text primary key,
  epoch integer not null,
  size integer not null,
  root text not null,
  held integer not null,
  frontier text not null,
  checkpoint text not null
) strict, without rowid;

create table leaf (
  compartment text not null,
  position integer not null,
  hash blob not null check (length(hash) = 32),
  primary key (compartment, position)
) strict, without rowid;

create table position (
  entry integer primary key references entry (arrival),
  position integer not null
) strict;

-- The newest receipt for each compartment, as the store signed it.
create table receipt (
  compartment text primary key,
  receipt text not null,
  signature text not null
) strict, without rowid;

-- Entries that could not be opened yet, because their key has not arrived: a backlog that survives everything.
create table unread (
  entry integer primary key references entry (arrival),
  compartment text not null
) strict;

create index unread_of_compartment on unread (compartment);

-- Entries of an ended device that the store lacks, set aside when they were entered again under the device that follows
-- it (docs/protocol.md section 8). Kept as they were signed.
create table set_aside (
  arrival integer primary key,
  hash text not null,
  compartment text not null,
  device text not null,
  seq integer not null,
  header blob not null,
  signature blob not null,
  body blob not null,
  entered_again text not null
) strict;

create trigger set_aside_is_never_changed before update on set_aside
begin
  select raise(abort, 'entries are never changed');
end;

create trigger set_aside_is_never_removed before delete on set_aside
begin
  select raise(abort, 'entries are never removed');
end;

-- Threat: as in the first migration. One way out is added: an entry that stands in `set_aside`, byte for byte.
drop trigger entry_is_never_removed;

create trigger entry_is_never_removed before delete on entry
when not exists (
  select 1 from set_aside
  where arrival = old.arrival and hash = old.hash and header = old.header and signature = old.signature
)
begin
  select raise(abort, 'entries are never removed');
end;

drop trigger body_is_never_removed;

create trigger body_is_never_removed before delete on body
when not exists (select 1 from set_aside where arrival = old.entry and body = old.bytes)
begin
  select raise(abort, 'bodies are never removed');
end;

-- A whistleblowing lead reads a disclosure without its inspection: the disclosure itself says what that was called.
alter table disclosure add column title text not null default '';
