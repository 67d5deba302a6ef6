// What gives an entry effect: the role that its author held when writing; before joining, only in one's own compartments.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { keysOf } from '#main/data/compartments.ts'
import { chainsIn } from '#main/data/entries.ts'
import { knownCompartment } from '#main/ledger/ledger.ts'
import { rebuildProjections } from '#main/ledger/rebuild.ts'
import { fromNothing, writeNote } from '#main/ledger/writing.ts'
import type { Payload } from '#shared/domain/payload.ts'
import { Chain } from '../central/devices.ts'
import { evidenceOf, type Member, notesOf, Organisation, personOf, settle, statusOf } from '../fixtures/organisation.ts'
import { aNote, anId, ledgerOf, openLarkfield, saveNote } from '../fixtures/world.ts'
import { deviceOf, seenOf } from './administrator.ts'

let organisation: Organisation
let ada: Member
let bo: Member
let sam: Member
let cy: Member
let inspection: string
let before: string

beforeAll(async () => {
  organisation = await Organisation.found()
  ada = await organisation.open('Ada Ferris')
  inspection = (await openLarkfield(ada.world)).inspection
  before = (await saveNote(ada.world, inspection, aNote('Written before joining.'))).note
  await organisation.join(ada, ['inspector'])
  bo = await organisation.enrol('Bo Lindgren', ['inspector'])
  cy = await organisation.enrol('Cy Adeyemi', ['inspector'])
  sam = await organisation.enrol('Sam Okafor', ['supervisor'])
  await settle([ada], 2)
  await ada.world.call('team.add', { inspection, people: [bo, cy, sam].map(personOf) })
  await settle([ada, bo, cy, sam], 2)
})
afterAll(() => organisation.close())

const listedBy = async (member: Member) => (await notesOf(member, inspection)).map(({ note }) => note)

function revision(words: string): Payload['data'] {
  const set = { kind: 'observation', text: { words, from: null, described: '' } }
  return { set, add: {}, remove: {}, reason: '', typed: null }
}

test('what its creator wrote before joining counts on everybody’s laptop', async () => {
  for (const member of [ada, bo, cy, sam]) expect(await listedBy(member)).toEqual([before])
})

test('a supervisor who is no inspector is refused by their own application', async () => {
  const save = { note: anId(), inspection, heads: [], content: aNote('x'), typed: null, reason: '' }
  expect(await sam.world.problemOf('note.save', save)).toBe('application.role-missing')
})

test('a note that a supervisor’s device signs all the same is stored and has no effect anywhere', async () => {
  const ledger = ledgerOf(sam.world)
  const evidence = knownCompartment(ledger.reader, inspection)
  ledger.write((writer) => writeNote(ledger, writer, evidence, anId(), aNote('By a supervisor.'), fromNothing))
  await settle([sam, ada, bo], 2)
  for (const member of [ada, bo, sam]) {
    const { reader } = ledgerOf(member.world)
    const chain = chainsIn(reader, inspection).find(({ device }) => device === ledger.me.device)
    expect(chain?.seq, member.name).toBe(1)
    expect(await listedBy(member)).toEqual([before])
    expect(evidenceOf(member, inspection)).toEqual(evidenceOf(ada, inspection))
    rebuildProjections(ledgerOf(member.world))
    expect(await listedBy(member)).toEqual([before])
    expect(await statusOf(member)).toMatchObject({ waitingForKey: 0, alarms: [] })
  }
})

test('what somebody else states to have written before joining does not count; stating the directory, it does', async () => {
  const [key] = keysOf(ledgerOf(cy.world).reader, inspection)
  if (key === undefined) throw new Error('Cy is in the team')
  const device = deviceOf(cy)
  const chain = new Chain(inspection, device)
  const [unseen, seen] = [anId(), anId()]
  const early = chain.write({ kind: 'note.revised', of: unseen, data: revision('Before joining, it says.') }, key)
  const about = { kind: 'note.revised', of: seen, data: revision('After joining.') }
  const late = chain.write({ ...about, seen: await seenOf(organisation.store, inspection) }, key)
  const log = await organisation.store.storage.log(inspection)
  expect((await organisation.store.push(device, inspection, log?.size ?? 0, [early, late])).refused).toEqual([])
  await settle([ada, bo], 2)
  for (const member of [ada, bo]) {
    expect((await listedBy(member)).toSorted()).toEqual([before, seen].toSorted())
    expect(await statusOf(member)).toMatchObject({ waitingForKey: 0, alarms: [], state: 'received' })
  }
})
