// Brings a store's schema up to date: numbered SQL files, each in one transaction, never backwards.
import { readdirSync, readFileSync } from 'node:fs'
import type { Database } from 'better-sqlite3'
import { Problem } from '#shared/problems.ts'

const folder = new URL('./migrations/', import.meta.url)

/** The SQL of every migration in order; the first has number 1. */
function migrations(): readonly string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .toSorted()
    .map((name) => readFileSync(new URL(name, folder), 'utf8'))
}

/** Stores of this version wrote without `secure_delete`: free room of their pages holds copies of bodies. */
const carelessVersion = 1

/** Throws Problem `central.newer-version` when the store knows more migrations than this version. */
export function migrate(database: Database): void {
  const steps = migrations()
  const done = Number(database.pragma('user_version', { simple: true }))
  if (done > steps.length) throw new Problem('central.newer-version', { detail: `schema ${done}` })
  // Before the step that lets bodies be taken, so that a crash in between leaves this to be done again.
  if (done === carelessVersion) database.prepare('vacuum').run()
  steps.slice(done).forEach((sql, index) => {
    database.transaction(() => {
      database.exec(sql)
      database.pragma(`user_version = ${done + index + 1}`)
    })()
  })
}
