// Sealing and review between an inspector, a colleague and two supervisors, each in a vault of their own.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { knownCompartment } from '#main/ledger/ledger.ts'
import { type Member, Organisation, personOf, settle } from '../fixtures/organisation.ts'
import { aNote, anId, openLarkfield, saveNote, type World } from '../fixtures/world.ts'

let organisation: Organisation
let ada: Member
let bo: Member
let sam: Member
let kit: Member
let lee: Member
let inspection: string
const note = anId()
const bundle = anId()

const everybody = (): readonly Member[] => [ada, bo, sam, kit, lee]
const asked = (world: World) => world.call('bundle.list', { inspection }).then(({ bundles }) => bundles)
const stateFor = async ({ world }: Member, id: string) => (await asked(world)).find((one) => one.bundle === id)
const problemOf = ({ world }: Member, name: Parameters<World['problemOf']>[0], input: unknown) =>
  world.problemOf(name, input)

beforeAll(async () => {
  organisation = await Organisation.found()
  ada = await organisation.enrol('Ada Ferris', ['inspector'])
  bo = await organisation.enrol('Bo Lindgren', ['inspector', 'supervisor'])
  sam = await organisation.enrol('Sam Okafor', ['supervisor'])
  kit = await organisation.enrol('Kit Marsh', ['supervisor'])
  lee = await organisation.enrol('Lee Park', ['inspector'])
  await settle([ada], 1)
  inspection = (await openLarkfield(ada.world)).inspection
  await ada.world.call('team.add', { inspection, people: [bo, sam, kit, lee].map(personOf) })
  await settle(everybody(), 3)
  await saveNote(ada.world, inspection, aNote('The night door stays locked.'), { note })
  await saveNote(bo.world, inspection, aNote('The rota shows one worker at night.'))
  await settle(everybody(), 3)
})
afterAll(() => organisation.close())

describe('sealing', () => {
  test('says what is missing and does not stop for it; a draft that is whole becomes an entry, another stays one', async () => {
    const kept = { inspection, heads: [], typed: null }
    await ada.world.call('draft.keep', { ...kept, note: anId(), content: aNote('Kept while typing.') })
    await ada.world.call('draft.keep', { ...kept, note: anId(), content: aNote('no kind yet', { kind: '' }) })
    const { counts, gaps } = await ada.world.call('bundle.prepare', { inspection })
    expect(counts).toMatchObject({ notes: 2, revisions: 2, drafts: 2, conflicts: 0 })
    expect(new Set(gaps.map(({ gap }) => gap))).toEqual(new Set(['draft', 'no-category', 'no-time', 'no-area']))
    ada.online = false
    await ada.world.call('bundle.seal', { inspection, bundle })
    expect(await stateFor(ada, bundle)).toMatchObject({
      counts: { notes: 3, revisions: 3, drafts: 1 },
      checkpoint: true,
      review: 'sealed',
      whyNot: 'own-work',
      state: 'saved',
    })
    ada.online = true
  })

  test('asked for again under the same id seals once', async () => {
    await ada.world.call('bundle.seal', { inspection, bundle })
    expect(await asked(ada.world)).toHaveLength(1)
  })

  test('stops no further writing, and the bundle stays as it was sealed', async () => {
    await saveNote(ada.world, inspection, aNote('Written after the seal.'))
    await settle(everybody(), 3)
    const { notes, missing } = await sam.world.call('bundle.read', { inspection, bundle })
    expect(missing).toBe(0)
    expect(notes.map(({ content }) => content.text.words).toSorted()).toEqual([
      'Kept while typing.',
      'The night door stays locked.',
      'The rota shows one worker at night.',
    ])
  })
})

describe('review', () => {
  test('stands in the queue of a supervisor, and nobody else has one', async () => {
    const { bundles } = await sam.world.call('review.queue', {})
    expect(bundles).toMatchObject([{ bundle, review: 'sealed', mayReview: true, state: 'received' }])
    expect(await problemOf(ada, 'review.queue', {})).toBe('application.role-missing')
  })

  test('is never of one’s own work: neither the seal nor any listed revision', async () => {
    const decision = { inspection, bundle, decision: 'accepted', reason: 'Enough.' }
    expect(await problemOf(ada, 'review.decide', decision)).toBe('application.role-missing')
    expect(await problemOf(bo, 'review.decide', decision)).toBe('review.own')
    expect(await stateFor(bo, bundle)).toMatchObject({ mayReview: false, whyNot: 'own-work' })
  })

  test('asks a question on a note, which the inspector finds there and answers with a revision and a second seal', async () => {
    await sam.world.call('note.question', { inspection, bundle, note, words: 'Who holds the key?' })
    await settle(everybody(), 3)
    expect(await stateFor(ada, bundle)).toMatchObject({ review: 'question', questionsOpen: 1 })
    const read = await ada.world.call('note.read', { note })
    expect(read).toMatchObject({
      changedByNewerVersion: false,
      questions: [{ words: 'Who holds the key?', answers: [] }],
    })
    const [question] = read.questions
    await ada.world.call('note.answer', { inspection, note, question: question?.question ?? '', words: 'The manager.' })
    const revised = aNote('The night door stays locked; the manager holds the key.')
    await saveNote(ada.world, inspection, revised, { note, heads: read.heads, reason: 'asked by the supervisor' })
    const second = anId()
    await ada.world.call('bundle.seal', { inspection, bundle: second })
    await settle(everybody(), 3)
    const before = await sam.world.call('bundle.read', { inspection, bundle })
    expect(before).toMatchObject({ followed: true, questionsOpen: 0 })
    expect(before.notes.find((one) => one.note === note)).toMatchObject({
      changedSince: true,
      questions: [{ answers: [{ words: 'The manager.', by: { name: 'Ada Ferris' } }] }],
    })
    const decided = { inspection, bundle: second, decision: 'accepted', reason: 'Now it is clear.' } as const
    expect(await sam.world.call('review.decide', decided)).toMatchObject({ review: 'accepted' })
    await settle(everybody(), 3)
    expect(await stateFor(ada, second)).toMatchObject({
      review: 'accepted',
      decisions: [{ by: { name: 'Sam Okafor' } }],
    })
  })

  test('needs a reason', async () => {
    const decision = { inspection, bundle, decision: 'returned', reason: '  ' }
    expect(await problemOf(sam, 'review.decide', decision)).toBe('review.reason-missing')
  })

  test('decided by two at once comes to the more cautious, on every device, until one sees the other', async () => {
    const third = anId()
    await ada.world.call('bundle.seal', { inspection, bundle: third })
    await settle(everybody(), 3)
    const on = { inspection, bundle: third }
    await sam.world.call('review.decide', { ...on, decision: 'accepted', reason: 'Enough.' })
    await kit.world.call('review.decide', { ...on, decision: 'returned', reason: 'The rota is not tagged.' })
    await settle(everybody(), 3)
    for (const member of everybody()) expect(await stateFor(member, third)).toMatchObject({ review: 'returned' })
    await kit.world.call('review.decide', { ...on, decision: 'accepted', reason: 'Seen together.' })
    await settle(everybody(), 3)
    for (const member of everybody()) expect(await stateFor(member, third)).toMatchObject({ review: 'accepted' })
  })

  test('has no effect, wherever it comes from, by somebody without the role or on their own work', async () => {
    const fifth = anId()
    await ada.world.call('bundle.seal', { inspection, bundle: fifth })
    await settle(everybody(), 3)
    // As a program that was changed would write them: past the checks of the service.
    for (const { world } of [ada, bo, lee]) {
      const { ledger } = world.application.open.vault
      const row = knownCompartment(ledger.reader, inspection)
      const data = { decision: 'accepted', reason: 'I say so.' }
      ledger.write((writer) => ledger.append(writer, row, { kind: 'review.decided', of: fifth, parents: [], data }))
    }
    const { ledger } = ada.world.application.open.vault
    const words = { bundle: fifth, seal: 'e'.repeat(64), words: 'Asked by nobody entitled.' }
    const row = knownCompartment(ledger.reader, inspection)
    ledger.write((writer) =>
      ledger.append(writer, row, { kind: 'note.questioned', of: note, parents: [], data: words }),
    )
    await settle(everybody(), 3)
    for (const member of everybody()) {
      const state = await stateFor(member, fifth)
      expect(state).toMatchObject({ review: 'sealed', decisions: Array.from({ length: 3 }, () => ({ counts: false })) })
      const { questions } = await member.world.call('note.read', { note })
      expect(questions.map((one) => one.words)).not.toContain('Asked by nobody entitled.')
    }
  })

  test('records what was opened, once for a session', async () => {
    await sam.world.call('review.opened', { inspection, bundle, notes: [note] })
    await settle(everybody(), 3)
    const { ledger } = ada.world.application.open.vault
    const opened = ledger.entriesOf(inspection, bundle).filter(({ payload }) => payload.kind === 'note.opened')
    expect(opened.map(({ payload }) => payload.data)).toEqual([{ bundle, notes: [note] }])
  })

  test('is closed to a supervisor who is in no team of the inspection', async () => {
    const fourth = anId()
    const late = await organisation.enrol('Max Adair', ['supervisor'])
    await settle([ada], 1)
    await ada.world.call('bundle.seal', { inspection, bundle: fourth })
    expect(await problemOf(late, 'bundle.read', { inspection, bundle: fourth })).toBe('inspection.unknown')
  })
})

test('every vault and its log verify afterwards', async () => {
  for (const { world } of everybody()) expect((await world.call('vault.verify', {})).findings).toEqual([])
})
