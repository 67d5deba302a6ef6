// The peers: the same text in bare tables, encrypted as the vault is and not encrypted, with the same durability.
import { randomBytes } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import PlainDatabase from 'better-sqlite3'
import CipherDatabase from 'better-sqlite3-multiple-ciphers'

export interface RawTable {
  /** One durable insert, or one durable change of the last row. */
  insert(words: string): void
  change(words: string): void
  close(): void
}

interface Peer {
  pragma(words: string): unknown
  exec(sql: string): unknown
  prepare(sql: string): { run(...values: unknown[]): unknown }
  transaction(work: () => void): () => void
  close(): unknown
}

/** One table with the text and nothing else in a SQLCipher file with the vault's settings, filled like the vault. */
export function encryptedTable(folder: string, texts: readonly string[]): RawTable {
  return filled(encryptedDatabase(folder), texts, bareTable)
}

/** The same text in such a file as notes that can be listed and found: an id, an index and full-text search. */
export function encryptedNotes(folder: string, texts: readonly string[]): RawTable {
  return filled(encryptedDatabase(folder), texts, noteTable)
}

function encryptedDatabase(folder: string): Peer {
  const database = new CipherDatabase(fileIn(folder))
  database.pragma("cipher='sqlcipher'")
  database.pragma('legacy=4')
  database.pragma(`key="x'${randomBytes(32).toString('hex')}'"`)
  return database
}

/** The bare table on SQLite without encryption: the floor of a durable save. */
export function plainTable(folder: string, texts: readonly string[]): RawTable {
  return filled(new PlainDatabase(fileIn(folder)), texts, bareTable)
}

/** A file of its own each time, so that no peer finds another's rows. */
function fileIn(folder: string): string {
  return join(mkdtempSync(join(folder, 'peer-')), 'peer.db')
}

/** The settings of `openVault` that cost or save time. */
const asInTheVault = [
  'locking_mode=EXCLUSIVE',
  'journal_mode=WAL',
  'synchronous=FULL',
  'secure_delete=ON',
  'temp_store=MEMORY',
  'cell_size_check=ON',
  'cache_size=-65536',
  'wal_autocheckpoint=4000',
]

interface Table {
  readonly schema: string
  readonly insert: string
}

const bareTable: Table = {
  schema: 'create table note (number integer primary key, body text not null) strict',
  insert: 'insert into note (body) values (?)',
}

const noteTable: Table = {
  schema: `
    create table note (
      id text primary key, inspection text, at integer, kind text, body text, meta text
    ) strict;
    create index newest on note (inspection, at);
    create virtual table found using fts5 (body, content = 'note', content_rowid = 'rowid');
    create trigger note_is_found after insert on note begin
      insert into found (rowid, body) values (new.rowid, new.body);
    end`,
  insert: `insert into note (id, inspection, at, kind, body, meta)
    values (lower(hex(randomblob(16))), 'one', unixepoch(), 'observation', ?, '{}')`,
}

function filled(database: Peer, texts: readonly string[], table: Table): RawTable {
  for (const setting of asInTheVault) database.pragma(setting)
  database.exec(table.schema)
  const insert = database.prepare(table.insert)
  const change = database.prepare('update note set body = ? where rowid = (select max(rowid) from note)')
  database.transaction(() => texts.forEach((words) => insert.run(words)))()
  lengthenLog(database)
  return {
    insert: (words) => void insert.run(words),
    change: (words) => void change.run(words),
    close: () => void database.close(),
  }
}

/** A log that still grows syncs more slowly; the vault's has long reached its length, so the peers begin with theirs there. */
function lengthenLog(database: Peer): void {
  database.exec('create table filler (bytes blob)')
  database.exec('insert into filler values (zeroblob(20000000))')
  database.exec('drop table filler')
  database.pragma('wal_checkpoint(RESTART)')
}

/** Full-text search over the same texts on SQLite without encryption, ranked and with snippets. */
export function plainSearch(folder: string, texts: readonly string[]): (match: string) => void {
  const database = new PlainDatabase(fileIn(folder))
  database.exec(`create table note (number integer primary key, words text not null) strict;
    create virtual table found using fts5 (words, content = 'note', content_rowid = 'number',
      tokenize = 'unicode61 remove_diacritics 2')`)
  const insert = database.prepare('insert into note (words) values (?)')
  database.transaction(() => {
    for (const words of texts) insert.run(words)
    database.exec("insert into found (found) values ('rebuild')")
  })()
  const ranked = database.prepare(
    "select rowid, snippet(found, -1, '<', '>', '…', 24) from found where found match ? order by rank limit 50",
  )
  const count = database.prepare('select count(*) from found where found match ?')
  return (match) => {
    ranked.all(match)
    count.get(match)
  }
}
