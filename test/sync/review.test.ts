// Sealing and review between an inspector, a colleague and two supervisors, each in a vault of their own.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { knownCompartment } from '#main/ledger/ledger.ts'
import { contract } from '#shared/contract.ts'
import { manifestSchema } from '#shared/domain/bundle.ts'
import { faultsOf, shapeOf } from '../contract/shapes.ts'
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
  test('says what is missing and stops for nothing that is not required; a draft that is whole becomes an entry, another stays one', async () => {
    const kept = { inspection, heads: [], typed: null }
    await ada.world.call('draft.keep', { ...kept, note: anId(), content: aNote('Kept while typing.') })
    await ada.world.call('draft.keep', { ...kept, note: anId(), content: aNote('no kind yet', { kind: '' }) })
    const { counts, gaps } = await ada.world.call('bundle.prepare', { inspection })
    // As it will be: the whole draft is part of it, the other is not.
    expect(counts).toMatchObject({ notes: 3, revisions: 3, drafts: 1, conflicts: 0 })
    expect(gaps.filter(({ gap }) => gap === 'draft')).toMatchObject([{ words: 'no kind yet' }])
    expect(new Set(gaps.map(({ gap }) => gap))).toEqual(new Set(['draft', 'no-time', 'no-area']))
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
    const ask = { inspection, bundle, note, words: 'Who holds the key?' }
    const { question: hash } = await sam.world.call('note.question', ask)
    // Its reply was lost: asked again it is the same question.
    expect(await sam.world.call('note.question', ask)).toEqual({ question: hash })
    await settle(everybody(), 3)
    const { ledger } = ada.world.application.open.vault
    const written = ledger.entriesOf(inspection, note).find((entry) => entry.hash === hash)
    expect(written?.payload.parents).toEqual((await ada.world.call('note.read', { note })).heads)
    expect(await stateFor(ada, bundle)).toMatchObject({ review: 'question', questionsOpen: 1 })
    const read = await ada.world.call('note.read', { note })
    expect(read).toMatchObject({
      changedByNewerVersion: false,
      questions: [{ words: 'Who holds the key?', answers: [] }],
    })
    const [question] = read.questions
    const answer = { inspection, note, question: question?.question ?? '', words: 'The manager.' }
    expect(await ada.world.call('note.answer', answer)).toEqual(await ada.world.call('note.answer', answer))
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
    // Whoever reads the second bundle sees what was asked about the first and how it was answered.
    const after = await sam.world.call('bundle.read', { inspection, bundle: second })
    expect(after.notes.find((one) => one.note === note)).toMatchObject({
      content: { text: { words: revised.text.words } },
      questions: [{ bundle, answers: [{ words: 'The manager.' }] }],
    })
    const queue = (await sam.world.call('review.queue', {})).bundles
    expect(queue.map((one) => one.bundle)).toEqual([second, bundle])
    const decided = { inspection, bundle: second, decision: 'accepted', reason: 'Now it is clear.' } as const
    for (let turn = 0; turn < 2; turn += 1) {
      expect(await sam.world.call('review.decide', decided)).toMatchObject({ review: 'accepted', followed: false })
    }
    await settle(everybody(), 3)
    expect(await stateFor(ada, second)).toMatchObject({
      review: 'accepted',
      decisions: [{ by: { name: 'Sam Okafor' } }],
    })
  })

  test('waits until everything that the bundle lists is there', async () => {
    const { ledger } = ada.world.application.open.vault
    const seal = ledger.entriesOf(inspection, bundle).find(({ payload }) => payload.kind === 'bundle.sealed')
    const manifest = manifestSchema.parse(seal?.payload.data)
    const lacking = anId()
    const data = { ...manifest, revisions: [...manifest.revisions, 'f'.repeat(64)] }
    const statement = { kind: 'bundle.sealed', of: lacking, parents: [], data }
    ledger.write((writer) => ledger.append(writer, knownCompartment(writer, inspection), statement))
    await settle(everybody(), 3)
    const on = { inspection, bundle: lacking }
    expect(await sam.world.call('bundle.read', on)).toMatchObject({ missing: 1, whyNot: 'incomplete' })
    const decision = { ...on, decision: 'accepted', reason: 'Enough.' }
    expect(await problemOf(sam, 'review.decide', decision)).toBe('bundle.incomplete')
    expect(await problemOf(sam, 'note.question', { ...on, note, words: 'Why?' })).toBe('bundle.incomplete')
  })

  test.each(['note.question', 'review.decide', 'review.queue', 'review.opened'] as const)(
    '%s refuses what does not have its form, from somebody with the role too',
    async (name) => {
      const inputs = {
        'note.question': { inspection, bundle, note, words: 'Why?' },
        'review.decide': { inspection, bundle, decision: 'accepted', reason: 'Enough.' },
        'review.queue': {},
        'review.opened': { inspection, bundle, notes: [note] },
      }
      const faults = faultsOf(shapeOf(contract[name].input), inputs[name])
      const refusals = ['application.input-refused', 'application.input-too-large']
      for (const { input } of faults) expect(refusals).toContain(await problemOf(sam, name, input))
    },
  )

  test('names what is not there', async () => {
    const on = { inspection, bundle, note, words: 'Why?' }
    expect(await problemOf(sam, 'note.question', { ...on, inspection: 'e'.repeat(64) })).toBe('inspection.unknown')
    expect(await problemOf(sam, 'note.question', { ...on, bundle: anId() })).toBe('bundle.unknown')
    expect(await problemOf(sam, 'note.question', { ...on, note: anId() })).toBe('note.unknown')
    const answer = { inspection, note, question: 'e'.repeat(64), words: 'So.' }
    expect(await problemOf(ada, 'note.answer', answer)).toBe('question.unknown')
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
      const seal = ledger.entriesOf(inspection, fifth)[0]?.hash ?? ''
      const about = { bundle: fifth, seal, words: 'Asked by nobody entitled.' }
      const data = { decision: 'accepted', reason: 'I say so.' }
      ledger.write((writer) => {
        ledger.append(writer, row, { kind: 'review.decided', of: fifth, parents: [seal], data })
        ledger.append(writer, row, { kind: 'note.questioned', of: note, parents: [], data: about })
      })
    }
    await settle(everybody(), 3)
    for (const member of everybody()) {
      const state = await stateFor(member, fifth)
      expect(state).toMatchObject({
        review: 'sealed',
        questionsOpen: 0,
        decisions: Array.from({ length: 3 }, () => ({ counts: false })),
      })
      const { questions } = await member.world.call('note.read', { note })
      expect(questions.map((one) => one.words)).not.toContain('Asked by nobody entitled.')
    }
  })

  test('takes no question, answer or reason with a name in it, until a supervisor or an inspector confirms it', async () => {
    const unsettled = 'note.identifiers-unsettled'
    const sixth = anId()
    await ada.world.call('bundle.seal', { inspection, bundle: sixth })
    await settle(everybody(), 3)
    const ask = { inspection, bundle: sixth, note, words: 'Was Oluwakemi asked?' }
    expect(await problemOf(sam, 'note.question', ask)).toBe(unsettled)
    const returned = { inspection, bundle: sixth, decision: 'returned', reason: 'Nobody asked Oluwakemi.' }
    expect(await problemOf(sam, 'review.decide', returned)).toBe(unsettled)
    expect(await stateFor(sam, sixth)).toMatchObject({ review: 'sealed', questionsOpen: 0 })
    const { question } = await sam.world.call('note.question', { ...ask, words: 'Was the manager asked?' })
    await settle(everybody(), 3)
    const answer = { inspection, note, question, words: 'Oluwakemi was.' }
    expect(await problemOf(ada, 'note.answer', answer)).toBe(unsettled)
    await sam.world.call('identifier.confirm', { inspection, kind: 'name', words: 'Oluwakemi', reason: 'A boat.' })
    await sam.world.call('note.question', ask)
    await settle(everybody(), 3)
    await ada.world.call('note.answer', answer)
  })

  test('records what was opened, once for a session', async () => {
    await sam.world.call('review.opened', { inspection, bundle, notes: [note] })
    // Reading leaves the bundle as it is: it was received before.
    expect(await stateFor(sam, bundle)).toMatchObject({ state: 'received' })
    await settle(everybody(), 3)
    const { ledger } = ada.world.application.open.vault
    const opened = ledger.entriesOf(inspection, inspection).filter(({ payload }) => payload.kind === 'note.opened')
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
