// The copy of a vault that is taken before its schema changes, encrypted under the same key: what a migration spoils stays there.
import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Database } from 'better-sqlite3-multiple-ciphers'

/** Where the copy of a vault's file lies; one is kept, the last. */
export function copyBeforeMigration(file: string): string {
  return `${file}.before-migration`
}

/** Durable when this returns: written beside, synced, renamed. Takes as long as copying the file. */
export function keepCopyBeforeMigration(database: Database, file: string): void {
  const copy = copyBeforeMigration(file)
  const beside = `${copy}.new`
  rmSync(beside, { force: true })
  // SQLite writes into an empty file, and leaves to it who may read it.
  closeSync(openSync(beside, 'wx', 0o600))
  database.prepare('vacuum into ?').run(beside)
  sync(beside)
  renameSync(beside, copy)
  sync(dirname(copy))
}

/** Once the vault was opened again as it is now, or when something in it is to be nowhere any more. */
export function removeCopyBeforeMigration(file: string): void {
  const copy = copyBeforeMigration(file)
  for (const path of [copy, `${copy}.new`]) if (existsSync(path)) rmSync(path)
}

/** Windows cannot open a folder for syncing and needs none. */
function sync(path: string): void {
  if (process.platform === 'win32') return
  const handle = openSync(path, 'r')
  fsyncSync(handle)
  closeSync(handle)
}
