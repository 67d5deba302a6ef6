// One process for each store's folder: a lock that the system gives back however the process ends.
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { Problem } from '#shared/problems.ts'

export interface FolderLock {
  readonly release: () => void
}

/** Long enough for two that start at once to settle which is first, in milliseconds. */
const patience = 1_000

/** Whatever is held stays referred to: the garbage collector would close the file, and the lock with it. */
const held = new Set<Database.Database>()

/** Holds SQLite's exclusive lock on an empty file. Throws `central.already-running` when another process holds it. */
export function takeFolderLock(folder: string): FolderLock {
  const file = new Database(join(folder, 'store.lock'), { timeout: patience })
  try {
    file.prepare('begin exclusive').run()
  } catch (error) {
    file.close()
    if (isBusy(error)) throw new Problem('central.already-running', { cause: error })
    throw error
  }
  held.add(file)
  return {
    release: () => {
      held.delete(file)
      file.close()
    },
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')
}
