// Checking a whole store: every single thing that somebody with the files could change is found.
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readStoreKey } from '#central/key-files.ts'
import { verifyStore } from '#central/records/verifying.ts'
import { openToLookAt } from '#central/storage/sqlite/storage.ts'
import { sha256 } from '#main/platform/crypto.ts'
import { signedNote } from '#shared/domain/checkpoint.ts'
import { added, type NewCompartment, newCompartment, note } from './devices.ts'
import { TestStore } from './store.ts'

let store: TestStore
let made: NewCompartment

beforeEach(async () => {
  store = await TestStore.open()
  const ada = await store.enrol('Ada Ferris', ['inspector'])
  const bo = await store.enrol('Bo Lindgren', ['supervisor'])
  made = newCompartment(ada.device)
  const { compartment, chain, key, entries } = made
  await store.push(ada.device, compartment, 0, [...entries, added(chain, bo.person, 'member')])
  await store.push(ada.device, compartment, 3, [note(chain, key), note(chain, key), note(chain, key)])
})
afterEach(async () => store.remove())

async function verified() {
  const looking = openToLookAt(join(store.folder, 'central.db'))
  return verifyStore(looking).finally(async () => looking.close())
}

/** As somebody who owns the machine: the triggers are no obstacle. */
function tamper(sql: string): void {
  const database = new Database(join(store.folder, 'central.db'))
  database.pragma('foreign_keys=OFF')
  for (const { name } of database.prepare("select name from sqlite_schema where type = 'trigger'").all() as {
    name: string
  }[]) {
    database.prepare(`drop trigger ${name}`).run()
  }
  expect(database.prepare(sql).run().changes).toBeGreaterThan(0)
  database.close()
}

test('a store that nobody touched is sound', async () => {
  expect(await verified()).toEqual({
    entries: 10,
    bodies: 10,
    chains: 3,
    compartments: 2,
    checkpoints: 6,
    findings: [],
  })
})

const inLog = 'log = (select max(id) from log)'

test.each([
  ['a body changed', `update body set body = zeroblob(length(body)) where entry = 8`, ['body-refused']],
  ['a body gone', 'delete from body where entry = 8', ['body-missing']],
  ['a signature changed', 'update entry set signature = zeroblob(64) where id = 8', ['signature-wrong']],
  ['a header changed', "update entry set header = cast('{}' as blob) where id = 8", ['header-refused']],
  ['a hash changed', 'update entry set hash = zeroblob(32) where id = 8', ['hash-differs', 'tree-differs']],
  ['an entry taken from the middle', 'delete from entry where id = 8', ['position-missing', 'sequence-broken']],
  [
    'an entry taken from the end',
    'delete from entry where id = 10',
    ['position-missing', 'chain-end-differs', 'tree-differs'],
  ],
  [
    'two entries swapped',
    `update entry set position = 12 - position where ${inLog} and position > 2 and position < 99 and position = 4`,
    ['position-missing'],
  ],
  ['a checkpoint taken away', `delete from checkpoint where ${inLog} and size = 6`, ['tree-differs']],
  [
    'a checkpoint signed by somebody else',
    `update checkpoint set checkpoint = replace(checkpoint, 'A', 'B') where ${inLog}`,
    ['checkpoint-refused'],
  ],
  [
    'a checkpoint over another size',
    `update checkpoint set size = 5 where ${inLog} and size = 6`,
    ['checkpoint-refused'],
  ],
  [
    'a log that says that it is shorter',
    `update log set size = 5 where id = (select max(id) from log)`,
    ['position-missing'],
  ],
  ['another frontier', `update log set frontier = '{}' where id = (select max(id) from log)`, ['tree-differs']],
  ['another end of a chain', `update chain set seq = 9 where ${inLog}`, ['chain-end-differs']],
  [
    'a reader added to the members',
    `insert into member (person, log) select zeroblob(32), max(id) from log`,
    ['members-differ'],
  ],
  ['a member taken away', `delete from member where ${inLog}`, ['members-differ']],
  ['the directory changed', `update body set body = cast('{}' as blob) where entry = 3`, ['directory-refused']],
  ['a row that refers to nothing', "insert into body (entry, body) values (99, x'00')", ['file-damaged']],
])('%s is found', async (_name, sql, faults) => {
  await store.app.close()
  await store.storage.close()
  tamper(sql)
  const { findings } = await verified()
  expect(findings.map(({ fault }) => fault)).toEqual(expect.arrayContaining(faults))
})

test('the first bad entry is named', async () => {
  tamper('update entry set signature = zeroblob(64) where id in (8, 9)')
  const { findings } = await verified()
  const { compartment } = made
  expect(findings[0]).toMatchObject({ compartment, seq: 4, fault: 'signature-wrong', device: made.chain.device.device })
  expect(findings).toHaveLength(2)
})

test('a checkpoint that the store signed over another tree is found', async () => {
  const { compartment } = made
  const { organisation } = store.facts
  const key = readStoreKey(store.folder)
  const other = { organisation, compartment, epoch: 1, size: 3, root: 'a'.repeat(64) }
  const note = signedNote(other, key.publicKey, sha256, (message) => key.sign(message))
  tamper(`update checkpoint set checkpoint = '${note}' where ${inLog} and size = 3`)
  expect((await verified()).findings.map(({ fault }) => fault)).toEqual(['tree-differs'])
})
