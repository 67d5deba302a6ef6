// The check of a vault against somebody who has it open: the store's trees, what counts as sent, and what was set aside.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { allSetAside } from '#main/data/set-aside.ts'
import { verifyVault } from '#main/ledger/verify.ts'
import type { Fault } from '#shared/domain/verification.ts'
import { type Member, Organisation, settle, turn } from '../fixtures/organisation.ts'
import { aNote, openLarkfield, saveNote } from '../fixtures/world.ts'

let organisation: Organisation
let member: Member
let inspection: string

// A vault that was copied and went on as a new device has everything that is checked here.
beforeAll(async () => {
  organisation = await Organisation.found()
  const original = await organisation.enrol('Ada Ferris', ['inspector'])
  inspection = (await openLarkfield(original.world)).inspection
  await turn(original)
  member = await organisation.copy(original)
  await saveNote(original.world, inspection, aNote('the original'))
  await turn(original)
  await saveNote(member.world, inspection, aNote('the copy'))
  await saveNote(member.world, inspection, aNote('the copy again'))
  await turn(member)
  await member.world.lock()
  await member.world.unlock()
  await organisation.approve(member)
  await settle([member], 2)
}, 60_000)
afterAll(() => organisation.close())

const database = () => member.world.application.open.vault.database
const ofInspection = () => `compartment = '${inspection}'`

/** The faults after statements that are undone again: what somebody did who wrote into the database by hand. */
function faultsAfter(...statements: readonly string[]): ReadonlySet<string> {
  const undo = new Error('undone')
  let faults = new Set<string>()
  try {
    database().write((writer) => {
      for (const statement of statements) writer.run(statement)
      faults = new Set(verifyVault(writer, null).findings.map(({ fault }) => fault))
      throw undo
    })
  } catch (error) {
    if (error !== undo) throw error
  }
  return faults
}

test('a vault that was left alone has no fault, and something of everything', () => {
  expect([...faultsAfter()]).toEqual([])
  expect(allSetAside(database().reader).length).toBe(2)
})

/** What was done, the statement that does it, and the faults that it must show as. */
type Change = readonly [string, () => string, readonly Fault[]]

const changes: readonly Change[] = [
  [
    'a leaf of another entry',
    () => `update leaf set hash = zeroblob(32) where position = 2 and ${ofInspection()}`,
    ['leaf-differs', 'root-differs', 'receipt-wrong'],
  ],
  [
    'a last leaf that is gone',
    () =>
      `delete from leaf where ${ofInspection()} and position = (select max(position) from leaf where ${ofInspection()})`,
    ['leaf-differs', 'root-differs', 'receipt-wrong'],
  ],
  [
    'an entry in another’s place',
    () =>
      `update position set position = position + 1 where entry = (select max(p.entry) from position p join entry e on e.arrival = p.entry where ${ofInspection()})`,
    ['leaf-differs', 'leaf-without-entry'],
  ],
  [
    'an entry that lost its place',
    () =>
      `delete from position where entry = (select max(p.entry) from position p join entry e on e.arrival = p.entry where ${ofInspection()})`,
    ['leaf-without-entry', 'placed-differs', 'received-differs'],
  ],
  [
    'another root',
    () => `update tree set root = '${'0'.repeat(64)}' where ${ofInspection()}`,
    ['root-differs', 'checkpoint-wrong'],
  ],
  [
    'another frontier',
    () =>
      `update tree set frontier = (select frontier from tree where not ${ofInspection()} limit 1) where ${ofInspection()}`,
    ['root-differs'],
  ],
  [
    'a smaller tree',
    () => `update tree set size = size - 1 where ${ofInspection()}`,
    ['root-differs', 'checkpoint-wrong'],
  ],
  [
    'another compartment’s checkpoint',
    () =>
      `update tree set checkpoint = (select checkpoint from tree where not ${ofInspection()} limit 1) where ${ofInspection()}`,
    ['checkpoint-wrong'],
  ],
  ['no checkpoint', () => `update tree set checkpoint = '' where ${ofInspection()}`, ['checkpoint-wrong']],
  [
    'another signature on the receipt',
    () => `update receipt set signature = substr(signature, 2) || 'A' where ${ofInspection()}`,
    ['receipt-wrong'],
  ],
  [
    'a receipt over more',
    () => `update receipt set receipt = json_set(receipt, '$.size', 99) where ${ofInspection()}`,
    ['receipt-wrong'],
  ],
  [
    'a receipt that is none',
    () => `update receipt set receipt = 'x' where ${ofInspection()}`,
    ['receipt-wrong', 'received-differs'],
  ],
  ['a receipt that is gone', () => `delete from receipt where ${ofInspection()}`, ['received-differs']],
  [
    'what was not sent, said to be sent',
    () => `update chain set placed = placed + 1 where ${ofInspection()}`,
    ['placed-differs'],
  ],
  [
    'what was not received, said to be received',
    () => `update chain set received = received + 1 where ${ofInspection()}`,
    ['received-differs'],
  ],
  [
    'a directory whose first entry has another place',
    () => `update position set position = -1 where entry = (select min(entry) from position)`,
    ['store-unknown', 'leaf-differs', 'leaf-without-entry'],
  ],
]

test.each(changes)('%s is found', (_, statement, expected) => {
  expect([...faultsAfter(statement())]).toEqual(expect.arrayContaining([...expected]))
})

const free = 'drop trigger set_aside_is_never_changed'

test.each([
  ['other words', 'update set_aside set body = zeroblob(length(body))', ['body-refused']],
  ['another signature', 'update set_aside set signature = zeroblob(64)', ['signature-wrong']],
  [
    'another hash',
    'update set_aside set hash = substr(hash, 2) || substr(hash, 1, 1) where seq = (select min(seq) from set_aside)',
    ['hash-differs', 'previous-differs', 'not-entered-again'],
  ],
  ['another place', 'update set_aside set seq = seq + 7', ['place-differs', 'previous-differs']],
  [
    'another entry named in its stead',
    'update set_aside set entered_again = (select hash from entry where seq = 1 limit 1)',
    ['not-entered-again'],
  ],
] as const)('what was set aside, with %s, is found', (_, statement, expected) => {
  expect([...faultsAfter(free, statement)]).toEqual(expect.arrayContaining([...expected]))
})

test('what was set aside cannot be changed or removed as long as its triggers stand', () => {
  expect(() => faultsAfter("update set_aside set entered_again = ''")).toThrow('never changed')
  expect(() => faultsAfter('delete from set_aside')).toThrow('never removed')
})

test('an entry cannot go by being set aside in part', () => {
  const row = 'select arrival, hash, compartment, device, seq, header, signature, body, entered_again'
  expect(() =>
    faultsAfter(
      `insert into set_aside ${row.replace('select arrival', 'select 1')}, 0 from set_aside limit 1`,
      'delete from entry where arrival = 1',
    ),
  ).toThrow('never removed')
})
