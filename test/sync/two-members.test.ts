// Two vaults and a store: what one captured before joining reaches the other, and both see the same.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Member, Organisation, personOf, settle, turn } from '../fixtures/organisation.ts'
import { aNote, noFilter, openLarkfield, saveNote } from '../fixtures/world.ts'

let organisation: Organisation
let ada: Member
let bo: Member
let inspection: string

beforeAll(async () => {
  organisation = await Organisation.found()
  ada = await organisation.open('Ada Ferris')
  inspection = (await openLarkfield(ada.world)).inspection
  await saveNote(ada.world, inspection, aNote('Written before the organisation was known.'))
  await organisation.join(ada, ['inspector'])
  bo = await organisation.enrol('Bo Lindgren', ['inspector'])
})
afterAll(() => organisation.close())

const listing = (of: string) => ({ inspection: of, filter: noFilter, order: 'newest', offset: 0, limit: 100 }) as const

test('what was captured before joining is received by the store', async () => {
  await turn(ada)
  expect(await ada.world.call('sync.status', {})).toMatchObject({
    state: 'received',
    notReceived: 0,
    reason: null,
    alarms: [],
  })
  const { notes } = await ada.world.call('note.list', listing(inspection))
  expect(notes.map(({ state }) => state)).toEqual(['received'])
})

test('somebody who is in no team learns nothing of it', async () => {
  await turn(bo)
  expect((await bo.world.call('inspection.list', {})).inspections).toEqual([])
})

test('a colleague who is added reads everything, from the first note on', async () => {
  await turn(ada)
  await ada.world.call('team.add', { inspection, people: [personOf(bo)] })
  await settle([ada, bo], 3)
  const { notes } = await bo.world.call('note.list', listing(inspection))
  expect(notes).toMatchObject([{ opening: 'Written before the organisation was known.', by: { name: 'Ada Ferris' } }])
})

test('what both write reaches both', async () => {
  await saveNote(bo.world, inspection, aNote('Seen by the colleague.'))
  await settle([bo, ada], 3)
  const seen = async ({ world }: Member) =>
    (await world.call('note.list', listing(inspection))).notes.map(({ note, opening, state }) => ({
      note,
      opening,
      state,
    }))
  expect(await seen(ada)).toHaveLength(2)
  expect(await seen(ada)).toEqual(await seen(bo))
})

test('both vaults verify', async () => {
  for (const { world } of [ada, bo]) expect((await world.call('vault.verify', {})).findings).toEqual([])
})

test('an identifier that one confirmed is known to the other: it is settled once for the inspection', async () => {
  const words = 'The alarm is a Babajide.'
  const find = async ({ world }: Member) =>
    (await world.call('identifier.find', { inspection, on: null, texts: [{ field: 'words', words }] })).identifiers
      .length
  expect([await find(ada), await find(bo)]).toEqual([1, 1])
  const reason = 'The maker of the alarm.'
  await ada.world.call('identifier.confirm', { inspection, kind: 'name', words: 'Babajide', reason })
  await settle([ada, bo], 3)
  expect([await find(ada), await find(bo)]).toEqual([0, 0])
  await saveNote(bo.world, inspection, aNote(words))
})
