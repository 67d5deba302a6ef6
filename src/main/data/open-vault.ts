// The one way to open a vault's database: fixed order, every setting asserted, never in clear (DESIGN.md section 7).
import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs'
import Database from 'better-sqlite3-multiple-ciphers'
import { Problem } from '#shared/problems.ts'
import { handlesOn, type Reader, type Writer } from './handles.ts'
import { migrate } from './migrate.ts'
import { asProblem } from './sqlite-problems.ts'

/** An open vault database; this process is its only writer until `close`. */
export interface VaultDatabase {
  readonly reader: Reader
  /** Runs `work` in one durable transaction: all of it is on disk when this returns, or none of it. */
  write<T>(work: (writer: Writer) => T): T
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
/** Oldest build of the driver whose behaviour was measured (DESIGN.md section 7). */
const oldestCipherBuild = [2, 3, 0] as const

/**
 * Opens the vault at `file` with a raw key of 32 bytes and brings its schema up to date.
 * Throws Problems: `vault.damaged` (also for a wrong key), `vault.in-use`, `vault.newer-version`, `vault.unsafe-settings`.
 */
export function openVault(file: string, key: Uint8Array): VaultDatabase {
  // SQLite would make a new vault in place of one that is gone, and nobody would learn that evidence is missing.
  if (!existsSync(file) || statSync(file).size === 0) {
    throw new Problem('vault.damaged', { detail: 'the file is missing or empty' })
  }
  return openedWith(file, key)
}

/** Makes a vault at `file`, where nothing may be yet, with a raw key of 32 bytes. Throws Problems as `openVault` does. */
export function makeVault(file: string, key: Uint8Array): VaultDatabase {
  if (existsSync(file)) throw new Problem('vault.damaged', { detail: 'there is a file in the place of a new vault' })
  return openedWith(file, key)
}

function openedWith(file: string, key: Uint8Array): VaultDatabase {
  if (key.length !== 32) throw new Problem('vault.unsafe-settings', { detail: 'the key is not 32 bytes' })
  refuseClearFile(file)
  const database = new Database(file, { timeout: 0 })
  try {
    unlock(database, key)
    settle(database)
    migrate(database)
    refuseClearFile(file)
    return vaultOn(database)
  } catch (error) {
    database.close()
    throw asProblem(error)
  }
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

/** A plaintext database under a vault's name is never opened: evidence would be written in clear. */
function refuseClearFile(file: string): void {
  if (!existsSync(file)) return
  const handle = openSync(file, 'r')
  const start = Buffer.alloc(clearMagic.length)
  readSync(handle, start, 0, start.length, 0)
  closeSync(handle)
  if (start.toString('latin1') === clearMagic)
    throw new Problem('vault.damaged', { detail: 'the file is not encrypted' })
}

function vaultOn(database: Database.Database): VaultDatabase {
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
    close: () => void database.close(),
  }
}
