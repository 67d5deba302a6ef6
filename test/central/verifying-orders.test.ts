// Checking a store where bodies were taken: right where an order that counts took them, and found everywhere else.
import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyStore } from '#central/records/verifying.ts'
import { openToLookAt } from '#central/storage/sqlite/storage.ts'
import { temporaryFolder } from '../fixtures/world.ts'
import { enrolPeople, OrderedInspection } from './ordered.ts'
import { TestStore } from './store.ts'

let store: TestStore
/** Of three inspections the first was disposed of, the second corrected, and of the third a disposal waits. */
let inspections: readonly OrderedInspection[]

beforeAll(async () => {
  store = await TestStore.open()
  const people = await enrolPeople(store)
  const begin = async (): Promise<OrderedInspection> => OrderedInspection.begin(store, people, 0)
  const [disposed, corrected, waiting] = [await begin(), await begin(), await begin()]
  await disposed.note()
  await disposed.approve(await disposed.propose())
  await store.afterUndoWindow()
  const { hash } = await corrected.note()
  await corrected.note()
  await corrected.correct([hash])
  await waiting.note()
  await waiting.approve(await waiting.propose())
  inspections = [disposed, corrected, waiting]
})
afterAll(async () => store.remove())

async function faultsIn(folder: string): Promise<readonly string[]> {
  const looking = openToLookAt(join(folder, 'central.db'))
  const { findings } = await verifyStore(looking).finally(async () => looking.close())
  return findings.map(({ fault, compartment }) => {
    const place = inspections.findIndex((one) => one.compartment === compartment)
    return `${fault} ${place}`
  })
}

test('a store that carried out orders is sound', async () => {
  expect(await faultsIn(store.folder)).toEqual([])
})

/** Of the inspection at a place: 5 is its first note. */
const entryAt = (place: number, position: number): string =>
  `(select id from entry where position = ${position} and log = ${logAt(place)})`
const logAt = (place: number): string =>
  `(select id from log where compartment = x'${inspections[place]?.compartment ?? ''}')`

test.each([
  [
    'a body that a disposal took put back',
    () => `update body set body = x'01' where entry = ${entryAt(0, 5)}`,
    ['body-not-removed 0', 'body-refused 0'],
  ],
  [
    'a body that a correction took put back',
    () => `update body set body = x'01' where entry = ${entryAt(1, 5)}`,
    ['body-not-removed 1', 'body-refused 1'],
  ],
  [
    'a body gone without an order',
    () => `update body set body = x'' where entry = ${entryAt(2, 5)}`,
    ['body-missing 2'],
  ],
  [
    'a body gone from beside one that a correction took',
    () => `delete from body where entry = ${entryAt(1, 6)}`,
    ['body-missing 1'],
  ],
  [
    'a member gone with the keys',
    () => `update body set body = x'' where entry = ${entryAt(0, 2)}`,
    ['body-missing 0', 'members-differ 0'],
  ],
  [
    'the order itself gone',
    () => `update body set body = x'' where entry = ${entryAt(0, 8)}`,
    ['body-missing 0', 'orders-differ 0'],
  ],
  [
    'a key gone where nothing was disposed of',
    () => `update body set body = x'' where entry = ${entryAt(2, 1)}`,
    ['body-missing 2'],
  ],
  ['a disposal forgotten', () => 'delete from disposal', ['orders-differ 0']],
  ['a disposal said to cover less', () => 'update disposal set size = 4', ['orders-differ 0']],
  [
    'a disposal made up',
    () => `insert into disposal select log, id, 6 from entry where id = ${entryAt(2, 7)}`,
    ['orders-differ 2'],
  ],
  ['a key that was taken forgotten', () => 'delete from disposed_key', ['body-missing 0']],
  ['a correction forgotten', () => 'delete from corrected', ['orders-differ 1']],
  [
    'a correction made up',
    () => `insert into corrected values (${entryAt(2, 5)}, ${entryAt(2, 7)})`,
    ['orders-differ 2'],
  ],
  [
    'a disposal that waits made up',
    () => `insert into pending_disposal values (${logAt(1)}, zeroblob(32), '')`,
    ['orders-differ 1'],
  ],
  [
    'a disposal that waits although it was committed',
    () => `update pending_disposal set log = ${logAt(0)}`,
    ['orders-differ 0'],
  ],
])('%s is found', async (_name, sql, faults) => {
  const folder = temporaryFolder()
  cpSync(store.folder, folder, { recursive: true })
  const database = new Database(join(folder, 'central.db'))
  // As somebody who owns the machine: the triggers are no obstacle.
  const triggers = database.prepare("select name from sqlite_schema where type = 'trigger'").all() as { name: string }[]
  for (const { name } of triggers) database.prepare(`drop trigger ${name}`).run()
  expect(database.prepare(sql()).run().changes).toBeGreaterThan(0)
  database.close()
  expect([...new Set(await faultsIn(folder))].toSorted()).toEqual(faults)
  rmSync(folder, { recursive: true })
})
