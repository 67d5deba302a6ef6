// The two ways to hold the vault's database: reading, and writing inside one transaction.
import type { Database, Statement } from 'better-sqlite3-multiple-ciphers'

type Value = string | number | bigint | Uint8Array | null

/** Row types are stated by each query beside its SQL; the schema's strict tables hold them to it. */
export interface Reader {
  all<Row>(sql: string, ...values: readonly Value[]): readonly Row[]
  get<Row>(sql: string, ...values: readonly Value[]): Row | undefined
}

/** Given only inside a transaction, so that nothing is ever half written. */
export interface Writer extends Reader {
  run(sql: string, ...values: readonly Value[]): void
}

/** Compiles each statement once for the life of the connection. */
export function handlesOn(database: Database): Writer {
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
    run: (sql: string, ...values: readonly Value[]) => void statement(sql).run(...values),
  }
}
