// Before a vault's schema changes a copy of it is taken, under the same key; it goes once the vault was opened again, or is scrubbed.
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3-multiple-ciphers'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { copyBeforeMigration } from '#main/data/copy-before-migration.ts'
import { migrate, migrations } from '#main/data/migrate.ts'
import { makeVault, openVault } from '#main/data/open-vault.ts'
import { temporaryFolder } from '../fixtures/world.ts'

const newest = migrations().length
const words = 'unmistakable words in an old vault'

let folder: string
let file: string
let key: Buffer

beforeEach(() => {
  folder = temporaryFolder()
  file = join(folder, 'vault.db')
  key = randomBytes(32)
  const older = keyed(file)
  older.pragma('journal_mode=WAL')
  migrate(older, migrations().slice(0, newest - 1))
  older.prepare("insert into setting (name, value) values ('words', ?)").run(words)
  older.close()
})
afterEach(() => rmSync(folder, { recursive: true }))

function keyed(path: string): Database.Database {
  const database = new Database(path)
  database.pragma("cipher='sqlcipher'")
  database.pragma('legacy=4')
  database.key(Buffer.from(`x'${key.toString('hex')}'`))
  return database
}

const wordsIn = (database: Database.Database): unknown =>
  database.prepare("select value from setting where name = 'words'").pluck().get()

test('the copy holds the vault as it was, encrypted, for its owner only, until the vault is opened again', () => {
  const vault = openVault(file, key)
  const copy = copyBeforeMigration(file)
  expect(statSync(copy).mode & 0o077).toBe(0)
  expect(readFileSync(copy).subarray(0, 15).toString('latin1')).not.toBe('SQLite format 3')
  expect(readFileSync(copy).includes(words)).toBe(false)
  const old = keyed(copy)
  expect([Number(old.pragma('user_version', { simple: true })), wordsIn(old)]).toEqual([newest - 1, words])
  old.close()
  vault.close()

  openVault(file, key).close()
  expect(existsSync(copy)).toBe(false)
  const now = keyed(file)
  expect([Number(now.pragma('user_version', { simple: true })), wordsIn(now)]).toEqual([newest, words])
  now.close()
})

test('what is destroyed is not left in the copy', () => {
  const vault = openVault(file, key)
  vault.write((writer) => writer.run("delete from setting where name = 'words'"))
  vault.scrub()
  expect(existsSync(copyBeforeMigration(file))).toBe(false)
  vault.close()
})

test('no copy is taken of a new vault, nor of one that is up to date', () => {
  const other = join(folder, 'other.db')
  makeVault(other, key).close()
  openVault(other, key).close()
  expect(existsSync(copyBeforeMigration(other))).toBe(false)
})

test('without its copy a vault is not changed', () => {
  // Nothing can be written where the copy is to be made.
  mkdirSync(`${copyBeforeMigration(file)}.new`)
  expect(() => openVault(file, key)).toThrow()
  const old = keyed(file)
  expect([Number(old.pragma('user_version', { simple: true })), wordsIn(old)]).toEqual([newest - 1, words])
  old.close()
})

test('a vault of a newer version is refused, and what lies beside it stays', () => {
  openVault(file, key).close()
  const newer = keyed(file)
  newer.pragma(`user_version = ${newest + 1}`)
  newer.close()
  expect(() => openVault(file, key)).toThrow(expect.objectContaining({ code: 'vault.newer-version' }))
  expect(existsSync(copyBeforeMigration(file))).toBe(true)
})
