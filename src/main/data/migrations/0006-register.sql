-- Registers: which inspections there are, in kinds and dates, and what was stated of how long each is kept. Projections:
-- computed from the entries, dropped and rebuilt.

-- One row for each register that this vault can read. `summarised` is empty while nobody has said what kinds of data the
-- inspection holds; then `counts` is empty too. `counts`, `groups` and `unread` (entries of a form that only a newer
-- version knows) are JSON.
create table register (
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

create index register_of_inspection on register (inspection);

-- What was stated of an event, a question or the reviews of a rule, and nothing known has followed: several rows with
-- different `said` about one thing are for a person to settle.
create table retention_statement (
  entry text primary key,
  register text not null,
  about text not null,
  said text not null,
  stated text not null,
  device text not null
) strict, without rowid;

create index retention_statement_in_register on retention_statement (register, about);
