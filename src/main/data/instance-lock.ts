// One Fieldbook for each data folder: a lock that the system gives back however the process ends.
import { join } from 'node:path'
import Database from 'better-sqlite3-multiple-ciphers'
import { Problem } from '#shared/problems.ts'

export interface InstanceLock {
  readonly release: () => void
}

/** Long enough for two that start at once to settle which is first; SQLite lets exactly one of them through. */
const patience = 1_000

/** Whatever is held stays referred to: the garbage collector would close the file, and the lock with it. */
const held = new Set<Database.Database>()

/**
 * Holds SQLite's exclusive lock on an empty file, because SQLite locks files soundly on every platform and Node does not.
 * A file that merely exists would outlive a kill. Throws `application.already-running` when another process holds it.
 */
export function takeInstanceLock(folder: string): InstanceLock {
  const file = new Database(join(folder, 'instance.lock'), { timeout: patience })
  try {
    file.prepare('BEGIN EXCLUSIVE').run()
  } catch (error) {
    file.close()
    if (isBusy(error)) throw new Problem('application.already-running', { cause: error })
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
