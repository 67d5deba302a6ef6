// Brings a vault's schema up to date: numbered SQL files, each in one transaction, never backwards.
import { readdirSync, readFileSync } from 'node:fs'
import type { Database } from 'better-sqlite3-multiple-ciphers'
import { Problem } from '#shared/problems.ts'

const folder = new URL('./migrations/', import.meta.url)

/** The SQL of every migration in order; the first has number 1. */
export function migrations(): readonly string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .toSorted()
    .map((name) => readFileSync(new URL(name, folder), 'utf8'))
}

/** Throws Problem `vault.newer-version` when the vault knows more migrations than this version. */
export function migrate(database: Database, steps: readonly string[] = migrations()): void {
  const done = migrationsDone(database, steps)
  steps.slice(done).forEach((sql, index) => {
    database.transaction(() => {
      database.exec(sql)
      database.pragma(`user_version = ${done + index + 1}`)
    })()
  })
}

/** Whether there is something in the database that a migration would change. Throws Problem `vault.newer-version`. */
export function isBehind(database: Database, steps: readonly string[] = migrations()): boolean {
  const done = migrationsDone(database, steps)
  return done > 0 && done < steps.length
}

function migrationsDone(database: Database, steps: readonly string[]): number {
  const done = Number(database.pragma('user_version', { simple: true }))
  if (done > steps.length) throw new Problem('vault.newer-version', { detail: `schema ${done}` })
  return done
}
