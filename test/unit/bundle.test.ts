// What decisions on a bundle come to, and whose work it is.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sealBody } from '#main/ledger/bodies.ts'
import {
  countsOf,
  countsOn,
  type DecisionMade,
  gapsOf,
  latestOf,
  manifestSchema,
  mostRevisions,
  type NoteToSeal,
  reviewStateOf,
} from '#shared/domain/bundle.ts'
import { largestBody } from '#shared/domain/entry.ts'
import { hashOf } from '../fixtures/histories.ts'
import { always } from '../fixtures/seed.ts'

const made = (name: string, decision: DecisionMade['decision'], parents: readonly string[] = []): DecisionMade => ({
  hash: hashOf(name),
  decision,
  parents: parents.map(hashOf),
  counts: true,
})

/** Decisions that each build on any of the earlier ones; some count for nothing. */
const histories = fc
  .array(fc.tuple(fc.constantFrom('returned', 'question', 'accepted'), fc.nat(0xff), fc.boolean()), { maxLength: 8 })
  .map((choices) =>
    choices.map(([decision, bits, counts], index): DecisionMade => {
      const parents = choices.flatMap((_, place) =>
        place < index && ((bits >> place) & 1) === 1 ? [hashOf(`${place}`)] : [],
      )
      return { hash: hashOf(`${index}`), decision, parents, counts }
    }),
  )

describe('decisions', () => {
  test('none: the bundle is sealed and waits', () => expect(reviewStateOf([])).toBe('sealed'))

  test('one after another: the last applies', () => {
    expect(reviewStateOf([made('a', 'returned'), made('b', 'accepted', ['a'])])).toBe('accepted')
    expect(reviewStateOf([made('a', 'accepted'), made('b', 'question', ['a']), made('c', 'returned', ['b'])])).toBe(
      'returned',
    )
  })

  test('through one that is not known any more: what it built on is still followed', () => {
    expect(reviewStateOf([made('a', 'returned'), made('c', 'accepted', ['a', 'gone'])])).toBe('accepted')
  })

  test('through one that counts for nothing: what it built on is followed, and itself it changes nothing', () => {
    const idle = { ...made('b', 'accepted', ['a']), counts: false }
    expect(reviewStateOf([made('a', 'returned'), idle])).toBe('returned')
    expect(reviewStateOf([made('a', 'returned'), idle, made('c', 'question', ['b'])])).toBe('question')
  })

  test.each([
    ['returned', 'question', 'returned'],
    ['question', 'accepted', 'question'],
    ['accepted', 'returned', 'returned'],
  ] as const)('%s and %s at once come to %s', (one, other, state) => {
    expect(reviewStateOf([made('a', one), made('b', other)])).toBe(state)
  })

  test('come to the same in any order and however often they arrive', () => {
    const arrived = histories.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray([...all, ...all], { minLength: 2 * all.length })),
    )
    always(
      fc.property(arrived, ([all, shuffled]) => {
        expect(reviewStateOf(shuffled)).toBe(reviewStateOf(all))
      }),
      500,
    )
  })

  test('one more, made on top of all, is what they come to', () => {
    const more = fc.tuple(histories, fc.constantFrom('returned', 'question', 'accepted'))
    always(
      fc.property(more, ([all, decision]) => {
        // On top of the latest, whether they count or not: that is on top of all.
        const last = { hash: hashOf('last'), decision, parents: latestOf(all), counts: true }
        expect(reviewStateOf([...all, last])).toBe(decision)
      }),
      300,
    )
  })
})

describe('a decision counts', () => {
  const authors = new Set(['ada', 'bo'])
  const by = (person: string | null, about: { seals?: string[]; effect?: boolean } = {}) =>
    countsOn('seal', authors, { person, seals: ['seal', 'another'], effect: true, ...about })

  test('by somebody who neither sealed nor wrote any part', () => expect(by('sam')).toBe(true))
  test.each([['ada'], ['bo'], [null]])('never by an author or by nobody known: %s', (person) =>
    expect(by(person)).toBe(false),
  )
  test('only with the role for it', () => expect(by('sam', { effect: false })).toBe(false))
  test('only on the seal that it names', () => expect(by('sam', { seals: ['another'] })).toBe(false))
})

const note = (name: string, about: Partial<NoteToSeal> = {}): NoteToSeal => ({
  note: name,
  words: `words of ${name}`,
  when: '2026-03-10T09:40',
  categories: ['health'],
  areas: ['helped-and-protected'],
  deleted: false,
  conflict: false,
  ...about,
})
const nothing = { notes: [], drafts: [], inQuestion: new Set<string>(), labels: [], hasAreas: true, required: [] }

describe('what is unfinished', () => {
  test('is nothing where every note has all and no two people share a label', () => {
    expect(gapsOf({ ...nothing, notes: [note('a')], labels: ['AB', 'AB2'] })).toEqual([])
  })

  test.each([
    ['conflict', { conflict: true }],
    ['no-category', { categories: [] }],
    ['no-time', { when: '' }],
    ['no-area', { areas: [] }],
  ] as const)('%s leads to its note', (gap, about) => {
    const notes = [note('a'), note('b', about)]
    expect(gapsOf({ ...nothing, notes })).toEqual([{ required: false, gap, note: 'b', words: 'words of b' }])
    expect(gapsOf({ ...nothing, notes: [note('b', { ...about, deleted: true })] })).toEqual([])
  })

  test('a draft, an open question and a label of two people are named', () => {
    const drafts = [{ note: 'd', words: 'half a sen' }]
    const found = gapsOf({
      ...nothing,
      notes: [note('a')],
      drafts,
      inQuestion: new Set(['a']),
      labels: ['AB', 'CD', 'AB'],
    })
    expect(found.map(({ gap, note: leads, words }) => [gap, leads, words])).toEqual([
      ['draft', 'd', 'half a sen'],
      ['question-open', 'a', 'words of a'],
      ['same-label', null, 'AB'],
    ])
  })

  test.each([
    ['categories', 'no-category', { categories: [] }],
    ['when', 'no-time', { when: '' }],
    ['areas', 'no-area', { areas: [] }],
  ] as const)('a note without %s comes first where the pack requires them', (tag, gap, about) => {
    const drafts = [{ note: 'd', words: 'half a sen' }]
    const notes = [note('a', { conflict: true, ...about }), note('b', { ...about, deleted: true })]
    const found = gapsOf({ ...nothing, drafts, notes, required: [tag] })
    expect(found.map((one) => [one.gap, one.note, one.required])).toEqual([
      [gap, 'a', true],
      ['draft', 'd', false],
      ['conflict', 'a', false],
    ])
  })

  test('no area is missing where the remit has none', () => {
    expect(gapsOf({ ...nothing, notes: [note('a', { areas: [] })], hasAreas: false })).toEqual([])
  })
})

test('deleted notes are counted by themselves, and so are drafts', () => {
  const notes = [note('a'), note('b', { conflict: true }), note('c', { deleted: true, conflict: true })]
  expect(countsOf({ notes, drafts: [{ note: 'd', words: '' }] })).toEqual({
    notes: 2,
    deleted: 1,
    conflicts: 1,
    drafts: 1,
  })
})

test('the largest manifest fits a body, with a hundred devices in the team', () => {
  const counts = { notes: 1, revisions: mostRevisions, people: 1, enquiries: 1, deleted: 0, conflicts: 0, drafts: 0 }
  const data = manifestSchema.parse({
    revisions: Array.from({ length: mostRevisions }, (_, index) => hashOf(`${index}`)),
    heads: Array.from({ length: 100 }, (_, index) => ({
      device: hashOf(`d${index}`),
      seq: 100_000,
      hash: hashOf('h'),
    })),
    counts,
    checkpoint: 'x'.repeat(600),
  })
  const clock = { boot: 'b'.repeat(36), uptime: 1e12, store: '2026-03-10T09:40:00.000Z' }
  const envelope = { of: 'a'.repeat(32), was: null, at: clock.store, zone: 'Europe/London', clock }
  const parents = Array.from({ length: 10 }, (_, index) => hashOf(`p${index}`))
  const place = { compartment: hashOf('c'), device: hashOf('d'), seq: 1, key: hashOf('k') }
  const body = sealBody({ kind: 'bundle.sealed', ...envelope, parents, data }, place, new Uint8Array(32))
  expect(body.length).toBeLessThanOrEqual(largestBody)
})
