// A whistleblower's disclosure on its way: to the lead who is named first by itself, to later ones by a click, to nobody else.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { allCompartments } from '#main/data/compartments.ts'
import { entriesAfter } from '#main/data/entries.ts'
import { type Bend, type Member, Organisation, personOf, settle, statusOf } from '../fixtures/organisation.ts'
import { aNote, anId, ledgerOf, openLarkfield, saveNote } from '../fixtures/world.ts'

let organisation: Organisation
let ada: Member
let sam: Member
let wren: Member
let inspection: string
/** Everything that the store told the supervisor. */
const heardBySam: Uint8Array[] = []
const disclosures: string[] = []

const listening: Bend = (fetch) => async (url, init) => {
  const reply = await fetch(url, init)
  heardBySam.push(new Uint8Array(await reply.clone().arrayBuffer()))
  return reply
}

async function disclose(concern: string): Promise<string> {
  const content = { who: 'A night worker', role: '', contact: '', howKnown: '', concern }
  const about = { draft: anId(), disclosure: null, inspection, heads: [], content, typed: null, reason: '' }
  return (await ada.world.call('disclosure.save', about)).disclosure
}

const listedBy = async ({ world }: Member) => (await world.call('disclosure.list', {})).disclosures
const readBy = ({ world }: Member, disclosure: string) => world.call('disclosure.read', { disclosure })

beforeAll(async () => {
  organisation = await Organisation.found()
  ada = await organisation.open('Ada Ferris')
  inspection = (await openLarkfield(ada.world)).inspection
  await saveNote(ada.world, inspection, aNote('The night door stays locked.'))
  disclosures.push(await disclose('Told before the organisation was known.'))
  await organisation.join(ada, ['inspector'])
  sam = await organisation.open('Sam Okafor', listening)
  await organisation.join(sam, ['supervisor'])
  await settle([ada], 2)
  await ada.world.call('team.add', { inspection, people: [personOf(sam)] })
  disclosures.push(await disclose('Told while nobody is named for it.'))
  await settle([ada, sam], 3)
})
afterAll(() => organisation.close())

test('while no lead is named it waits and says so, received by the store and read by its author alone', async () => {
  for (const disclosure of disclosures) {
    const { waitsForLead, mayAdd, readers, state } = await readBy(ada, disclosure)
    expect({ waitsForLead, mayAdd, state }).toEqual({ waitsForLead: true, mayAdd: [], state: 'received' })
    expect(readers.map(({ name }) => name)).toEqual(['Ada Ferris'])
  }
})

test('as soon as a lead is named, both reach them without a click, with the title of the inspection', async () => {
  wren = await organisation.enrol('Wren Abara', ['whistleblowing-lead'])
  await settle([ada, wren], 2)
  const listed = await listedBy(wren)
  expect(listed.map(({ disclosure }) => disclosure).toSorted()).toEqual(disclosures.toSorted())
  expect(new Set(listed.map(({ inspectionTitle }) => inspectionTitle))).toEqual(new Set(['Larkfield House']))
  const [first = ''] = disclosures
  const read = await readBy(wren, first)
  expect(read).toMatchObject({ content: { concern: 'Told before the organisation was known.' }, mayRelease: false })
  expect((await readBy(ada, first)).waitsForLead).toBe(false)
  // The lead reads the disclosure, not the inspection.
  expect(allCompartments(ledgerOf(wren.world).reader).filter(({ type }) => type === 'evidence')).toEqual([])
  expect((await statusOf(wren)).waitingForKey).toBe(0)
})

test('one that is saved afterwards reaches the lead too, and a revision follows', async () => {
  const disclosure = await disclose('Told later.')
  disclosures.push(disclosure)
  await settle([ada, wren], 2)
  const { heads, content } = await readBy(ada, disclosure)
  const revised = { ...content, concern: 'Told later, and once more.' }
  const about = { draft: anId(), disclosure, inspection, heads, content: revised, typed: null, reason: '' }
  await ada.world.call('disclosure.save', about)
  await settle([ada, wren], 2)
  expect((await readBy(wren, disclosure)).content.concern).toBe('Told later, and once more.')
  expect((await readBy(wren, disclosure)).heads.toSorted()).toEqual((await readBy(ada, disclosure)).heads.toSorted())
})

test('a lead who is named later is added by the author of each disclosure only, by a click', async () => {
  const yve = await organisation.enrol('Yve Castell', ['whistleblowing-lead'])
  await settle([ada, yve, wren], 3)
  expect(await listedBy(yve)).toEqual([])
  const [first = ''] = disclosures
  expect((await readBy(ada, first)).mayAdd.map(({ name }) => name)).toEqual(['Yve Castell'])
  expect((await readBy(wren, first)).mayAdd).toEqual([])

  await ada.world.call('disclosure.addReaders', { disclosure: first, people: [personOf(yve)] })
  await settle([ada, yve], 2)
  expect((await listedBy(yve)).map(({ disclosure }) => disclosure)).toEqual([first])
  expect((await readBy(yve, first)).content.concern).toBe('Told before the organisation was known.')
})

test('the supervisor of the inspection finds no trace: no compartment, no entry, no byte', async () => {
  await settle([ada, sam], 2)
  const { reader } = ledgerOf(sam.world)
  const types = allCompartments(reader).map(({ type }) => type)
  expect(types.toSorted()).toEqual(['directory', 'evidence', 'register'])
  const held = new Set(entriesAfter(reader, 0, 10_000).map(({ compartment }) => compartment))
  const said = Buffer.concat(heardBySam).toString('latin1')
  for (const disclosure of disclosures) {
    expect(held).not.toContain(disclosure)
    expect(said).not.toContain(disclosure)
    expect(said).not.toContain(Buffer.from(disclosure, 'hex').toString('latin1'))
  }
  // What was heard is the whole traffic: it names the inspection.
  expect(said).toContain(inspection)
  expect(await listedBy(sam)).toEqual([])
  for (const { id } of allCompartments(ledgerOf(ada.world).reader).filter(({ type }) => type === 'restricted')) {
    expect(ledgerOf(ada.world).state(id).known.has(personOf(sam))).toBe(false)
  }
})
