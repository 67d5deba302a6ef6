// The storage on SQLite: the suite of every storage, and what only a file of SQLite can get wrong.
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { openReading, openWriting } from '#central/storage/sqlite/open.ts'
import { openStorage, openToLookAt } from '#central/storage/sqlite/storage.ts'
import { temporaryFolder } from '../fixtures/world.ts'
import { type OpenedStorage, storageSuite } from './storage-suite.ts'

async function open(): Promise<OpenedStorage> {
  return openIn(temporaryFolder())
}

function openIn(folder: string): OpenedStorage {
  const storage = openStorage(join(folder, 'central.db'))
  const remove = async (): Promise<void> => {
    await storage.close()
    rmSync(folder, { recursive: true, force: true })
  }
  const reopen = async (): Promise<OpenedStorage> => {
    // The files as they lie at this instant are what a kill leaves.
    const left = temporaryFolder()
    cpSync(folder, left, { recursive: true })
    await remove()
    return openIn(left)
  }
  return { storage, reopen, remove }
}

storageSuite('SQLite', open)

test('both connections commit to the disk before they answer, and refuse what the triggers forbid', () => {
  const folder = temporaryFolder()
  const file = join(folder, 'central.db')
  for (const connection of [openWriting(file), openReading(file)]) {
    expect(connection.get('pragma synchronous')).toEqual({ synchronous: 2 })
    expect(connection.get('pragma journal_mode')).toEqual({ journal_mode: 'wal' })
    expect(connection.get('pragma recursive_triggers')).toEqual({ recursive_triggers: 1 })
    connection.close()
  }
  rmSync(folder, { recursive: true })
})

test.each([
  ['update entry set seq = 9', 'entries are never changed'],
  ['delete from entry', 'entries are never removed'],
  ["insert or replace into entry values (1, 1, 0, 1, 1, zeroblob(32), x'00', zeroblob(64), 0)", 'never removed'],
  ["update body set body = x'00'", 'bodies are never changed'],
  ['delete from body', 'bodies are never removed'],
  ["insert or replace into body values (1, x'00')", 'bodies are never removed'],
  ["update checkpoint set checkpoint = ''", 'checkpoints are never changed'],
  ['delete from checkpoint', 'checkpoints are never removed'],
])('%s is refused', async (sql, words) => {
  const folder = temporaryFolder()
  const file = join(folder, 'central.db')
  const storage = openStorage(file)
  const compartment = 'a'.repeat(64)
  await storage.write(async (writing) => {
    await writing.makeLog(compartment, 1, false)
    const bytes = new Uint8Array(64)
    const entry = { hash: compartment, device: compartment, seq: 1, header: bytes, signature: bytes, body: bytes }
    const log = { compartment, epoch: 1, size: 1, controls: 0, frontier: '', checkpoint: 'c' }
    await writing.append(log, [{ ...entry, control: false }], [])
  })
  await storage.close()
  const connection = openWriting(file)
  expect(() => connection.run(sql)).toThrow(words)
  connection.close()
  rmSync(folder, { recursive: true })
})

test('a file that is no store, a damaged one and one of a newer version are refused with their codes', async () => {
  const folder = temporaryFolder()
  const file = join(folder, 'central.db')
  const problemOf = (): string => {
    try {
      openStorage(file)
      return 'opened'
    } catch (error) {
      return (error as { code?: string }).code ?? 'no code'
    }
  }
  writeFileSync(file, 'no database at all, but long enough to be looked at as one'.repeat(100))
  expect(problemOf()).toBe('central.damaged')
  rmSync(file)
  await openStorage(file).close()
  const newer = new Database(file)
  newer.pragma('user_version = 99')
  newer.close()
  expect(problemOf()).toBe('central.newer-version')
  rmSync(folder, { recursive: true })
})

test('whoever looks at a store sees one moment of it, and changes nothing', async () => {
  const folder = temporaryFolder()
  const file = join(folder, 'central.db')
  const storage = openStorage(file)
  const looking = openToLookAt(file)
  expect(await looking.compartments()).toEqual([])
  await storage.write(async (writing) => writing.makeLog('a'.repeat(64), 1, false))
  expect(await looking.compartments()).toEqual([])
  await looking.close()
  const later = openToLookAt(file)
  expect(await later.compartments()).toEqual(['a'.repeat(64)])
  await later.close()
  await storage.close()
  const before = readFileSync(file)
  const again = openToLookAt(file)
  await again.totals()
  await again.close()
  expect(readFileSync(file).equals(before)).toBe(true)
  rmSync(folder, { recursive: true })
})
