// Notes: saved once, revised without loss, in conflict where two people wrote, settled by a person, deleted and restored.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { knownCompartment, type Signer } from '#main/ledger/ledger.ts'
import { revisionsIn } from '#main/ledger/revisions.ts'
import { writeNote } from '#main/ledger/writing.ts'
import { emptyNote, type NoteContent } from '#shared/domain/note.ts'
import {
  addColleague,
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
let bo: Signer

beforeAll(async () => {
  world = await openWorld()
  larkfield = await openLarkfield(world)
  bo = await addColleague(world, larkfield.inspection)
})
afterAll(() => world.remove())

const read = (note: string) => world.call('note.read', { note })
const save = (content: NoteContent, on = {}) => saveNote(world, larkfield.inspection, content, on)

function list(filter: Partial<typeof noFilter> | object = {}, order: 'newest' | 'timeline' = 'newest') {
  const page = { order, offset: 0, limit: 500 } as const
  return world.call('note.list', { inspection: larkfield.inspection, filter: { ...noFilter, ...filter }, ...page })
}

/** How many entries the vault holds. */
const entries = async (): Promise<number> => (await world.call('vault.verify', {})).entries

/** What Bo writes on a laptop that has not heard of anything since `heads`. */
function boWrites(note: string, content: NoteContent, heads: readonly string[]): void {
  const ledger = ledgerOf(world)
  ledger.write((writer) => {
    const known = revisionsIn(ledger, ledger.entriesOf(larkfield.inspection, note), ['note.revised'])
    const evidence = knownCompartment(writer, larkfield.inspection)
    writeNote(ledger, writer, evidence, note, content, { known, heads, reason: '', typed: null, signer: bo })
  })
}

describe('a note', () => {
  test('is saved with everything that was chosen, and read back so', async () => {
    const content: NoteContent = {
      kind: 'childs-view',
      text: { words: 'First paragraph.\n\nSecond — “quoted” 👧🏽.', from: larkfield.people.AB, described: '' },
      when: '2026-03-10T16:40',
      place: 'the kitchen',
      enquiry: larkfield.enquiry,
      bearing: 'contradicts',
      mayBeShown: true,
      deleted: false,
      people: [larkfield.people.AB, larkfield.people.AB2].toSorted(),
      categories: ['ethnicity', 'name'],
      areas: ['helped-and-protected'],
      flags: ['safeguarding', 'special-category'],
    }
    const typed = { from: '2026-03-10T16:41:00.000Z', to: '2026-03-10T16:45:00.000Z' }
    const note = anId()
    const { inspection } = larkfield
    const saved = await world.call('note.save', { note, inspection, heads: [], content, typed, reason: 'as heard' })
    const found = await read(note)
    expect(found).toMatchObject({ note, inspection, content, heads: saved.heads, conflicts: [] })
    expect(found.history).toMatchObject([
      { reason: 'as heard', typed, by: { name: 'Ada Ferris', me: true }, zone: 'Europe/London', content, parents: [] },
    ])
  })

  test('is marked by its categories, whoever calls, and by a repeated request no second time', async () => {
    const { inspection } = larkfield
    const content = aNote('about health and an allegation', { categories: ['health', 'criminal-offences'] })
    const request = { note: anId(), inspection, heads: [], content, typed: null, reason: '' }
    await world.call('note.save', request)
    await world.call('note.save', request)
    const { content: kept, history } = await read(request.note)
    expect(kept.flags.toSorted()).toEqual(['criminal-offence', 'special-category'])
    expect(history).toHaveLength(1)
  })

  test('may lack everything but its kind and its words', async () => {
    await save(aNote('only words'))
    const { inspection } = larkfield
    const save0 = (content: unknown) => ({ note: anId(), inspection, heads: [], content, typed: null, reason: '' })
    expect(await world.problemOf('note.save', save0({ ...emptyNote, kind: 'observation' }))).toBe('note.incomplete')
    expect(await world.problemOf('note.save', save0(aNote(' \n ')))).toBe('note.incomplete')
    expect(await world.problemOf('note.save', save0(aNote('w', { kind: '' })))).toBe('note.incomplete')
  })

  test('is not shown to the provider unless somebody said so', async () => {
    const { note } = await save(aNote('not for the provider'))
    expect((await read(note)).content.mayBeShown).toBe(false)
  })

  test('is revised: the history has each version with its reason, whole, and the difference can be told', async () => {
    const first = await save(aNote('the first version'))
    const second = await save(aNote('the second version', { place: 'hall' }), { ...first, reason: 'misheard' })
    await save(aNote('the third version', { place: 'hall' }), second)
    const { history, content, heads } = await read(first.note)
    expect(content).toMatchObject({ text: { words: 'the third version' }, place: 'hall' })
    expect(heads).toHaveLength(1)
    expect(history.map(({ reason, content: { text, place } }) => [reason, text.words, place])).toEqual([
      ['', 'the first version', ''],
      ['misheard', 'the second version', 'hall'],
      ['', 'the third version', 'hall'],
    ])
    expect(history.map(({ parents }) => parents)).toEqual([[], first.heads, second.heads])
  })

  test('has sets of which each value comes and goes by itself', async () => {
    const first = await save(aNote('tagged', { people: [larkfield.people.CD], flags: ['safeguarding'] }))
    const second = await save(aNote('tagged', { people: [larkfield.people.AB], flags: ['safeguarding'] }), first)
    expect((await read(first.note)).content).toMatchObject({ people: [larkfield.people.AB], flags: ['safeguarding'] })
    await save(aNote('tagged'), second)
    expect((await read(first.note)).content).toMatchObject({ people: [], flags: [] })
  })

  test('gives the list its newest version, with the author of that and the number of all', async () => {
    const first = await save(aNote('by one'))
    for (let round = 0; round < 4; round += 1) {
      const { heads } = await read(first.note)
      boWrites(first.note, aNote(`by Bo, version ${round}`), heads)
      const [newest] = (await list()).notes
      expect(newest).toMatchObject({
        note: first.note,
        opening: `by Bo, version ${round}`,
        by: { name: 'Bo Lindgren', me: false },
        revisions: 2 + round,
      })
      expect(newest?.written).toBe((await read(first.note)).history.at(-1)?.at)
    }
  })
})

describe('a request whose reply was lost', () => {
  const again = async (content: NoteContent, on: { note: string; heads: readonly string[] }) => {
    const before = await entries()
    const reply = await save(content, on)
    expect(await entries()).toBe(before)
    return reply
  }

  test('to save a new note, repeated, writes nothing and answers the same', async () => {
    const note = anId()
    const saved = await save(aNote('once'), { note, heads: [] })
    expect(await again(aNote('once'), { note, heads: [] })).toEqual(saved)
  })

  test('to revise it, repeated, writes nothing and answers the same', async () => {
    const { note, heads } = await save(aNote('first'))
    const saved = await save(aNote('second'), { note, heads })
    expect(await again(aNote('second'), { note, heads })).toEqual(saved)
  })

  test('is known again after the note was revised once more: the old words do not come back', async () => {
    const { note, heads } = await save(aNote('first'))
    const second = await save(aNote('second'), { note, heads })
    await save(aNote('third'), second)
    expect(await again(aNote('second'), { note, heads })).toMatchObject({ conflict: false })
    expect((await read(note)).content.text.words).toBe('third')
  })

  test('to save over a version it had not seen, repeated, does not add a third version', async () => {
    const { note, heads } = await save(aNote('first'))
    boWrites(note, aNote('by Bo'), heads)
    const saved = await save(aNote('by one'), { note, heads })
    expect(saved.conflict).toBe(true)
    expect(await again(aNote('by one'), { note, heads })).toEqual(saved)
  })

  test('to settle a conflict, repeated, writes nothing', async () => {
    const { note, heads } = await save(aNote('first'))
    boWrites(note, aNote('by Bo'), heads)
    const both = await save(aNote('by one'), { note, heads })
    const settled = await save(aNote('settled'), both)
    expect(await again(aNote('settled'), both)).toEqual(settled)
  })

  test('with nothing changed since the heads, writes nothing', async () => {
    const saved = await save(aNote('as it is'))
    expect(await again(aNote('as it is'), saved)).toEqual(saved)
  })
})

describe('two people who wrote at once', () => {
  test('both versions are there; the list says so; whoever sees both settles it', async () => {
    const { note, heads } = await save(aNote('first', { mayBeShown: true }))
    boWrites(note, aNote('by Bo', { flags: ['safeguarding'] }), heads)
    const ada = await save(aNote('by one', { mayBeShown: true, place: 'hall' }), { note, heads })

    expect(ada).toMatchObject({ conflict: true })
    expect(ada.heads).toHaveLength(2)
    const found = await read(note)
    expect(found.conflicts.map(({ field }) => field)).toEqual(['text'])
    expect(found.conflicts[0]?.entries.toSorted()).toEqual(found.heads.toSorted())
    expect(found.content).toMatchObject({ mayBeShown: false, place: 'hall', flags: ['safeguarding'] })
    expect(found.history.map(({ content }) => content.text.words)).toEqual(['first', 'by Bo', 'by one'])
    expect((await list()).notes.find((one) => one.note === note)).toMatchObject({ conflict: true })
    const { conflicts } = await world.call('inspection.read', { inspection: larkfield.inspection })
    expect(conflicts).toBeGreaterThan(0)

    const settled = await save({ ...found.content, text: { words: 'both', from: null, described: '' } }, found)
    expect(settled).toMatchObject({ conflict: false })
    expect(await read(note)).toMatchObject({ conflicts: [], content: { text: { words: 'both' } } })
    const after = await world.call('inspection.read', { inspection: larkfield.inspection })
    expect(after.conflicts).toBe(conflicts - 1)
  })

  test('a conflict is settled by keeping what stands on screen as well', async () => {
    const { note, heads } = await save(aNote('first'))
    boWrites(note, aNote('by Bo'), heads)
    await save(aNote('by one'), { note, heads })
    const found = await read(note)
    expect(await save(found.content, found)).toMatchObject({ conflict: false })
  })

  test('one deletes, the other revises: the note stays in the list, in conflict, until it is settled', async () => {
    const { note, heads } = await save(aNote('to be deleted by one'))
    boWrites(note, aNote('to be kept by the other'), heads)
    const deleted = await save(aNote('to be deleted by one', { deleted: true }), { note, heads })
    expect(deleted.conflict).toBe(true)
    const found = (await list()).notes.find((one) => one.note === note)
    expect(found).toMatchObject({ conflict: true, opening: 'to be kept by the other' })
    const words = { inspection: larkfield.inspection, words: 'to be kept by the other', limit: 5 }
    expect((await world.call('search.find', words)).matching).toBe(1)

    const { content, heads: both } = await read(note)
    expect(await save({ ...content, deleted: true }, { note, heads: both })).toMatchObject({ conflict: false })
    expect((await list()).notes.some((one) => one.note === note)).toBe(false)
  })
})

describe('what is refused', () => {
  const attempt = async (about: Partial<NoteContent>, over: object = {}) => {
    const { inspection } = larkfield
    const input = { note: anId(), inspection, heads: [], content: aNote('w', about), typed: null, reason: '', ...over }
    const before = await entries()
    const code = await world.problemOf('note.save', input)
    expect(await entries()).toBe(before)
    return code
  }

  test.each<[string, Partial<NoteContent>]>([
    ['a kind', { kind: 'rumour' }],
    ['a data category', { categories: ['shoe-size'] }],
    ['an evaluation area', { areas: ['catering'] }],
  ])('%s that the policy pack does not have', async (_, about) => {
    expect(await attempt(about)).toBe('policy.unknown-term')
  })

  test('a category chosen beside others that has to stand alone, unless two people made it so', async () => {
    const { alone, categories } = world.application.pack.lists
    const [only = ''] = alone
    const other = categories.find(({ id }) => !alone.includes(id))?.id ?? ''
    expect(await attempt({ categories: [only, other] })).toBe('note.categories-at-odds')
    const { note, heads } = await save(aNote('w', { categories: [] }))
    await save(aNote('w', { categories: [only] }), { note, heads })
    const both = await save(aNote('w', { categories: [other] }), { note, heads })
    const stands = (await read(note)).content
    expect(stands.categories.toSorted()).toEqual([only, other].toSorted())
    await save({ ...stands, deleted: true }, both)
  })

  test.each<[string, Partial<NoteContent>]>([
    ['person', { people: [anId()] }],
    ['speaker', { text: { words: 'w', from: anId(), described: '' } }],
  ])('a %s who is not of the inspection', async (_, about) => {
    expect(await attempt(about)).toBe('person.unknown')
  })

  test('a line of enquiry, an inspection or heads that nobody knows', async () => {
    expect(await attempt({ enquiry: anId() })).toBe('enquiry.unknown')
    expect(await attempt({}, { inspection: 'e'.repeat(64) })).toBe('inspection.unknown')
    expect(await attempt({}, { heads: ['e'.repeat(64)] })).toBe('application.input-refused')
  })

  test('a note of another inspection, though the words be the same', async () => {
    const other = await openLarkfield(world)
    const { note } = await saveNote(world, other.inspection, aNote('elsewhere'))
    expect(await attempt({}, { note })).toBe('note.elsewhere')
    expect(await attempt({ people: [other.people.AB] })).toBe('person.unknown')
  })

  test('words too long for one entry; they are not cut', async () => {
    expect(await attempt({ text: { words: 'x'.repeat(200_001), from: null, described: '' } })).toBe(
      'application.input-too-large',
    )
    expect(await attempt({ text: { words: '\u0001'.repeat(200_000), from: null, described: '' } })).toBe(
      'application.input-too-large',
    )
    await save(aNote('\u{1f9d2}'.repeat(100_000)))
  })

  test('a term that stands already is not refused when the pack has lost it', async () => {
    const { note, heads } = await save(aNote('w', { categories: [] }))
    const ledger = ledgerOf(world)
    const data = { set: { kind: 'former-kind' }, add: { categories: ['former'] }, remove: {}, reason: '', typed: null }
    ledger.write((writer) =>
      ledger.append(writer, knownCompartment(writer, larkfield.inspection), {
        kind: 'note.revised',
        of: note,
        parents: heads,
        data,
      }),
    )
    const found = await read(note)
    await save({ ...found.content, place: 'hall' }, found)
    expect((await read(note)).content).toMatchObject({ kind: 'former-kind', categories: ['former'], place: 'hall' })
  })
})

describe('a deleted note', () => {
  test('leaves lists, counts and search, keeps its history, and comes back as it was', async () => {
    const { inspection } = larkfield
    const words = 'unmistakable'
    const first = await save(aNote(words, { people: [larkfield.people.CD] }))
    const before = await world.call('inspection.read', { inspection })
    const deleted = await save(aNote(words, { people: [larkfield.people.CD], deleted: true }), {
      ...first,
      reason: 'another room',
    })
    const after = await world.call('inspection.read', { inspection })
    expect(after.notes).toBe(before.notes - 1)
    const mentions = (people: typeof after.people) => people.find(({ label }) => label === 'CD')?.notes
    expect(mentions(after.people)).toBe((mentions(before.people) ?? 0) - 1)
    expect((await list()).notes.some(({ note }) => note === first.note)).toBe(false)
    const gone = await list({ deleted: true })
    expect(gone.notes.map(({ note }) => note)).toContain(first.note)
    expect(gone.notes).toHaveLength(gone.total)
    expect((await world.call('search.find', { inspection, words, limit: 5 })).matching).toBe(0)
    expect((await read(first.note)).history.map(({ reason }) => reason)).toEqual(['', 'another room'])

    await save(aNote(words, { people: [larkfield.people.CD] }), deleted)
    expect(await world.call('inspection.read', { inspection })).toMatchObject({ notes: before.notes })
    expect((await world.call('search.find', { inspection, words, limit: 5 })).matching).toBe(1)
    expect((await read(first.note)).content.deleted).toBe(false)
  })
})

describe('the list', () => {
  test('filters by each field and by several at once, and counts what each further filter would leave', async () => {
    const other = await openLarkfield(world)
    const { AB, AB2 } = other.people
    const add = (content: NoteContent) => saveNote(world, other.inspection, content)
    await add(aNote('one', { people: [AB], categories: ['name'], flags: ['safeguarding'], when: '2026-03-11T10:00' }))
    await add(aNote('two', { people: [AB, AB2], areas: ['helped-and-protected'], when: '2026-03-10T10:00' }))
    await add(aNote('three', { kind: 'childs-view', enquiry: other.enquiry, bearing: 'supports' }))
    const listed = async (filter: object, order: 'newest' | 'timeline' = 'newest') => {
      const page = { inspection: other.inspection, order, offset: 0, limit: 10 } as const
      return world.call('note.list', { ...page, filter: { ...noFilter, ...filter } })
    }
    const found = async (filter: object) => (await listed(filter)).notes.map(({ opening }) => opening)

    expect(await found({})).toEqual(['three', 'two', 'one'])
    expect(await found({ person: AB })).toEqual(['two', 'one'])
    expect(await found({ person: AB2 })).toEqual(['two'])
    expect(await found({ person: AB, flag: 'safeguarding' })).toEqual(['one'])
    expect(await found({ category: 'name' })).toEqual(['one'])
    expect(await found({ area: 'helped-and-protected' })).toEqual(['two'])
    expect(await found({ enquiry: other.enquiry })).toEqual(['three'])
    expect(await found({ bearing: 'supports', kind: 'childs-view' })).toEqual(['three'])
    expect(await found({ kind: 'childs-view', person: AB })).toEqual([])
    expect((await listed({}, 'timeline')).notes.map(({ opening }) => opening)).toEqual(['two', 'one', 'three'])

    const { total, matching, counts } = await listed({ person: AB })
    expect([total, matching]).toEqual([3, 2])
    expect(counts).toContainEqual({ field: 'people', value: AB2, count: 1 })
    expect(counts).toContainEqual({ field: 'kind', value: 'observation', count: 2 })
    expect(counts.some(({ value }) => value === 'childs-view')).toBe(false)
    // What else the kind could be is still offered when one is chosen.
    const byKind = (await listed({ kind: 'childs-view' })).counts.filter(({ field }) => field === 'kind')
    expect(byKind).toEqual([
      { field: 'kind', value: 'childs-view', count: 1 },
      { field: 'kind', value: 'observation', count: 2 },
    ])
  })

  test('comes in pages that neither repeat nor leave out a note', async () => {
    const page = (offset: number) => ({
      inspection: larkfield.inspection,
      filter: noFilter,
      order: 'newest' as const,
      offset,
      limit: 4,
    })
    const all = (await list()).notes.map(({ note }) => note)
    const paged: string[] = []
    for (let offset = 0; offset < all.length; offset += 4) {
      paged.push(...(await world.call('note.list', page(offset))).notes.map(({ note }) => note))
    }
    expect(paged).toEqual(all)
  })
})

describe('the search', () => {
  const find = (words: string, inspection: string | null = larkfield.inspection) =>
    world.call('search.find', { inspection, words, limit: 10 })

  test('finds beginnings of words, in any case, with or without accents, and marks them', async () => {
    await save(aNote('The café was zealously cleaned.'))
    for (const words of ['CAFE', 'café', 'zeal clean', 'cafe\u0301', '"zealously"']) {
      expect((await find(words)).matching).toBe(1)
    }
    const [hit] = (await find('zealously')).found
    expect(hit?.snippet.filter(({ hit: marked }) => marked)).toEqual([{ words: 'zealously', hit: true }])
    expect(hit?.snippet.map(({ words }) => words).join('')).toContain('The café was zealously cleaned.')
  })

  test('finds the words of the newest version only', async () => {
    const first = await save(aNote('quixotic'))
    await save(aNote('pragmatic'), first)
    expect((await find('quixotic')).matching).toBe(0)
    expect((await find('pragmatic')).matching).toBe(1)
  })

  test('takes nothing that is typed for an operator', async () => {
    for (const words of ['"', '*', 'NEAR(a b)', 'words:x', 'a OR b', '- ^ ( )', "'; drop table note", 'NOT', '{}']) {
      await expect(find(words)).resolves.toHaveProperty('matching')
    }
    expect(await find('   ')).toEqual({ found: [], matching: 0 })
  })
})
