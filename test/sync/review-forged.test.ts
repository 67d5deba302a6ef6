// Review against members whose program was changed: what they sign past the services' checks is the same on every device.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { knownCompartment, type Statement } from '#main/ledger/ledger.ts'
import { rebuildProjections } from '#main/ledger/rebuild.ts'
import type { Hash } from '#shared/domain/ids.ts'
import { type Member, Organisation, personOf, settle } from '../fixtures/organisation.ts'
import { aNote, anId, ledgerOf, openLarkfield, saveNote } from '../fixtures/world.ts'

let organisation: Organisation
let ada: Member
let bo: Member
let sam: Member
let inspection: string
const note = anId()

const everybody = (): readonly Member[] => [ada, bo, sam]

beforeAll(async () => {
  organisation = await Organisation.found()
  ada = await organisation.enrol('Ada Ferris', ['inspector'])
  bo = await organisation.enrol('Bo Lindgren', ['inspector', 'supervisor'])
  sam = await organisation.enrol('Sam Okafor', ['supervisor'])
  await settle([ada], 1)
  inspection = (await openLarkfield(ada.world)).inspection
  await ada.world.call('team.add', { inspection, people: [bo, sam].map(personOf) })
  await settle(everybody(), 3)
  await saveNote(ada.world, inspection, aNote('The night door stays locked.'), { note })
  await saveNote(bo.world, inspection, aNote('The rota shows one worker at night.'))
  await settle(everybody(), 3)
})
afterAll(() => organisation.close())

async function sealed({ world }: Member): Promise<string> {
  const { bundle } = await world.call('bundle.seal', { inspection, bundle: anId() })
  await settle(everybody(), 3)
  return bundle
}

/** Signs and sends what no service would write. */
async function signed({ world }: Member, ...statements: readonly Statement[]): Promise<readonly Hash[]> {
  const ledger = ledgerOf(world)
  const row = knownCompartment(ledger.reader, inspection)
  const hashes = ledger.write((writer) => statements.map((statement) => ledger.append(writer, row, statement)))
  await settle(everybody(), 3)
  return hashes
}

/** How a bundle stands, which must be the same on everybody's device and after a rebuild. */
async function standing(bundle: string) {
  const [first, ...others] = await Promise.all(everybody().map((member) => shownTo(member, bundle)))
  for (const other of others) expect(other).toEqual(first)
  rebuildProjections(ledgerOf(sam.world))
  expect(await shownTo(sam, bundle)).toEqual(first)
  return first
}

async function shownTo({ world }: Member, bundle: string) {
  const { review, questionsOpen, counts, decisions } = await world.call('bundle.read', { inspection, bundle })
  return { review, questionsOpen, counts, decided: decisions.map((one) => [one.by.name, one.decision, one.counts]) }
}

function sealsOf(bundle: string) {
  const entries = ledgerOf(sam.world).entriesOf(inspection, bundle)
  return entries.filter(({ payload }) => payload.kind === 'bundle.sealed')
}

test.each([
  ['earlier', '2020-01-01T00:00:00.000Z'],
  ['later', '2040-01-01T00:00:00.000Z'],
])('another seal under the id of an accepted bundle, dated %s, is never shown as accepted', async (_, at) => {
  const bundle = await sealed(ada)
  const before = await sam.world.call('bundle.read', { inspection, bundle })
  await sam.world.call('review.decide', { inspection, bundle, decision: 'accepted', reason: 'Complete.' })
  await settle(everybody(), 3)
  const [accepted] = sealsOf(bundle)
  const revised = await saveNote(ada.world, inspection, aNote('Nobody may be shown this as reviewed.'))
  const counts = { ...before.counts, notes: before.counts.notes + 100 }
  const data = { ...accepted?.payload.data, revisions: [...revised.heads], counts }
  // Which of several seals stands is left to their hashes: of seven it is hardly ever the one that was accepted.
  const forged = Array.from({ length: 6 }, () => ({ kind: 'bundle.sealed', of: bundle, parents: [], data, at }))
  const hashes = await signed(ada, ...forged)

  const now = await standing(bundle)
  if (now?.review === 'accepted') expect(now.counts).toEqual(before.counts)
  else expect(now?.review).toBe('sealed')
  expect(sealsOf(bundle).map(({ hash }) => hash)).toEqual(expect.arrayContaining([...hashes]))
})

test.each([
  ['bundle.sealed', { revisions: [], heads: [] }],
  ['bundle.sealed', { revisions: ['not a hash'], heads: [], counts: {}, checkpoint: null }],
  ['review.decided', { decision: 'praised', reason: 'no such decision' }],
  ['note.questioned', { bundle: 7 }],
  ['note.answered', {}],
  ['note.opened', { notes: 'none' }],
])('a %s of a form that this version does not know leaves every page readable', async (kind, data) => {
  const bundle = await sealed(ada)
  const before = await standing(bundle)
  await signed(bo, ...[bundle, note, anId()].map((of) => ({ kind, of, parents: [], data })))
  expect(await standing(bundle)).toEqual(before)
  expect((await sam.world.call('review.queue', {})).bundles.map((one) => one.bundle)).toContain(bundle)
  expect((await ada.world.call('note.read', { note })).content.text.words).toBe('The night door stays locked.')
})

test('every vault verifies afterwards', async () => {
  for (const { world } of everybody()) expect((await world.call('vault.verify', {})).findings).toEqual([])
})
