// The one way to open a store's database: settings in fixed order, each read back, refused when one is not what it must be.
import { existsSync } from 'node:fs'
import Database, { type Database as Handle, type Statement } from 'better-sqlite3'
import { Problem } from '#shared/problems.ts'
import { migrate } from './migrate.ts'

type Value = string | number | Uint8Array | null

/** Compiles each statement once for the life of the connection. Row types are stated beside the SQL. */
export interface Connection {
  all<Row>(sql: string, ...values: readonly Value[]): readonly Row[]
  get<Row>(sql: string, ...values: readonly Value[]): Row | undefined
  /** Rows one after another; nothing else may be done with the statement until the walk has ended. */
  each<Row>(sql: string, ...values: readonly Value[]): Iterable<Row>
  /** Returns the row's number, where there is one. */
  run(sql: string, ...values: readonly Value[]): number
  /**
   * Moves what stands in the write-ahead log into the file, and leaves the log with nothing in it; false while somebody
   * still reads an older state out of it. Waits for nobody.
   */
  emptyLog(): boolean
  close(): void
}

/** A wrong one means that what was acknowledged could be lost, or that a fault of the file goes unseen. */
const required = {
  journal_mode: 'wal',
  synchronous: 2,
  temp_store: 2,
  foreign_keys: 1,
  trusted_schema: 0,
  cell_size_check: 1,
  // Without it `insert or replace` takes rows away without asking the triggers that forbid it.
  recursive_triggers: 1,
  // Without it what a disposal took stays readable in the pages that it leaves.
  secure_delete: 1,
} as const

/** How long a command beside a running store waits for it, in milliseconds. */
const patience = 5_000
const cacheKibibytes = 65_536
/** Pages of the write-ahead log after which a commit also moves them into the file. */
const checkpointPages = 4_000

/**
 * The connection that writes; makes the file where it is missing and brings its schema up to date.
 * Throws Problems `central.damaged`, `central.newer-version`, `central.disk-fault`.
 */
export function openWriting(file: string): Connection {
  const database = new Database(file, { timeout: patience })
  database.pragma('journal_mode=WAL')
  settle(database)
  migrate(database)
  return connectionOn(database)
}

/** A connection that reads what is committed; the file must be there. */
export function openReading(file: string): Connection {
  if (!existsSync(file)) throw new Problem('organisation.missing')
  const database = new Database(file, { timeout: patience, readonly: true })
  settle(database)
  return connectionOn(database)
}

function settle(database: Handle): void {
  database.pragma('synchronous=FULL')
  database.pragma('temp_store=MEMORY')
  database.pragma('foreign_keys=ON')
  database.pragma('trusted_schema=OFF')
  database.pragma('cell_size_check=ON')
  database.pragma('recursive_triggers=ON')
  database.pragma('secure_delete=ON')
  database.pragma(`cache_size=-${cacheKibibytes}`)
  database.pragma(`wal_autocheckpoint=${checkpointPages}`)
  // The driver's build decides about synchronous anew at the first query, so that comes before reading back.
  database.prepare('select count(*) from sqlite_schema').get()
  for (const [name, value] of Object.entries(required)) {
    const actual: unknown = database.pragma(name, { simple: true })
    if (String(actual) !== String(value)) {
      throw new Problem('central.damaged', { detail: `${name} is ${String(actual)}` })
    }
  }
}

function connectionOn(database: Handle): Connection {
  const compiled = new Map<string, Statement>()
  const statement = (sql: string): Statement => {
    const known = compiled.get(sql)
    if (known !== undefined) return known
    const fresh = database.prepare(sql)
    compiled.set(sql, fresh)
    return fresh
  }
  return {
    all: <Row>(sql: string, ...values: readonly Value[]) => statement(sql).all(...values) as Row[],
    get: <Row>(sql: string, ...values: readonly Value[]) => statement(sql).get(...values) as Row | undefined,
    each: <Row>(sql: string, ...values: readonly Value[]) => statement(sql).iterate(...values) as Iterable<Row>,
    run: (sql: string, ...values: readonly Value[]) => Number(statement(sql).run(...values).lastInsertRowid),
    emptyLog: () => {
      database.pragma('busy_timeout=0')
      const [outcome] = database.pragma('wal_checkpoint(TRUNCATE)') as readonly { readonly busy: number }[]
      database.pragma(`busy_timeout=${patience}`)
      return outcome?.busy === 0
    },
    close: () => void database.close(),
  }
}
