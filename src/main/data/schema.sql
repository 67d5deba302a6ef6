-- The schema of a vault after migration 8. Written by `npm run schema`; a test compares it.

CREATE TABLE setting (
  name text primary key,
  value text not null
) strict, without rowid;

CREATE TABLE device (
  id text primary key,
  person text not null,
  public_key blob not null,
  recipient text not null,
  name text not null,
  added text not null
) strict, without rowid;

CREATE TABLE own_device (
  id text primary key references device (id),
  age_identity text not null,
  made text not null
) strict, without rowid;

CREATE TABLE compartment (
  id text primary key,
  type text not null check (type in ('evidence', 'register', 'identities', 'restricted', 'directory')),
  -- The evidence compartment of the inspection that this one belongs to; itself for an evidence compartment.
  inspection text not null
) strict, without rowid;

CREATE TABLE compartment_key (
  id text primary key,
  compartment text not null references compartment (id),
  key blob not null check (length(key) = 32)
) strict, without rowid;

CREATE TABLE entry (
  arrival integer primary key,
  hash text not null,
  compartment text not null,
  device text not null,
  seq integer not null check (seq >= 1),
  header blob not null,
  signature blob not null check (length(signature) = 64), directory integer not null default 0,
  unique (compartment, device, seq)
) strict;

CREATE TRIGGER entry_is_never_changed before update on entry
begin
  select raise(abort, 'entries are never changed');
end;

CREATE TRIGGER entry_is_never_replaced before insert on entry
when exists (select 1 from entry where arrival = new.arrival)
  or exists (select 1 from entry where (compartment, device, seq) = (new.compartment, new.device, new.seq))
begin
  select raise(abort, 'entries are never changed');
end;

CREATE TABLE body (
  entry integer primary key references entry (arrival),
  bytes blob not null
) strict;

CREATE TRIGGER body_is_never_changed before update on body
begin
  select raise(abort, 'bodies are never changed');
end;

CREATE TRIGGER body_is_never_replaced before insert on body
when exists (select 1 from body where entry = new.entry)
begin
  select raise(abort, 'bodies are never changed');
end;

CREATE TABLE chain (
  compartment text not null,
  device text not null,
  seq integer not null,
  head text not null, seen text, placed integer not null default 0, received integer not null default 0,
  primary key (compartment, device)
) strict, without rowid;

CREATE TABLE draft (
  note text primary key,
  inspection text not null,
  heads text not null,
  content text not null,
  typed text,
  kept text not null
, corrected integer not null default 0) strict, without rowid;

CREATE TABLE disclosure_draft (
  draft text primary key,
  disclosure text,
  inspection text not null,
  heads text not null,
  content text not null,
  typed text,
  kept text not null
) strict, without rowid;

CREATE TABLE entry_of_object (
  object text not null,
  entry integer not null,
  kind text not null,
  primary key (object, entry)
) strict, without rowid;

CREATE TABLE inspection (
  id text primary key,
  title text not null,
  remit text not null,
  setting text not null,
  begins text not null,
  ends text not null,
  opened text not null,
  device text not null
) strict, without rowid;

CREATE TABLE person (
  inspection text not null,
  id text not null,
  label text not null,
  initials text not null,
  role text not null,
  family text not null,
  heads text not null,
  primary key (inspection, id)
) strict, without rowid;

CREATE TABLE enquiry (
  inspection text not null,
  id text not null,
  question text not null,
  heads text not null,
  primary key (inspection, id)
) strict, without rowid;

CREATE TABLE note (
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
, unseen text not null default '[]') strict;

CREATE INDEX note_in_list on note (inspection, deleted, written, id, happened);

CREATE INDEX note_in_conflict on note (inspection, deleted) where conflict = 1;

CREATE VIRTUAL TABLE note_search using fts5 (
  words,
  place,
  content = 'note',
  content_rowid = 'number',
  tokenize = 'unicode61 remove_diacritics 2'
);

CREATE TABLE note_search_state (
  one integer primary key check (one = 1),
  indexed integer not null
) strict;

CREATE TRIGGER note_leaves_the_index before delete on note
when old.deleted = 0 and old.number <= (select indexed from note_search_state)
begin
  insert into note_search (note_search, rowid, words, place) values ('delete', old.number, old.words, old.place);
end;

CREATE TRIGGER note_leaves_the_index_before_change before update on note
when old.deleted = 0 and (new.deleted = 1 or new.words <> old.words or new.place <> old.place)
  and old.number <= (select indexed from note_search_state)
begin
  insert into note_search (note_search, rowid, words, place) values ('delete', old.number, old.words, old.place);
end;

CREATE TRIGGER note_is_indexed_after_change after update on note
when new.deleted = 0 and (old.deleted = 1 or new.words <> old.words or new.place <> old.place)
  and new.number <= (select indexed from note_search_state)
begin
  insert into note_search (rowid, words, place) values (new.number, new.words, new.place);
end;

CREATE TABLE disclosure (
  id text primary key,
  inspection text not null,
  opening text not null,
  released text not null check (released in ('no', 'note', 'enquiry')),
  written text not null
, title text not null default '') strict, without rowid;

CREATE TABLE tree (
  compartment text primary key,
  epoch integer not null,
  size integer not null,
  root text not null,
  held integer not null,
  frontier text not null,
  checkpoint text not null
) strict, without rowid;

CREATE TABLE leaf (
  compartment text not null,
  position integer not null,
  hash blob not null check (length(hash) = 32),
  primary key (compartment, position)
) strict, without rowid;

CREATE TABLE position (
  entry integer primary key references entry (arrival),
  position integer not null
) strict;

CREATE TABLE receipt (
  compartment text primary key,
  receipt text not null,
  signature text not null
) strict, without rowid;

CREATE TABLE unread (
  entry integer primary key references entry (arrival),
  compartment text not null
) strict;

CREATE INDEX unread_of_compartment on unread (compartment);

CREATE TABLE set_aside (
  arrival integer primary key,
  hash text not null,
  compartment text not null,
  device text not null,
  seq integer not null,
  header blob not null,
  signature blob not null,
  body blob not null,
  entered_again text not null
, moved integer not null default 0) strict;

CREATE TRIGGER set_aside_is_never_removed before delete on set_aside
begin
  select raise(abort, 'entries are never removed');
end;

CREATE TABLE bundle (
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

CREATE TABLE decision (
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

CREATE INDEX decision_on_bundle on decision (inspection, bundle);

CREATE TABLE question (
  id text primary key,
  inspection text not null,
  note text not null,
  bundle text not null,
  seal text not null,
  person text not null,
  effect integer not null,
  answered integer not null
) strict, without rowid;

CREATE INDEX question_of_note on question (inspection, note);

CREATE TABLE entered_again (
  was text not null,
  entry integer not null,
  compartment text not null,
  primary key (was, entry)
) strict, without rowid;

CREATE INDEX entered_again_in_compartment on entered_again (compartment);

CREATE TABLE identifier_confirmed (
  entry text primary key,
  inspection text not null,
  confirmation text not null,
  kind text not null,
  term text not null,
  reason text not null,
  confirmed text not null,
  device text not null
) strict, without rowid;

CREATE INDEX identifier_confirmed_in_inspection on identifier_confirmed (inspection, kind, term);

CREATE TABLE register (
  id text primary key,
  inspection text not null,
  remit text not null,
  setting text not null,
  begins text not null,
  ends text not null,
  opened text not null,
  summarised text not null,
  counts text not null,
  groups text not null,
  unread text not null
) strict, without rowid;

CREATE INDEX register_of_inspection on register (inspection);

CREATE TABLE retention_statement (
  entry text primary key,
  register text not null,
  about text not null,
  said text not null,
  stated text not null,
  device text not null
) strict, without rowid;

CREATE INDEX retention_statement_in_register on retention_statement (register, about);

CREATE TABLE disposed (
  compartment text primary key,
  committed text not null,
  size integer not null,
  at text not null,
  bodies integer not null,
  keys text not null,
  late integer not null
) strict, without rowid;

CREATE TABLE corrected (
  entry text primary key,
  compartment text not null,
  ordered text not null
) strict, without rowid;

CREATE INDEX corrected_in_compartment on corrected (compartment);

CREATE TABLE late_entry (
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

CREATE TRIGGER entry_is_never_removed before delete on entry
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

CREATE TRIGGER body_is_never_removed before delete on body
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

CREATE TRIGGER set_aside_is_never_changed before update on set_aside
when not (
  new.body = x'' and exists (select 1 from corrected where entry = old.hash)
  and (new.arrival, new.hash, new.compartment, new.device, new.seq, new.header, new.signature, new.entered_again, new.moved)
    = (old.arrival, old.hash, old.compartment, old.device, old.seq, old.header, old.signature, old.entered_again, old.moved)
)
begin
  select raise(abort, 'entries are never changed');
end;
