// Migrations: the schema that people read is the one that is made, and a migration happens as a whole or not at all.
import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3-multiple-ciphers'
import { describe, expect, test } from 'vitest'
import { migrate, migrations } from '#main/data/migrate.ts'
import { makeVault } from '#main/data/open-vault.ts'
import { temporaryFolder } from '../fixtures/world.ts'
import { migratedSchema, schemaFile, schemaOf } from './dump-schema.ts'

const version = (database: Database.Database): number => Number(database.pragma('user_version', { simple: true }))

describe('the schema', () => {
  test('written down is the one that the migrations make; if not, run `npm run schema`', () => {
    expect(readFileSync(schemaFile, 'utf8')).toBe(migratedSchema())
  })

  test('of a vault is the same', () => {
    const folder = temporaryFolder()
    const vault = makeVault(join(folder, 'vault.db'), randomBytes(32))
    const tables = vault.reader.all<{ name: string }>(
      "select name from sqlite_schema where type = 'trigger' order by 1",
    )
    const schema = migratedSchema()
    for (const { name } of tables) expect(schema).toContain(name)
    expect(tables.length).toBeGreaterThanOrEqual(6)
    vault.close()
    rmSync(folder, { recursive: true })
  })

  test('has a comment that names the threat before each trigger that protects the log', () => {
    const sql = migrations().join('\n')
    for (const trigger of ['entry_is_never_changed', 'entry_is_never_replaced', 'body_is_never_changed']) {
      const before = sql
        .slice(0, sql.indexOf(`create trigger ${trigger}`))
        .trimEnd()
        .split('\n')
      expect(before.slice(-2).join('\n')).toContain('-- ')
      expect(before.slice(-3).join('\n')).toContain('Threat')
    }
  })
})

describe('a migration', () => {
  const first = 'create table one (x text) strict; insert into one values (1);'
  const second = 'create table two (x text) strict; insert into two select x from one; drop table one;'

  test('that fails in the middle leaves the version before it, with everything in it', () => {
    const database = new Database(':memory:')
    expect(() => migrate(database, [first, `${second} insert into nowhere values (1);`])).toThrow('nowhere')
    expect(version(database)).toBe(1)
    expect(database.prepare('select x from one').all()).toEqual([{ x: '1' }])
    expect(schemaOf(database)).not.toContain('two')

    migrate(database, [first, second])
    expect(version(database)).toBe(2)
    expect(database.prepare('select x from two').all()).toEqual([{ x: '1' }])
    database.close()
  })

  test('that is killed in the middle leaves the version before it, with everything in it', () => {
    const folder = temporaryFolder()
    const file = join(folder, 'some.db')
    const script = `
      import Database from 'better-sqlite3-multiple-ciphers'
      import { migrate } from '#main/data/migrate.ts'
      const database = new Database(${JSON.stringify(file)})
      database.pragma('journal_mode = WAL')
      database.function('die', () => process.kill(process.pid, 'SIGKILL'))
      migrate(database, [${JSON.stringify(first)}, ${JSON.stringify(`${second} insert into two select die();`)}])`
    const root = new URL('../..', import.meta.url).pathname
    const run = () =>
      execFileSync(process.execPath, ['--input-type=module-typescript', '-e', script], { cwd: root, stdio: 'ignore' })
    expect(run).toThrow(expect.objectContaining({ signal: 'SIGKILL' }))

    const database = new Database(file)
    expect(version(database)).toBe(1)
    expect(database.prepare('select x from one').all()).toEqual([{ x: '1' }])
    migrate(database, [first, second])
    expect(database.prepare('select x from two').all()).toEqual([{ x: '1' }])
    database.close()
    rmSync(folder, { recursive: true })
  })

  test('that was done is not done again', () => {
    const database = new Database(':memory:')
    migrate(database, [first])
    migrate(database, [first])
    expect(database.prepare('select count(*) as count from one').get()).toEqual({ count: 1 })
    database.close()
  })

  test('of a newer version is not undone: the vault is refused', () => {
    const database = new Database(':memory:')
    migrate(database, [first, second])
    expect(() => migrate(database, [first])).toThrow(expect.objectContaining({ code: 'vault.newer-version' }))
    expect(version(database)).toBe(2)
    database.close()
  })
})
