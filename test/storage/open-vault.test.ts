// Opening a vault: in one way only, never in clear, never a wrong file, never twice, and never with a weaker setting.
import { execFileSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3-multiple-ciphers'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { makeVault, openVault, type VaultDatabase } from '#main/data/open-vault.ts'
import { asProblem } from '#main/data/sqlite-problems.ts'
import { toHex } from '#shared/domain/bytes.ts'
import { Problem } from '#shared/problems.ts'
import { temporaryFolder } from '../fixtures/world.ts'

const key = randomBytes(32)
let folder: string
let file: string

beforeEach(() => {
  folder = temporaryFolder()
  file = join(folder, 'vault.db')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** A closed vault with a word in it. */
function aVault(): void {
  const vault = makeVault(file, key)
  remember(vault, 'kept')
  vault.close()
}

function remember(vault: VaultDatabase, word: string): void {
  vault.write((writer) => writer.run('insert into setting (name, value) values (?, ?)', word, word))
}

const remembered = (vault: VaultDatabase): readonly string[] =>
  vault.reader.all<{ name: string }>('select name from setting order by name').map(({ name }) => name)

/** Every file of the folder with the hash of what is in it. */
function onDisk(): readonly string[] {
  return readdirSync(folder)
    .toSorted()
    .map(
      (name) =>
        `${name} ${createHash('sha256')
          .update(readFileSync(join(folder, name)))
          .digest('hex')}`,
    )
}

/** The problem's code with which opening must end, leaving every file as it was. */
function refusedBy(open: () => VaultDatabase): string {
  const before = onDisk()
  try {
    open().close()
  } catch (error) {
    expect(onDisk()).toEqual(before)
    return error instanceof Problem ? error.code : String(error)
  }
  throw new Error('it was opened')
}

/** A database as another program would make it. */
function elsewhere(make: (database: Database.Database) => void): void {
  const database = new Database(file)
  make(database)
  database.exec('create table evidence (words text)')
  database.close()
}

describe('a wrong input is refused before anything is written', () => {
  test.each([0, 16, 31, 33, 64])('a key of %i bytes', (length) => {
    expect(refusedBy(() => makeVault(file, randomBytes(length)))).toBe('vault.unsafe-settings')
    expect(existsSync(file)).toBe(false)
    aVault()
    expect(refusedBy(() => openVault(file, randomBytes(length)))).toBe('vault.unsafe-settings')
  })

  test('another key', () => {
    aVault()
    expect(refusedBy(() => openVault(file, randomBytes(32)))).toBe('vault.damaged')
  })

  test('the same key with one bit changed', () => {
    aVault()
    const other = Uint8Array.from(key)
    other[31] = (other[31] ?? 0) ^ 1
    expect(refusedBy(() => openVault(file, other))).toBe('vault.damaged')
  })

  test('no file, and none is made', () => {
    expect(refusedBy(() => openVault(file, key))).toBe('vault.damaged')
    expect(readdirSync(folder)).toEqual([])
  })

  test('an empty file', () => {
    writeFileSync(file, '')
    expect(refusedBy(() => openVault(file, key))).toBe('vault.damaged')
  })

  test('a file where a new vault is to be made', () => {
    aVault()
    expect(refusedBy(() => makeVault(file, key))).toBe('vault.damaged')
  })

  test('a database in clear', () => {
    elsewhere(() => {})
    expect(readFileSync(file).subarray(0, 15).toString()).toBe('SQLite format 3')
    expect(refusedBy(() => openVault(file, key))).toBe('vault.damaged')
  })

  test.each<[string, (database: Database.Database) => void]>([
    ["the driver's default cipher with the same key", (database) => void database.key(Buffer.from(`x'${toHex(key)}'`))],
    [
      'an older format of SQLCipher with the same key',
      (database) => {
        database.pragma("cipher='sqlcipher'")
        database.pragma('legacy=3')
        database.key(Buffer.from(`x'${toHex(key)}'`))
      },
    ],
    [
      'a key one digit short, which silently is a passphrase',
      (database) => {
        database.pragma("cipher='sqlcipher'")
        database.pragma('legacy=4')
        database.key(Buffer.from(`x'${toHex(key).slice(1)}'`))
      },
    ],
  ])('a database made with %s', (_, make) => {
    elsewhere(make)
    expect(refusedBy(() => openVault(file, key))).toBe('vault.damaged')
  })

  test('bytes that are no database', () => {
    writeFileSync(file, randomBytes(8_192))
    expect(refusedBy(() => openVault(file, key))).toBe('vault.damaged')
  })

  test.each([
    ['the salt', 3],
    ['the first page', 200],
    ['the end of the first page', 4_090],
  ])('a vault with a byte changed in %s', (_, place) => {
    aVault()
    const bytes = readFileSync(file)
    bytes[place] = (bytes[place] ?? 0) ^ 1
    writeFileSync(file, bytes)
    expect(refusedBy(() => openVault(file, key))).toBe('vault.damaged')
  })

  test('a vault of a newer version; it is not changed and can be opened by that one later', () => {
    const vault = makeVault(file, key)
    vault.write((writer) => writer.run('pragma user_version = 99'))
    vault.close()
    expect(refusedBy(() => openVault(file, key))).toBe('vault.newer-version')
  })
})

describe('a damaged page', () => {
  test('in the middle of a vault is noticed when it is read, and is no fault of the program', () => {
    const vault = makeVault(file, key)
    vault.write((writer) => {
      for (let number = 0; number < 400; number += 1)
        writer.run('insert into setting values (?, ?)', `${number}`, 'x'.repeat(200))
    })
    vault.close()
    const bytes = readFileSync(file)
    for (let place = 4_096 * 8; place < bytes.length; place += 4_096) bytes[place + 100] = (bytes[place + 100] ?? 0) ^ 1
    writeFileSync(file, bytes)
    const read = (): unknown => {
      const again = openVault(file, key)
      try {
        return again.reader.all('select * from setting')
      } catch (error) {
        throw asProblem(error)
      } finally {
        again.close()
      }
    }
    expect(read).toThrow(expect.objectContaining({ code: 'vault.damaged' }))
  })
})

describe('an open vault', () => {
  test('is nowhere in clear: not in its file and not in its write-ahead log', () => {
    const vault = makeVault(file, key)
    remember(vault, 'unmistakable')
    for (const name of readdirSync(folder)) {
      const bytes = readFileSync(join(folder, name))
      expect(bytes.subarray(0, 15).toString('latin1')).not.toBe('SQLite format 3')
      for (const clear of ['unmistakable', 'create table', 'setting']) expect(bytes.includes(clear)).toBe(false)
      expect(bytes.includes(key)).toBe(false)
    }
    vault.close()
    expect(readdirSync(folder)).toEqual(['vault.db'])
  })

  test('has every setting that keeps it safe, after each of several openings', () => {
    aVault()
    for (let time = 0; time < 3; time += 1) {
      const vault = openVault(file, key)
      const setting = (name: string): unknown => Object.values(vault.reader.get<object>(`pragma ${name}`) ?? {})[0]
      expect({
        journal: setting('journal_mode'),
        synchronous: setting('synchronous'),
        temporary: setting('temp_store'),
        erasing: setting('secure_delete'),
        references: setting('foreign_keys'),
        trusted: setting('trusted_schema'),
        cells: setting('cell_size_check'),
        locking: setting('locking_mode'),
        cipher: setting('cipher'),
        integrity: setting('integrity_check'),
      }).toEqual({
        journal: 'wal',
        synchronous: 2,
        temporary: 2,
        erasing: 1,
        references: 1,
        trusted: 0,
        cells: 1,
        locking: 'exclusive',
        cipher: 'sqlcipher',
        integrity: 'ok',
      })
      remember(vault, `time ${time}`)
      expect(setting('synchronous')).toBe(2)
      vault.close()
    }
  })

  test('has one writer: a second one, here or in another process, is told that it is in use, until it is closed', () => {
    aVault()
    const vault = openVault(file, key)
    expect(openedElsewhere()).toBe('vault.in-use')
    expect(() => openVault(file, key)).toThrow(expect.objectContaining({ code: 'vault.in-use' }))
    expect(openedElsewhere()).toBe('vault.in-use')
    remember(vault, 'still mine')
    expect(openedElsewhere()).toBe('vault.in-use')
    vault.close()
    vault.close()
    expect(openedElsewhere()).toBe('opened')
    const again = openVault(file, key)
    expect(remembered(again)).toEqual(['kept', 'still mine'])
    again.close()
  })

  test('keeps what was committed when its process is killed, and nothing of what was not', () => {
    aVault()
    const script = `
      import { openVault } from '#main/data/open-vault.ts'
      const vault = openVault(${JSON.stringify(file)}, Buffer.from('${toHex(key)}', 'hex'))
      const remember = (writer, word) => writer.run('insert into setting values (?, ?)', word, word)
      vault.write((writer) => remember(writer, 'committed'))
      vault.write((writer) => {
        remember(writer, 'lost')
        process.kill(process.pid, 'SIGKILL')
      })`
    expect(() => inAnotherProcess(script)).toThrow()
    const vault = openVault(file, key)
    expect(remembered(vault)).toEqual(['committed', 'kept'])
    vault.close()
  })

  test('takes back all of a transaction that fails, and says what is wrong with the disk in words of its own', () => {
    aVault()
    const vault = openVault(file, key)
    expect(() =>
      vault.write((writer) => {
        writer.run('insert into setting values (?, ?)', 'half', 'half')
        throw new Error('stop')
      }),
    ).toThrow('stop')
    expect(remembered(vault)).toEqual(['kept'])
    vault.close()
  })
})

/** What another process is told that tries to open the vault. */
function openedElsewhere(): string {
  return inAnotherProcess(`
    import { openVault } from '#main/data/open-vault.ts'
    try {
      openVault(${JSON.stringify(file)}, Buffer.from('${toHex(key)}', 'hex')).close()
      process.stdout.write('opened')
    } catch (error) {
      process.stdout.write(error.code)
    }`)
}

function inAnotherProcess(script: string): string {
  const root = new URL('../..', import.meta.url).pathname
  return execFileSync(process.execPath, ['--input-type=module-typescript', '-e', script], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })
}

describe("the driver's errors", () => {
  test.each([
    ['SQLITE_FULL', 'vault.disk-full'],
    ['SQLITE_IOERR_FSYNC', 'vault.disk-fault'],
    ['SQLITE_CANTOPEN', 'vault.disk-fault'],
    ['SQLITE_READONLY_DIRECTORY', 'vault.disk-fault'],
    ['SQLITE_CORRUPT_VTAB', 'vault.damaged'],
    ['SQLITE_NOTADB', 'vault.damaged'],
    ['SQLITE_BUSY_RECOVERY', 'vault.in-use'],
  ])('%s is %s', (code, expected) => {
    expect(asProblem(new Database.SqliteError('words', code))).toMatchObject({ code: expected, detail: code })
  })

  test('of another kind are passed on, so that a fault of ours shows', () => {
    const error = new Database.SqliteError('words', 'SQLITE_CONSTRAINT_UNIQUE')
    expect(asProblem(error)).toBe(error)
  })
})

test('what waits in the log beside the file is moved into it once it is much, and stays there', () => {
  const vault = makeVault(file, key)
  remember(vault, 'little')
  expect(vault.settle(1_000)).toBe(false)
  const size = statSync(file).size
  const much = 5_000_000
  vault.write((writer) => writer.run('insert into setting (name, value) values (?, ?)', 'much', 'a'.repeat(much)))
  expect(statSync(file).size).toBe(size)
  expect(vault.settle(1_000)).toBe(true)
  expect(statSync(file).size).toBeGreaterThan(much)
  expect(vault.settle(1_000)).toBe(false)
  vault.close()
  const again = openVault(file, key)
  expect(remembered(again)).toEqual(['little', 'much'])
  again.close()
})
