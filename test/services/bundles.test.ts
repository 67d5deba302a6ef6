// Sealing in one vault: what a manifest freezes, what is told to the register, and what nobody can put in its place.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { allCompartments } from '#main/data/compartments.ts'
import { chainsIn } from '#main/data/entries.ts'
import { knownCompartment, type OpenedEntry, type Signer } from '#main/ledger/ledger.ts'
import { rebuildProjections } from '#main/ledger/rebuild.ts'
import { projectionsOf } from '../fixtures/tables.ts'
import {
  addColleague,
  aNote,
  anId,
  larkfield,
  ledgerOf,
  type OpenedInspection,
  openLarkfield,
  openWorld,
  saveNote,
  type World,
} from '../fixtures/world.ts'

let world: World
let opened: OpenedInspection
let inspection: string
beforeEach(async () => {
  world = await openWorld()
  opened = await openLarkfield(world)
  inspection = opened.inspection
})
afterEach(() => world.remove())

async function seal(bundle = anId()): Promise<string> {
  await world.call('bundle.seal', { inspection, bundle })
  return bundle
}

function sealOf(bundle: string): OpenedEntry {
  const entries = ledgerOf(world).entriesOf(inspection, bundle)
  const [first] = entries.filter(({ payload }) => payload.kind === 'bundle.sealed')
  if (first === undefined) throw new Error('nothing was sealed under that id')
  return first
}

/** Past the checks of the services, as a program that was changed would write. */
function write(kind: string, of: string, parents: readonly string[], data: object, by?: Signer, at?: string): string {
  const ledger = ledgerOf(world)
  const statement = { kind, of, parents, data: { ...data }, ...(at !== undefined && { at }) }
  return ledger.write((writer) => ledger.append(writer, knownCompartment(writer, inspection), statement, by))
}

const summaryOf = async (bundle: string) =>
  (await world.call('bundle.list', { inspection })).bundles.find((one) => one.bundle === bundle)
const draftOf = (words: string, about: object = {}) => ({
  inspection,
  note: anId(),
  heads: [] as string[],
  content: aNote(words, about),
  typed: null,
})

describe('a manifest', () => {
  test('names every revision and the end of each chain as they were before the seal', async () => {
    const first = await saveNote(world, inspection, aNote('first'))
    const second = await saveNote(world, inspection, aNote('first, revised'), first)
    const other = await saveNote(world, inspection, aNote('another', { deleted: false }))
    const gone = await saveNote(world, inspection, aNote('another', { deleted: true }), other)
    const before = chainsIn(ledgerOf(world).reader, inspection)
    const { payload } = sealOf(await seal())
    expect(payload.data).toEqual({
      revisions: [first, second, other, gone].flatMap(({ heads }) => heads).toSorted(),
      heads: before.map(({ device, seq, head }) => ({ device, seq, hash: head })),
      counts: { notes: 1, revisions: 4, people: 3, enquiries: 1, deleted: 1, conflicts: 0, drafts: 0 },
      checkpoint: null,
    })
    expect(payload.parents).toEqual([])
  })

  test('builds on the latest seals only, and the earlier bundle is followed', async () => {
    await saveNote(world, inspection, aNote('one'))
    const [one, two, three] = [await seal(), await seal(), await seal()]
    expect(sealOf(three).payload.parents).toEqual([sealOf(two).hash])
    expect(await summaryOf(one)).toMatchObject({ followed: true })
    expect(await summaryOf(three)).toMatchObject({ followed: false })
  })

  test('of an inspection without a note is not made', async () => {
    const request = { inspection, bundle: anId() }
    expect(await world.problemOf('bundle.seal', request)).toBe('bundle.empty')
  })

  test('is made once for one id, and a draft begun meanwhile stays one', async () => {
    await saveNote(world, inspection, aNote('one'))
    const bundle = await seal()
    const draft = draftOf('whole, but after the seal')
    await world.call('draft.keep', draft)
    const { entries } = await world.call('vault.verify', {})
    await seal(bundle)
    expect((await world.call('vault.verify', {})).entries).toBe(entries)
    expect((await world.call('draft.list', {})).drafts).toMatchObject([{ note: draft.note }])
  })
})

describe('drafts', () => {
  test('that are whole are told as part of what would be sealed, become entries, and an open editor is told', async () => {
    const { note, heads } = await saveNote(world, inspection, aNote('one'))
    await world.call('draft.keep', { ...draftOf('one, and more', { when: '' }), note, heads })
    const fresh = draftOf('quite new', { when: '2026-03-10T09:40' })
    await world.call('draft.keep', fresh)
    const prepared = await world.call('bundle.prepare', { inspection })
    expect(prepared.counts).toMatchObject({ notes: 2, revisions: 3, drafts: 0 })
    expect(prepared.gaps.filter(({ gap }) => gap === 'no-time')).toMatchObject([{ note, words: 'one, and more' }])

    expect(await summaryOf(await seal())).toMatchObject({ counts: prepared.counts })
    const saved = world.events.filter(({ type }) => type === 'draft.saved')
    expect(saved).toMatchObject([{ note: fresh.note }, { note }])
  })

  test('that lack something, or that somebody overtook, stay drafts and are named as gaps', async () => {
    const { note, heads } = await saveNote(world, inspection, aNote('one'))
    await saveNote(world, inspection, aNote('two'), { note, heads })
    await world.call('draft.keep', { ...draftOf('built on the first'), note, heads })
    await world.call('draft.keep', draftOf('no kind yet', { kind: '' }))
    const prepared = await world.call('bundle.prepare', { inspection })
    const drafts = prepared.gaps.filter(({ gap }) => gap === 'draft').map(({ words }) => words)
    expect(drafts.toSorted()).toEqual(['built on the first', 'no kind yet'])
    expect(await summaryOf(await seal())).toMatchObject({ counts: { notes: 1, revisions: 2, drafts: 2 } })
    expect((await world.call('draft.list', {})).drafts).toHaveLength(2)
  })

  test('without a required tag stop the seal, which names them, until they have it', async () => {
    const draft = draftOf('no category yet', { categories: [] })
    await world.call('draft.keep', draft)
    const { gaps } = await world.call('bundle.prepare', { inspection })
    expect(gaps[0]).toEqual({ required: true, gap: 'no-category', note: draft.note, words: 'no category yet' })
    expect(await world.problemOf('bundle.seal', { inspection, bundle: anId() })).toBe('bundle.tags-missing')
    expect((await world.call('bundle.list', { inspection })).bundles).toEqual([])
    const { content, heads } = await world.call('note.read', { note: draft.note })
    await saveNote(world, inspection, { ...content, categories: ['no-personal-data'] }, { note: draft.note, heads })
    await seal()
  })

  test('of another inspection are left alone', async () => {
    const other = await world.call('inspection.open', { ...larkfield, title: 'Another' })
    await world.call('draft.keep', { ...draftOf('elsewhere'), inspection: other.inspection })
    await saveNote(world, inspection, aNote('one'))
    await seal()
    expect((await world.call('draft.list', {})).drafts).toHaveLength(1)
  })
})

test('a bundle is read as it was sealed, deleted notes marked, whatever is revised afterwards', async () => {
  const bo = await addColleague(world, inspection)
  const kept = await saveNote(world, inspection, aNote('kept', { when: '2026-03-10T09:40' }))
  const gone = await saveNote(world, inspection, aNote('gone', { deleted: true }))
  const set = { place: 'kitchen' }
  write('note.revised', kept.note, kept.heads, { set, add: {}, remove: {}, reason: '', typed: null }, bo)
  const bundle = await seal()
  const { heads } = await world.call('note.read', { note: kept.note })
  await saveNote(world, inspection, aNote('changed'), { note: kept.note, heads })
  await saveNote(world, inspection, aNote('written later'))
  const { notes, missing } = await world.call('bundle.read', { inspection, bundle })
  expect(missing).toBe(0)
  expect(notes).toMatchObject([
    {
      note: kept.note,
      content: { text: { words: 'kept' }, place: 'kitchen' },
      revisions: 2,
      by: [{ name: 'Ada Ferris' }, { name: 'Bo Lindgren' }],
      changedSince: true,
    },
    { note: gone.note, content: { deleted: true }, changedSince: false },
  ])
})

test('a note of one version is read with everything that it holds, and so is the same note once it was revised', async () => {
  const { people, enquiry } = opened
  const whole = aNote('said in the kitchen', {
    text: { words: 'said in the kitchen', from: people.CD, described: 'the manager' },
    when: '2026-03-10T09:40',
    place: 'kitchen',
    enquiry,
    bearing: 'supports',
    mayBeShown: true,
    people: [people.AB, people.CD].toSorted(),
    categories: ['health'],
    areas: ['helped-and-protected'],
    flags: ['safeguarding', 'special-category'],
  })
  const { note, heads } = await saveNote(world, inspection, whole)
  const bundle = await seal()
  const before = (await world.call('bundle.read', { inspection, bundle })).notes
  expect(before).toMatchObject([{ note, content: whole, revisions: 1, changedSince: false }])
  await saveNote(world, inspection, aNote('quite another'), { note, heads })
  const after = (await world.call('bundle.read', { inspection, bundle })).notes
  expect(after).toEqual(before.map((one) => ({ ...one, changedSince: true })))
})

test('a note that nobody revised is read with what was asked about it', async () => {
  const sam = await addColleague(world, inspection)
  const { note } = await saveNote(world, inspection, aNote('one'))
  const bundle = await seal()
  write('note.questioned', note, [], { bundle, seal: sealOf(bundle).hash, words: 'why?' }, sam)
  const { notes } = await world.call('bundle.read', { inspection, bundle })
  expect(notes).toMatchObject([{ note, questions: [{ words: 'why?', by: { name: 'Bo Lindgren' }, answers: [] }] }])
})

describe('the register', () => {
  const registered = () => {
    const ledger = ledgerOf(world)
    const register = allCompartments(ledger.reader).find((row) => row.type === 'register')
    const entries = ledger.entriesOf(register?.id ?? '', register?.id ?? '')
    return entries.filter(({ payload }) => payload.kind.startsWith('inspection.'))
  }

  test('is told of each seal: time, counts, kinds of data in groups, and retention, each building on the last', async () => {
    const { AB, CD } = opened.people
    const about = { categories: ['health'], people: [CD], text: { words: 'said', from: AB, described: '' } }
    await saveNote(world, inspection, aNote('words that stay in the evidence', { categories: ['health'] }))
    const gone = await saveNote(world, inspection, aNote('', about))
    await saveNote(world, inspection, aNote('', { ...about, deleted: true }), gone)
    const bundle = await seal()
    await seal()
    const told = registered().filter(({ payload }) => payload.kind === 'inspection.summarised')
    const [opening] = registered().filter(({ payload }) => payload.kind === 'inspection.registered')
    const first = told.find(({ payload }) => payload.parents.includes(opening?.hash ?? ''))
    expect(first?.payload.data).toEqual({
      inspection,
      sealed: sealOf(bundle).payload.at,
      counts: { notes: 1, deleted: 1, people: 3, enquiries: 1 },
      categories: ['health'],
      groups: [
        { people: ['child', 'manager'], categories: ['health'], notes: 1 },
        { people: [], categories: ['health'], notes: 1 },
      ],
      retention: opening?.payload.data['retention'],
    })
    expect(told.map(({ payload }) => payload.parents)).toContainEqual([first?.hash])
    expect(JSON.stringify(registered().map(({ payload }) => payload))).not.toMatch(/words that stay|AB/)
  })
})

test('neither manifest nor register tells of a disclosure', async () => {
  await saveNote(world, inspection, aNote('one'))
  const before = sealOf(await seal()).payload.data
  const content = { who: 'Jo', role: '', contact: '', howKnown: '', concern: 'Doors are locked.' }
  const kept = { disclosure: null, inspection, heads: [], typed: null, content }
  await world.call('disclosure.save', { ...kept, draft: anId(), reason: '' })
  await world.call('disclosureDraft.keep', { ...kept, draft: anId() })
  const after = sealOf(await seal()).payload.data
  expect(after).toMatchObject({ revisions: before['revisions'], counts: before['counts'] })
})

describe('nobody', () => {
  const decision = (what: string) => ({ decision: what, reason: 'so it is' })
  let sam: Signer
  let bundle: string
  beforeEach(async () => {
    sam = await addColleague(world, inspection)
    await saveNote(world, inspection, aNote('one'))
    bundle = await seal()
  })

  test('puts another manifest under a decision that was made', async () => {
    const { hash, payload } = sealOf(bundle)
    write('review.decided', bundle, [hash], decision('accepted'), sam)
    expect(await summaryOf(bundle)).toMatchObject({ review: 'accepted' })
    const { heads } = await saveNote(world, inspection, aNote('slipped in'))
    const early = '2020-01-01T00:00:00.000Z'
    const data = { ...payload.data, revisions: heads }
    // Some are first by hash and some are not: either the first manifest stands, or the decision counts for nothing.
    for (let turn = 0; turn < 6; turn += 1) {
      write('bundle.sealed', bundle, [`${turn}`.padStart(64, '0')], data, undefined, early)
      const { notes, review } = await world.call('bundle.read', { inspection, bundle })
      const slipped = notes.some(({ content }) => content.text.words === 'slipped in')
      expect(review).toBe(slipped ? 'sealed' : 'accepted')
    }
  })

  test('keeps a bundle returned by standing between two decisions', async () => {
    const { hash } = sealOf(bundle)
    const first = write('review.decided', bundle, [hash], decision('returned'), sam)
    const own = write('review.decided', bundle, [hash, first], decision('accepted'))
    expect(await summaryOf(bundle)).toMatchObject({
      review: 'returned',
      decisions: [{ counts: true }, { counts: false }],
    })
    write('review.decided', bundle, [hash, own], decision('accepted'), sam)
    expect(await summaryOf(bundle)).toMatchObject({ review: 'accepted' })
  })

  test('opens a question on their own work, nor by naming another seal', async () => {
    const { note } = await saveNote(world, inspection, aNote('two'))
    const about = { bundle, seal: sealOf(bundle).hash, words: 'why?' }
    write('note.questioned', note, [], about)
    write('note.questioned', note, [], { ...about, seal: 'e'.repeat(64) }, sam)
    expect(await summaryOf(bundle)).toMatchObject({ questionsOpen: 0 })
    expect(await world.call('note.read', { note })).toMatchObject({ questions: [], changedByNewerVersion: false })
    const question = write('note.questioned', note, [], about, sam)
    expect(await summaryOf(bundle)).toMatchObject({ questionsOpen: 1 })
    expect(await world.call('inspection.read', { inspection })).toMatchObject({ questionsOpen: 1 })
    expect((await world.call('bundle.prepare', { inspection })).gaps).toContainEqual({
      required: false,
      gap: 'question-open',
      note,
      words: 'two',
    })
    await world.call('note.answer', { inspection, note, question, words: 'because' })
    expect(await world.call('inspection.read', { inspection })).toMatchObject({ questionsOpen: 0 })
  })

  test('takes a bundle away by using its id in another inspection', async () => {
    const other = await world.call('inspection.open', { ...larkfield, title: 'Another' })
    await saveNote(world, other.inspection, aNote('elsewhere'))
    await world.call('bundle.seal', { inspection: other.inspection, bundle })
    const here = await world.call('bundle.read', { inspection, bundle })
    expect(here.notes).toMatchObject([{ content: { text: { words: 'one' } } }])
    const there = await world.call('bundle.read', { inspection: other.inspection, bundle })
    expect(there.notes).toMatchObject([{ content: { text: { words: 'elsewhere' } } }])
  })

  test('reviews what they wrote a part of, although somebody else sealed it', async () => {
    const { payload } = sealOf(bundle)
    const second = anId()
    const set = { kind: 'observation', place: 'kitchen' }
    const lines = { set, add: {}, remove: {}, reason: '', typed: null }
    const hidden = write('note.revised', anId(), [], lines, sam)
    const listed = [...(payload.data['revisions'] as string[]), hidden].toSorted()
    const seal = write('bundle.sealed', second, [], { ...payload.data, revisions: listed })
    write('review.decided', second, [seal], decision('accepted'), sam)
    expect(await summaryOf(second)).toMatchObject({ review: 'sealed', decisions: [{ counts: false }] })
  })
})

test('rows of bundles, decisions and questions come back the same after a rebuild', async () => {
  const sam = await addColleague(world, inspection)
  const { note } = await saveNote(world, inspection, aNote('one'))
  const bundle = await seal()
  const { hash } = sealOf(bundle)
  write('review.decided', bundle, [hash], { decision: 'question', reason: 'why?' }, sam)
  write('note.questioned', note, [], { bundle, seal: hash, words: 'why?' }, sam)
  const rows = projectionsOf(ledgerOf(world).reader)
  expect(rows).toMatchObject({ bundle: [{ id: bundle }], decision: [{ effect: 1 }], question: [{ answered: 0 }] })
  rebuildProjections(ledgerOf(world))
  expect(projectionsOf(ledgerOf(world).reader)).toEqual(rows)
})
