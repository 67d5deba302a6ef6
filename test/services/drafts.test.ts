// Drafts: what is typed is kept at once, offered back, and becomes an entry when its writer stops, locks or saves.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { entriesAfter } from '#main/data/entries.ts'
import { emptyNote } from '#shared/domain/note.ts'
import {
  aNote,
  anId,
  ledgerOf,
  noFilter,
  type OpenedInspection,
  openLarkfield,
  openWorld,
  saveNote,
  type World,
} from '../fixtures/world.ts'

let world: World
let larkfield: OpenedInspection

beforeAll(async () => {
  world = await openWorld()
  larkfield = await openLarkfield(world)
})
afterAll(() => world.remove())

const drafts = async () => (await world.call('draft.list', {})).drafts
const minutes = (count: number): number => count * 60_000

function keep(words: string, about: { note?: string; heads?: readonly string[]; kind?: string } = {}) {
  const { note = anId(), heads = [], kind = 'observation' } = about
  const content = aNote(words, { kind })
  const input = { note, inspection: larkfield.inspection, heads: [...heads], content, typed: null }
  return world.call('draft.keep', input).then(({ kept }) => ({ note, kept, content }))
}

describe('a draft', () => {
  test('is kept and offered back under its own inspection, with when it was kept', async () => {
    const { note, kept, content } = await keep('half a sent')
    expect(await world.call('draft.read', { note })).toEqual({
      note,
      inspection: larkfield.inspection,
      inspectionTitle: 'Larkfield House',
      heads: [],
      content,
      typed: null,
      kept,
      unsaved: true,
      overtaken: false,
      corrected: false,
      waits: [],
    })
    expect((await world.call('inspection.read', { inspection: larkfield.inspection })).drafts).toBe(1)
    await world.call('draft.discard', { note })
  })

  test('is kept with nothing in it yet, and again each time more is typed; the last stands, whole', async () => {
    const { inspection } = larkfield
    const note = anId()
    await world.call('draft.keep', { note, inspection, heads: [], content: emptyNote, typed: null })
    const words = 'What the child said, “I’m fine”, 👧🏽 and more.'
    for (let length = 1; length <= words.length; length += 7) await keep(words.slice(0, length), { note })
    const typed = { from: '2026-03-10T09:00:00.000Z', to: '2026-03-10T09:01:00.000Z' }
    await world.call('draft.keep', { note, inspection, heads: [], content: aNote(words), typed })
    expect(await world.call('draft.read', { note })).toMatchObject({ typed, content: { text: { words } } })
    expect((await drafts()).filter((draft) => draft.note === note)).toHaveLength(1)
    await world.call('draft.discard', { note })
  })

  test('survives a kill, word for word', async () => {
    const { note, content } = await keep('typed just before the lights went out')
    world.startAgain()
    await world.unlock()
    expect(await world.call('draft.read', { note })).toMatchObject({ content, unsaved: true })
    await world.call('draft.discard', { note })
  })

  test('is no entry and is found by no search', async () => {
    const { entries } = await world.call('vault.verify', {})
    const { note } = await keep('unfindable')
    expect((await world.call('vault.verify', {})).entries).toBe(entries)
    expect((await world.call('search.find', { inspection: null, words: 'unfindable', limit: 5 })).matching).toBe(0)
    expect(await world.problemOf('note.read', { note })).toBe('note.unknown')
    await world.call('draft.discard', { note })
  })

  test('is gone once its note is saved', async () => {
    const { note, content } = await keep('finished')
    await saveNote(world, larkfield.inspection, content, { note })
    expect(await world.problemOf('draft.read', { note })).toBe('draft.unknown')
    expect((await world.call('note.read', { note })).content).toEqual(content)
  })

  test('of a saved note says so, and the list shows that there is one', async () => {
    const { note, heads } = await saveNote(world, larkfield.inspection, aNote('saved'))
    await keep('being changed', { note, heads })
    expect(await world.call('draft.read', { note })).toMatchObject({ unsaved: false, overtaken: false, heads })
    const page = { inspection: larkfield.inspection, filter: noFilter, order: 'newest', offset: 0, limit: 50 } as const
    const { notes } = await world.call('note.list', page)
    expect(notes.filter(({ hasDraft }) => hasDraft).map((row) => row.note)).toEqual([note])
    await world.call('draft.discard', { note })
  })

  test('that was overtaken says so; saving it keeps both versions', async () => {
    const { note, heads } = await saveNote(world, larkfield.inspection, aNote('first'))
    await keep('my change', { note, heads })
    await saveNote(world, larkfield.inspection, aNote('their change'), { note, heads })
    // Saving through this device let the draft go; it is what another window still holds.
    const { content } = await keep('my change', { note, heads })
    expect(await world.call('draft.read', { note })).toMatchObject({ overtaken: true, unsaved: false })
    const saved = await saveNote(world, larkfield.inspection, content, { note, heads })
    expect(saved).toMatchObject({ conflict: true })
    const { history } = await world.call('note.read', { note })
    expect(history.map((revision) => revision.content.text.words)).toEqual(['first', 'their change', 'my change'])
  })
})

describe('discarding', () => {
  test('is recorded, without a word of the text', async () => {
    const { note, kept } = await keep('never to be seen again')
    await world.call('draft.discard', { note })
    const [last] = entriesAfter(ledgerOf(world).reader, 0, 10_000).slice(-1)
    const opened = last === undefined ? null : ledgerOf(world).opened(last)
    expect(opened?.payload).toMatchObject({ kind: 'draft.discarded', of: note, parents: [], data: { kept } })
    expect(JSON.stringify(opened?.payload)).not.toContain('never')
    expect(await world.problemOf('note.read', { note })).toBe('note.unknown')
    expect((await world.call('vault.verify', {})).findings).toEqual([])
  })

  test('twice is a problem the second time, and a draft that is not there cannot be discarded', async () => {
    const { note } = await keep('once')
    await world.call('draft.discard', { note })
    expect(await world.problemOf('draft.discard', { note })).toBe('draft.unknown')
  })

  test("a change of a saved note leaves the note as it was, and nobody else's heads change", async () => {
    const { note, heads } = await saveNote(world, larkfield.inspection, aNote('stays'))
    await keep('goes', { note, heads })
    await world.call('draft.discard', { note })
    expect(await world.call('note.read', { note })).toMatchObject({
      content: { text: { words: 'stays' } },
      heads,
      changedByNewerVersion: false,
    })
    expect(await saveNote(world, larkfield.inspection, aNote('next'), { note, heads })).toMatchObject({
      conflict: false,
    })
  })
})

describe('a draft is refused', () => {
  const input = (over: object) => ({
    note: anId(),
    inspection: larkfield.inspection,
    heads: [],
    content: aNote('w'),
    typed: null,
    ...over,
  })

  test('for an inspection that nobody knows', async () => {
    expect(await world.problemOf('draft.keep', input({ inspection: 'e'.repeat(64) }))).toBe('inspection.unknown')
  })

  test('for a note, or for a draft, of another inspection', async () => {
    const other = await openLarkfield(world)
    const { note } = await saveNote(world, other.inspection, aNote('elsewhere'))
    expect(await world.problemOf('draft.keep', input({ note }))).toBe('note.elsewhere')
    const { note: drafted } = await keep('here')
    expect(await world.problemOf('draft.keep', input({ note: drafted, inspection: other.inspection }))).toBe(
      'note.elsewhere',
    )
    await world.call('draft.discard', { note: drafted })
  })
})

describe('a draft left alone', () => {
  test('for ten minutes becomes an entry, and the page is told its heads', async () => {
    const { note, content } = await keep('left alone')
    world.clock.pass(minutes(9))
    world.application.savePausedDrafts()
    expect(await world.call('draft.read', { note })).toMatchObject({ content })

    world.clock.pass(minutes(1))
    world.application.savePausedDrafts()
    expect(await world.problemOf('draft.read', { note })).toBe('draft.unknown')
    const saved = await world.call('note.read', { note })
    expect(saved.content).toEqual(content)
    expect(world.events.at(-1)).toEqual({ type: 'draft.saved', note, heads: saved.heads })
  })

  test('and taken up again within them stays a draft', async () => {
    const { note } = await keep('taken up')
    world.clock.pass(minutes(9))
    await keep('taken up again', { note })
    world.clock.pass(minutes(9))
    world.application.savePausedDrafts()
    expect(await world.call('draft.read', { note })).toMatchObject({ unsaved: true })
    await world.call('draft.discard', { note })
  })

  test('for ten minutes while it lacks its kind or its words stays a draft and disturbs no other', async () => {
    const incomplete = await keep('no kind yet', { kind: '' })
    expect(await world.call('draft.read', { note: incomplete.note })).toMatchObject({ waits: ['incomplete'] })
    const complete = await keep('complete')
    world.clock.pass(minutes(11))
    world.application.savePausedDrafts()
    expect(await world.call('draft.read', { note: incomplete.note })).toMatchObject({ unsaved: true })
    expect(await world.call('note.read', { note: complete.note })).toMatchObject({ content: complete.content })
    await world.call('draft.discard', { note: incomplete.note })
  })

  test('that was overtaken stays a draft, so that its writer sees the newer version before there are two', async () => {
    const { note, heads } = await saveNote(world, larkfield.inspection, aNote('first'))
    await saveNote(world, larkfield.inspection, aNote('theirs'), { note, heads })
    await keep('mine', { note, heads })
    world.clock.pass(minutes(11))
    world.application.savePausedDrafts()
    expect(await world.call('draft.read', { note })).toMatchObject({ overtaken: true })
    expect(await world.call('note.read', { note })).toMatchObject({
      content: { text: { words: 'theirs' } },
      conflicts: [],
    })
    await world.call('draft.discard', { note })
  })

  test('with nothing changed writes nothing and is let go', async () => {
    const { note, heads } = await saveNote(world, larkfield.inspection, aNote('unchanged'))
    await keep('unchanged', { note, heads })
    const { entries } = await world.call('vault.verify', {})
    world.clock.pass(minutes(11))
    world.application.savePausedDrafts()
    expect((await world.call('vault.verify', {})).entries).toBe(entries)
    expect(await world.problemOf('draft.read', { note })).toBe('draft.unknown')
  })
})

describe('locking', () => {
  test('saves the drafts that are complete, keeps the others, and tells the page to forget', async () => {
    const complete = await keep('complete when locked')
    const incomplete = await keep('', { kind: '' })
    await world.lock()
    expect(world.events.at(-1)).toEqual({ type: 'vault.locked', because: 'asked' })
    expect(await world.problemOf('draft.list', {})).toBe('vault.locked')

    await world.unlock()
    expect((await world.call('note.read', { note: complete.note })).content).toEqual(complete.content)
    expect((await drafts()).map(({ note }) => note)).toEqual([incomplete.note])
    await world.call('draft.discard', { note: incomplete.note })
  })
})
