// The one way to open a vault's database: fixed order, every setting asserted, never in clear (docs/architecture.md, "Traps").
import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs'
import { resolve } from 'node:path'
import Database from 'better-sqlite3-multiple-ciphers'
import { Problem } from '#shared/problems.ts'
import { keepCopyBeforeMigration, removeCopyBeforeMigration } from './copy-before-migration.ts'
import { handlesOn, type Reader, type Writer } from './handles.ts'
import { isBehind, migrate } from './migrate.ts'
import { asProblem } from './sqlite-problems.ts'

/** An open vault database; this process is its only writer until `close`. */
export interface VaultDatabase {
  readonly reader: Reader
  /** Runs `work` in one durable transaction: all of it is on disk when this returns, or none of it. */
  write<T>(work: (writer: Writer) => T): T
  /** Moves what waits in the write-ahead log into the file where it is this many pages or more; true then. */
  settle(from: number): boolean
  /** Writes the file anew and empties the write-ahead log: what was deleted is nowhere in the files then. Takes as long as copying them. */
  scrub(): void
  close(): void
}

/** Settings as they must read back after the first query; a wrong one means that evidence could be lost or leak. */
const required = {
  cipher: 'sqlcipher',
  legacy: 4,
  locking_mode: 'exclusive',
  journal_mode: 'wal',
  synchronous: 2,
  temp_store: 2,
  secure_delete: 1,
  foreign_keys: 1,
  trusted_schema: 0,
  cell_size_check: 1,
} as const

/** Pages kept decrypted, in KiB: enough for the lists and indexes of some 20,000 notes; the default is 2,000. */
const cacheKibibytes = 65_536

/** Pages of the write-ahead log after which a commit also moves them into the file: rarely, because that save waits. */
const checkpointPages = 4_000

const clearMagic = 'SQLite format 3\0'
/** Oldest build of the driver whose behaviour was measured (docs/architecture.md, "Traps"). */
const oldestCipherBuild = [2, 3, 0] as const

/**
 * Opens the vault at `file` with a raw key of 32 bytes and brings its schema up to date, after taking a copy of one that
 * is older; the copy goes at the next opening.
 * Throws Problems: `vault.damaged` (also for a wrong key), `vault.in-use`, `vault.newer-version`, `vault.unsafe-settings`.
 */
export function openVault(file: string, key: Uint8Array): VaultDatabase {
  // SQLite would make a new vault in place of one that is gone, and nobody would learn that evidence is missing.
  if (!existsSync(file)) throw new Problem('vault.damaged', { detail: 'the file is missing' })
  return openedWith(file, key, 'r')
}

/** Makes a vault at `file`, where nothing may be yet, with a raw key of 32 bytes. Throws Problems as `openVault` does. */
export function makeVault(file: string, key: Uint8Array): VaultDatabase {
  if (existsSync(file)) throw new Problem('vault.damaged', { detail: 'there is a file in the place of a new vault' })
  return openedWith(file, key, 'wx+')
}

function openedWith(file: string, key: Uint8Array, how: 'r' | 'wx+'): VaultDatabase {
  if (key.length !== 32) throw new Problem('vault.unsafe-settings', { detail: 'the key is not 32 bytes' })
  const held = hold(file, how)
  try {
    if (how === 'r') held.refuseEmpty()
    held.refuseClear()
    return onceUnlocked(file, key, held)
  } catch (error) {
    held.release()
    throw error
  }
}

function onceUnlocked(file: string, key: Uint8Array, held: Hold): VaultDatabase {
  const database = new Database(file, { timeout: 0 })
  try {
    unlock(database, key)
    settle(database)
    const behind = isBehind(database)
    if (behind) keepCopyBeforeMigration(database, file)
    migrate(database)
    // It was opened as it is now once before: nothing of it was spoilt.
    if (!behind) removeCopyBeforeMigration(file)
    // What was deleted before a kill may still stand in a log that was not closed.
    database.pragma('wal_checkpoint(TRUNCATE)')
    held.refuseClear()
    return vaultOn(database, held, file)
  } catch (error) {
    database.close()
    throw asProblem(error)
  }
}

/** A handle on the vault's file beside SQLite's own, to look at its first bytes. */
interface Hold {
  readonly refuseEmpty: () => void
  readonly refuseClear: () => void
  readonly release: () => void
}

/** Vault files that are open in this process. */
const openHere = new Set<string>()

/**
 * POSIX takes all of a process's locks on a file away when it closes any handle of that file, SQLite's among them, and
 * then two processes write to one vault. So this handle stays open as long as the database is, a second opener in this
 * process is refused before it touches the file, and nothing else in this process may open it.
 */
function hold(file: string, how: 'r' | 'wx+'): Hold {
  const name = resolve(file)
  if (openHere.has(name)) throw new Problem('vault.in-use')
  const handle = openSync(file, how, 0o600)
  openHere.add(name)
  let open = true
  return {
    refuseEmpty: () => {
      if (fstatSync(handle).size === 0) throw new Problem('vault.damaged', { detail: 'the file is empty' })
    },
    refuseClear: () => {
      if (startOf(handle) === clearMagic) throw new Problem('vault.damaged', { detail: 'the file is not encrypted' })
    },
    release: () => {
      // Once only: a number given back may be another file's by now.
      if (!open) return
      open = false
      openHere.delete(name)
      closeSync(handle)
    },
  }
}

/** The first bytes of a file; a database in clear would have evidence written in clear. */
function startOf(handle: number): string {
  const start = Buffer.alloc(clearMagic.length)
  readSync(handle, start, 0, start.length, 0)
  return start.toString('latin1')
}

function unlock(database: Database.Database, key: Uint8Array): void {
  database.pragma("cipher='sqlcipher'")
  database.pragma('legacy=4')
  const spelled = rawKey(key)
  database.key(spelled)
  spelled.fill(0)
  // Before the first read: one writer per vault, and no shared-memory file beside it.
  database.pragma('locking_mode=EXCLUSIVE')
  database.prepare('select count(*) from sqlite_schema').get()
}

/** `x'…64 hex digits…'` as bytes, so that the key never becomes a string. */
function rawKey(key: Uint8Array): Buffer {
  const digits = '0123456789abcdef'
  const spelled = Buffer.alloc(67)
  spelled.write("x'", 0, 'latin1')
  key.forEach((byte, index) => {
    spelled[2 + 2 * index] = digits.charCodeAt(byte >> 4)
    spelled[3 + 2 * index] = digits.charCodeAt(byte & 15)
  })
  spelled.write("'", 66, 'latin1')
  return spelled
}

function settle(database: Database.Database): void {
  database.pragma('journal_mode=WAL')
  database.pragma('synchronous=FULL')
  database.pragma('temp_store=MEMORY')
  database.pragma('secure_delete=ON')
  database.pragma('foreign_keys=ON')
  database.pragma('trusted_schema=OFF')
  database.pragma('cell_size_check=ON')
  database.pragma(`cache_size=-${cacheKibibytes}`)
  database.pragma(`wal_autocheckpoint=${checkpointPages}`)
  database.prepare('select count(*) from sqlite_schema').get()
  for (const [name, value] of Object.entries(required)) {
    const actual: unknown = database.pragma(name, { simple: true })
    if (String(actual) !== String(value))
      throw new Problem('vault.unsafe-settings', { detail: `${name} is ${String(actual)}` })
  }
  refuseOldBuild(database)
}

function refuseOldBuild(database: Database.Database): void {
  const { build } = database.prepare('select sqlite3mc_version() as build').get() as { build: string }
  const numbers = /(\d+)\.(\d+)\.(\d+)/.exec(build)?.slice(1).map(Number) ?? []
  const order = oldestCipherBuild.map((oldest, index) => (numbers[index] ?? 0) - oldest).find((step) => step !== 0) ?? 0
  if (order < 0) throw new Problem('vault.unsafe-settings', { detail: `cipher build ${build}` })
}

/** Pages in the write-ahead log, and how many of them are in the file already. */
interface LogState {
  readonly log: number
  readonly checkpointed: number
}

function vaultOn(database: Database.Database, held: Hold, file: string): VaultDatabase {
  const handles = handlesOn(database)
  const inTransaction = database.transaction((work: (writer: Writer) => unknown) => work(handles))
  return {
    reader: handles,
    write: <T>(work: (writer: Writer) => T) => {
      try {
        return inTransaction.immediate(work) as T
      } catch (error) {
        throw asProblem(error)
      }
    },
    settle: (from) => {
      const { log = 0, checkpointed = 0 } = handles.get<LogState>('pragma wal_checkpoint(NOOP)') ?? {}
      if (log - checkpointed < from) return false
      database.pragma('wal_checkpoint(PASSIVE)')
      return true
    },
    scrub: () => {
      try {
        // secure_delete overwrites what is deleted where it stands, not the copies that moved rows leave behind.
        database.prepare('vacuum').run()
        database.pragma('wal_checkpoint(TRUNCATE)')
        removeCopyBeforeMigration(file)
      } catch (error) {
        throw asProblem(error)
      }
    },
    close: () => {
      database.close()
      held.release()
    },
  }
}
