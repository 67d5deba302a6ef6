-- The first shape of a vault: the log, what is secret, drafts, and the projections that can be dropped and rebuilt.

create table setting (
  name text primary key,
  value text not null
) strict, without rowid;

-- Every device that wrote in this vault; before enrolment this table is the directory.
create table device (
  id text primary key,
  person text not null,
  public_key blob not null,
  recipient text not null,
  name text not null,
  added text not null
) strict, without rowid;

-- The age identity of each device of this vault's owner; never leaves the vault.
create table own_device (
  id text primary key references device (id),
  age_identity text not null,
  made text not null
) strict, without rowid;

create table compartment (
  id text primary key,
  type text not null check (type in ('evidence', 'register', 'identities', 'restricted', 'directory')),
  -- The evidence compartment of the inspection that this one belongs to; itself for an evidence compartment.
  inspection text not null
) strict, without rowid;

create table compartment_key (
  id text primary key,
  compartment text not null references compartment (id),
  key blob not null check (length(key) = 32)
) strict, without rowid;

-- Tables that grow with every save are keyed by `arrival`, so that a row goes to the end of its table: under a random
-- key each save would touch, encrypt and sync a page of its own in every table. No index says that hashes are unique:
-- they follow from compartment, device and seq, which they cover.
create table entry (
  arrival integer primary key,
  hash text not null,
  compartment text not null,
  device text not null,
  seq integer not null check (seq >= 1),
  header blob not null,
  signature blob not null check (length(signature) = 64),
  unique (compartment, device, seq)
) strict;

-- Threat: somebody with the vault open, or a fault of ours, rewrites what was recorded. The chain would show it
-- afterwards; these refuse it at once.
create trigger entry_is_never_changed before update on entry
begin
  select raise(abort, 'entries are never changed');
end;

create trigger entry_is_never_removed before delete on entry
begin
  select raise(abort, 'entries are never removed');
end;

-- Threat: `insert or replace` takes the old row away without asking the trigger above.
create trigger entry_is_never_replaced before insert on entry
when exists (select 1 from entry where arrival = new.arrival)
  or exists (select 1 from entry where (compartment, device, seq) = (new.compartment, new.device, new.seq))
begin
  select raise(abort, 'entries are never changed');
end;

create table body (
  entry integer primary key references entry (arrival),
  bytes blob not null
) strict;

-- Threat: as above. Bodies stand apart from headers so that a disposal can let one go; no kind that orders one exists yet.
create trigger body_is_never_changed before update on body
begin
  select raise(abort, 'bodies are never changed');
end;

create trigger body_is_never_removed before delete on body
begin
  select raise(abort, 'bodies are never removed');
end;

create trigger body_is_never_replaced before insert on body
when exists (select 1 from body where entry = new.entry)
begin
  select raise(abort, 'bodies are never changed');
end;

-- The end of each device's chain in each compartment.
create table chain (
  compartment text not null,
  device text not null,
  seq integer not null,
  head text not null,
  primary key (compartment, device)
) strict, without rowid;

-- Text being typed: durable, not yet an entry, in this vault only.
create table draft (
  note text primary key,
  inspection text not null,
  heads text not null,
  content text not null,
  typed text,
  kept text not null
) strict, without rowid;

create table disclosure_draft (
  draft text primary key,
  disclosure text,
  inspection text not null,
  heads text not null,
  content text not null,
  typed text,
  kept text not null
) strict, without rowid;

-- Projections from here on: computed from the entries, dropped and rebuilt at will.

-- Which entries speak of which object, so that one object can be folded again from its entries alone.
create table entry_of_object (
  object text not null,
  entry integer not null,
  kind text not null,
  primary key (object, entry)
) strict, without rowid;

create table inspection (
  id text primary key,
  title text not null,
  remit text not null,
  setting text not null,
  begins text not null,
  ends text not null,
  opened text not null,
  device text not null
) strict, without rowid;

create table person (
  inspection text not null,
  id text not null,
  label text not null,
  initials text not null,
  role text not null,
  family text not null,
  heads text not null,
  primary key (inspection, id)
) strict, without rowid;

create table enquiry (
  inspection text not null,
  id text not null,
  question text not null,
  heads text not null,
  primary key (inspection, id)
) strict, without rowid;

-- `tags` is what notes are filtered and counted by, as a JSON array of "field value": counts go through all notes of an
-- inspection, for which this is quicker to read, and to write, than a table with a row for each value. The words stand
-- last: a long text runs over into pages of its own, and what stands before it is read without them.
create table note (
  number integer primary key,
  id text not null unique,
  inspection text not null,
  tags text not null,
  kind text not null,
  source text,
  described text not null,
  happened text not null,
  place text not null,
  enquiry text,
  bearing text not null,
  may_be_shown integer not null,
  deleted integer not null,
  conflict integer not null,
  revisions integer not null,
  written text not null,
  device text not null,
  heads text not null,
  words text not null
) strict;

create index note_in_list on note (inspection, deleted, written, id, happened);

create index note_in_conflict on note (inspection, deleted) where conflict = 1;


create virtual table note_search using fts5 (
  words,
  place,
  content = 'note',
  content_rowid = 'number',
  tokenize = 'unicode61 remove_diacritics 2'
);

-- Threat: words of a note that was revised or disposed of survive in the index of an external-content table.
insert into note_search (note_search, rank) values ('secure-delete', 1);

-- The index follows a moment after a note was saved, so that saving never waits for it, and a search waits until it has:
-- it holds the notes up to this number that are not deleted.
create table note_search_state (
  one integer primary key check (one = 1),
  indexed integer not null
) strict;

insert into note_search_state (one, indexed) values (1, 0);

create trigger note_leaves_the_index before delete on note
when old.deleted = 0 and old.number <= (select indexed from note_search_state)
begin
  insert into note_search (note_search, rowid, words, place) values ('delete', old.number, old.words, old.place);
end;

-- A change that leaves the words alone leaves the index alone.
create trigger note_leaves_the_index_before_change before update on note
when old.deleted = 0 and (new.deleted = 1 or new.words <> old.words or new.place <> old.place)
  and old.number <= (select indexed from note_search_state)
begin
  insert into note_search (note_search, rowid, words, place) values ('delete', old.number, old.words, old.place);
end;

create trigger note_is_indexed_after_change after update on note
when new.deleted = 0 and (old.deleted = 1 or new.words <> old.words or new.place <> old.place)
  and new.number <= (select indexed from note_search_state)
begin
  insert into note_search (rowid, words, place) values (new.number, new.words, new.place);
end;

-- Restricted: read by the disclosure page alone, never joined with the tables above.
create table disclosure (
  id text primary key,
  inspection text not null,
  opening text not null,
  released text not null check (released in ('no', 'note', 'enquiry')),
  written text not null
) strict, without rowid;
