-- The first shape of a store: a log of entries for each compartment, and what follows from them.

create table log (
  id integer primary key,
  compartment blob not null unique check (length(compartment) = 32),
  epoch integer not null check (epoch >= 1),
  size integer not null,
  controls integer not null,
  frontier text not null,
  checkpoint text not null,
  -- 1 for the organisation's directory, null for all others: so there can be one only.
  directory integer unique check (directory = 1)
) strict;

create table device (
  id integer primary key,
  device blob not null unique check (length(device) = 32)
) strict;

-- Where each chain ends, and the size of the directory that it stated last.
create table chain (
  log integer not null references log (id),
  device integer not null references device (id),
  seq integer not null,
  head blob not null check (length(head) = 32),
  directory integer not null,
  primary key (log, device)
) strict, without rowid;

create table entry (
  id integer primary key,
  log integer not null references log (id),
  position integer not null check (position >= 0),
  device integer not null references device (id),
  seq integer not null check (seq >= 1),
  hash blob not null check (length(hash) = 32),
  header blob not null,
  signature blob not null check (length(signature) = 64),
  control integer not null check (control in (0, 1)),
  unique (log, position),
  unique (log, device, seq)
) strict;

create index entry_of_control on entry (log, position) where control = 1;

-- Bodies lie apart, because a disposal or a correction takes them and leaves the entry.
create table body (
  entry integer primary key references entry (id),
  body blob not null
) strict;

-- Threat: a fault of ours, or somebody with the file open, rewrites what was accepted. Trees and receipts would show it
-- afterwards; these refuse it at once. A row that is replaced counts as removed: every connection turns recursive triggers
-- on, and reads that back.
create trigger entry_is_never_changed before update on entry
begin
  select raise(abort, 'entries are never changed');
end;

create trigger entry_is_never_removed before delete on entry
begin
  select raise(abort, 'entries are never removed');
end;

create trigger body_is_never_changed before update on body
begin
  select raise(abort, 'bodies are never changed');
end;

-- No disposal and no correction is built yet, so no body may go.
create trigger body_is_never_removed before delete on body
begin
  select raise(abort, 'bodies are never removed');
end;

-- What the store signed over each size that a log had after a push.
create table checkpoint (
  log integer not null references log (id),
  epoch integer not null,
  size integer not null,
  checkpoint text not null,
  primary key (log, epoch, size)
) strict, without rowid;

create trigger checkpoint_is_never_changed before update on checkpoint
begin
  select raise(abort, 'checkpoints are never changed');
end;

create trigger checkpoint_is_never_removed before delete on checkpoint
begin
  select raise(abort, 'checkpoints are never removed');
end;

-- Who is a member of what, as the control entries of the log say: a projection, for the news.
create table member (
  person blob not null check (length(person) = 32),
  log integer not null references log (id),
  primary key (person, log)
) strict, without rowid;

create index member_of_log on member (log);

-- Second entries for a place that another one had taken: evidence of a copied vault (docs/protocol.md section 8).
create table fork (
  id integer primary key,
  log integer not null references log (id),
  device integer not null references device (id),
  seq integer not null,
  hash blob not null check (length(hash) = 32),
  header blob not null,
  signature blob not null check (length(signature) = 64),
  at text not null,
  unique (log, device, seq, hash)
) strict;

-- Enrolment codes that were used; `devices` is the digest of the devices that the request named.
create table used_code (
  code blob primary key check (length(code) = 32),
  devices blob not null check (length(devices) = 32),
  reply text not null
) strict, without rowid;
