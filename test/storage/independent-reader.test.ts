// SQLCipher itself, another program by other people, opens a vault with its raw key and finds the same entries.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { expect } from 'vitest'
import { allDevices } from '#main/data/devices.ts'
import { toHex } from '#shared/domain/bytes.ts'
import { skipUnless } from '../fixtures/skip.ts'
import { aNote, ledgerOf, openLarkfield, openWorld, saveNote } from '../fixtures/world.ts'
import { readerAbsence } from '../run/sqlcipher.ts'

const absence = readerAbsence()
const root = new URL('../..', import.meta.url).pathname

/** Opens the vault and prints its rows; in a process of its own, so that a native crash cannot hurt the tests. */
const reader = `
  import sqlcipher from '@journeyapps/sqlcipher'
  const [file, key] = process.argv.slice(1)
  const database = new sqlcipher.Database(file, sqlcipher.OPEN_READONLY)
  const all = (sql) => new Promise((resolve, reject) =>
    database.all(sql, (error, rows) => (error ? reject(error) : resolve(rows))))
  try {
    await all('PRAGMA cipher_compatibility = 4')
    await all(\`PRAGMA key = "x'\${key}'"\`)
    const entries = await all('select hash, hex(header) as header, hex(signature) as signature from entry order by arrival')
    const bodies = await all('select hex(bytes) as bytes from body order by entry')
    const integrity = await all('PRAGMA cipher_integrity_check')
    process.stdout.write(JSON.stringify({ entries, bodies, integrity }))
  } catch (error) {
    process.stdout.write(JSON.stringify({ refused: error.code }))
  }`

interface Read {
  readonly entries?: readonly { readonly hash: string; readonly header: string; readonly signature: string }[]
  readonly bodies?: readonly { readonly bytes: string }[]
  readonly integrity?: readonly unknown[]
  readonly refused?: string
}

function readBySqlcipher(file: string, key: string): Read {
  const found = execFileSync(process.execPath, ['--input-type=module', '-e', reader, file, key], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
  return JSON.parse(found) as Read
}

skipUnless(absence === null, absence ?? '')(
  'SQLCipher finds every entry of a closed vault, byte for byte, and nothing without the key',
  async () => {
    const world = await openWorld()
    const { inspection } = await openLarkfield(world)
    for (const words of ['one', 'two', 'x'.repeat(20_000)]) await saveNote(world, inspection, aNote(words))
    const { vault } = world.application.open
    const [file, key] = [vault.paths.database, toHex(vault.vaultKey)]
    const hex = (bytes: Uint8Array): string => toHex(bytes).toUpperCase()
    const rows = ledgerOf(world).reader.all<{
      hash: string
      header: Uint8Array
      signature: Uint8Array
      body: Uint8Array
    }>(
      'select hash, header, signature, body.bytes as body from entry join body on body.entry = arrival order by arrival',
    )
    expect(allDevices(ledgerOf(world).reader)).toHaveLength(1)
    await world.lock()

    const { entries, bodies, integrity } = readBySqlcipher(file, key)
    expect(entries).toEqual(
      rows.map(({ hash, header, signature }) => ({ hash, header: hex(header), signature: hex(signature) })),
    )
    expect(bodies).toEqual(rows.map(({ body }) => ({ bytes: hex(body) })))
    expect(integrity).toEqual([])
    for (const { hash, header } of entries ?? []) {
      const message = Buffer.concat([Buffer.from('fieldbook/entry/1\n'), Buffer.from(header, 'hex')])
      expect(createHash('sha256').update(message).digest('hex')).toBe(hash)
    }
    expect(readBySqlcipher(file, '0'.repeat(64))).toEqual({ refused: 'SQLITE_NOTADB' })
    world.remove()
  },
)
