// The fold rule (docs/protocol.md section 7): what an object holds follows from the set of its revisions, and nothing is absent.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { foldObject, type ObjectState, type Revision } from '#shared/domain/fold.ts'
import { emptyNote } from '#shared/domain/note.ts'
import { foldNote, noteShape } from '#shared/domain/note-state.ts'
import type { RevisionData } from '#shared/domain/payload.ts'
import { revisionOf } from '#shared/domain/revision.ts'
import { arrivals, flags, hashOf, histories, singleFields } from '../fixtures/histories.ts'
import { always } from '../fixtures/seed.ts'

const historyAndArrival = histories.chain((history) => fc.tuple(fc.constant(history), arrivals(history)))

/** A state in an order of its own, so that states can be compared as values. */
function plain(state: ObjectState): unknown {
  const single = singleFields.map((field) => [
    field,
    (state.single[field] ?? []).map(({ value, entries }) => [value, entries.toSorted()]).toSorted(),
  ])
  const sets = (state.sets['flags'] ?? []).map(({ value, additions }) => [value, additions.toSorted()])
  return { heads: state.heads.toSorted(), single, sets: sets.toSorted() }
}

// --- The rule once more, as the protocol words it and as slowly as it likes: a measure of the fold's own code. ---

function measure(history: readonly Revision[]): unknown {
  const known = [...new Map(history.map((revision) => [revision.hash, revision])).values()]
  const isAncestor = ancestry(known)
  const headsAmong = (some: readonly Revision[]): readonly Revision[] =>
    some.filter((one) => !some.some((other) => isAncestor(one, other)))
  const settersOf = (field: string, among: readonly Revision[]): readonly Revision[] =>
    headsAmong(among.filter(({ data }) => field in data.set))
  const valuesOf = (field: string): unknown[] => {
    const heads = settersOf(field, known).map((head): [unknown, string] => [head.data.set[field], head.hash])
    return grouped(field === 'deleted' ? [...heads, ...objections(heads.map(([value]) => value))] : heads)
  }
  /** Rule 4: revisions whose writer neither saw a deletion nor was seen by one. */
  const objections = (values: readonly unknown[]): [unknown, string][] => {
    if (values.length === 0 || values.includes(false)) return []
    const deletions = settersOf('deleted', known)
    const unseen = known.filter((one) => !deletions.some((other) => one === other || isAncestor(one, other)))
    const against = unseen.filter((one) => {
      const view = known.filter((other) => other === one || isAncestor(other, one))
      const said = settersOf('deleted', view).map(({ data }) => data.set['deleted'])
      return said.length === 0 || said.includes(false)
    })
    return headsAmong(against).map((one) => [false, one.hash])
  }
  const present = flags.flatMap((flag) => {
    const removed = known.flatMap(({ data }) => data.remove['flags'] ?? []).filter(({ value }) => value === flag)
    const gone = new Set(removed.flatMap(({ additions }) => additions))
    const additions = known.filter(({ hash, data }) => data.add['flags']?.includes(flag) && !gone.has(hash))
    return additions.length === 0 ? [] : [[flag, additions.map(({ hash }) => hash).toSorted()]]
  })
  const single = singleFields.map((field) => [field, valuesOf(field)])
  const heads = headsAmong(known).map(({ hash }) => hash)
  return { heads: heads.toSorted(), single, sets: present.toSorted() }
}

/** Ancestors by going round until nothing more is found. */
function ancestry(known: readonly Revision[]): (one: Revision, of: Revision) => boolean {
  const found = new Map(known.map(({ hash, parents }) => [hash, new Set(parents)]))
  for (let grew = true; grew; ) {
    grew = false
    for (const ancestors of found.values()) {
      const before = ancestors.size
      for (const one of [...ancestors]) for (const further of found.get(one) ?? []) ancestors.add(further)
      grew ||= ancestors.size > before
    }
  }
  return (one, of) => found.get(of.hash)?.has(one.hash) ?? false
}

function grouped(heads: readonly [unknown, string][]): unknown[] {
  const values = [...new Set(heads.map(([value]) => value))]
  return values
    .map((value) => [
      value,
      heads
        .filter(([other]) => other === value)
        .map(([, hash]) => hash)
        .toSorted(),
    ])
    .toSorted()
}

describe('any history', () => {
  test('folds to what the protocol says, word for word', () => {
    always(
      fc.property(histories, (history) => {
        expect(plain(foldObject(history, noteShape))).toEqual(measure(history))
      }),
      2_000,
    )
  })

  test('folds alike in every order of arrival, with anything arriving twice', () => {
    always(
      fc.property(historyAndArrival, ([history, arrived]) => {
        expect(foldObject(arrived, noteShape)).toEqual(foldObject(history, noteShape))
        expect(foldNote(arrived)).toEqual(foldNote(history))
      }),
      1_000,
    )
  })

  test('keeps every revision: each value set is a head or was built upon by one', () => {
    always(
      fc.property(histories, (history) => {
        const state = foldObject(history, noteShape)
        const isAncestor = ancestry(history)
        const headsOf = (field: string): readonly Revision[] => {
          const hashes = (state.single[field] ?? []).flatMap(({ entries }) => entries)
          return history.filter(({ hash }) => hashes.includes(hash))
        }
        for (const revision of history) {
          for (const field of Object.keys(revision.data.set)) {
            expect(headsOf(field).some((head) => head === revision || isAncestor(revision, head))).toBe(true)
          }
          expect(
            state.heads.some((hash) => hash === revision.hash || isAncestor(revision, byHash(history, hash))),
          ).toBe(true)
        }
      }),
      500,
    )
  })

  test('is settled by a revision that builds on all its heads', () => {
    always(
      fc.property(histories, (history) => {
        const state = foldObject(history, noteShape)
        const wanted = { ...emptyNote, place: 'hall', people: [], categories: [], areas: [] }
        const data = revisionOf(state, wanted, noteShape, { reason: '', typed: null })
        if (data === null) return
        const settled = foldNote([...history, { hash: hashOf('settles'), parents: state.heads, at: null, data }])
        expect(settled.conflicts).toEqual([])
        expect(settled.content).toEqual(wanted)
        expect(settled.heads).toEqual([hashOf('settles')])
      }),
      500,
    )
  })
})

function byHash(history: readonly Revision[], hash: string): Revision {
  const found = history.find((revision) => revision.hash === hash)
  if (found === undefined) throw new Error('no such revision')
  return found
}

// --- The rule in the words of the field. ---

/** A revision by name; names stand for hashes so that a history reads like a story. */
function revision(name: string, on: readonly string[], data: Partial<RevisionData>, at = '09:00'): Revision {
  const parents = on.map(hashOf)
  const nothing = { set: {}, add: {}, remove: {}, reason: '', typed: null }
  return { hash: hashOf(name), parents, at: `2026-03-10T${at}:00.000Z`, data: { ...nothing, ...data } }
}

const words = (text: string): RevisionData['set'] => ({ text: { words: text, from: null, described: '' } })
const written = revision('written', [], { set: { ...words('first'), kind: 'observation', deleted: false } })

describe('two people at work on one note', () => {
  test('change different fields: both changes stand and nobody is asked', () => {
    const state = foldNote([
      written,
      revision('place', ['written'], { set: { place: 'kitchen' } }),
      revision('bearing', ['written'], { set: { bearing: 'supports' } }),
    ])
    expect(state.content).toMatchObject({ place: 'kitchen', bearing: 'supports' })
    expect(state.conflicts).toEqual([])
    expect(state.heads).toHaveLength(2)
  })

  test('change the text: both texts are there, in conflict, whichever clock is right', () => {
    const [ada, bo] = [
      revision('ada', ['written'], { set: words('by Ada') }, '23:59'),
      revision('bo', ['written'], { set: words('by Bo') }, '00:01'),
    ]
    const { object, conflicts } = foldNote([bo, written, ada])
    expect(object.single['text']?.map(({ value }) => value)).toEqual(
      expect.arrayContaining([words('by Ada')['text'], words('by Bo')['text']]),
    )
    expect(conflicts).toEqual([{ field: 'text', entries: [ada.hash, bo.hash].toSorted() }])
  })

  test('write the same text: they agree, and nobody is asked', () => {
    const { conflicts, content } = foldNote([
      written,
      revision('ada', ['written'], { set: words('agreed') }),
      revision('bo', ['written'], { set: words('agreed') }),
    ])
    expect(content.text.words).toBe('agreed')
    expect(conflicts).toEqual([])
  })

  test('lower a flag: what the writer no longer wants is removed with the additions that they saw', () => {
    const { people, categories, areas, flags: none, ...set } = emptyNote
    const whole = revision('whole', [], { set })
    const raised = revision('raised', ['whole'], { add: { flags: ['safeguarding', 'special-category'] } })
    const { object, content } = foldNote([whole, raised])
    expect([people, categories, areas, none].flat()).toEqual([])
    const about = { reason: 'entered by mistake', typed: null }
    expect(revisionOf(object, { ...content, flags: ['safeguarding'] }, noteShape, about)).toEqual({
      set: {},
      add: {},
      remove: { flags: [{ value: 'special-category', additions: [raised.hash] }] },
      ...about,
    })
    expect(revisionOf(object, content, noteShape, about)).toBeNull()
  })

  test('one raises a safeguarding flag while the other, who did not see it, lowers the one there was: it stands', () => {
    const raised = revision('raised', [], { add: { flags: ['safeguarding'] } })
    const lowered = revision('lowered', ['raised'], {
      remove: { flags: [{ value: 'safeguarding', additions: [raised.hash] }] },
    })
    const again = revision('again', ['raised'], { add: { flags: ['safeguarding'] } })
    expect(foldNote([raised, lowered]).content.flags).toEqual([])
    expect(foldNote([raised, lowered, again]).content.flags).toEqual(['safeguarding'])
  })

  test('one lets the provider see the note while the other forbids it: until it is settled the provider may not', () => {
    const yes = revision('yes', ['written'], { set: { mayBeShown: true } }, '10:00')
    const no = revision('no', ['written'], { set: { mayBeShown: false } }, '09:00')
    expect(foldNote([written, yes]).content.mayBeShown).toBe(true)
    const both = foldNote([written, yes, no])
    expect(both.content.mayBeShown).toBe(false)
    expect(both.conflicts.map(({ field }) => field)).toEqual(['mayBeShown'])
  })
})

describe('a deletion', () => {
  const deletion = revision('deletion', ['written'], { set: { deleted: true } }, '11:00')
  const edit = revision('edit', ['written'], { set: words('more') }, '10:00')
  const flag = revision('flag', ['written'], { add: { flags: ['safeguarding'] } }, '10:00')

  test('of a note that nobody else changed deletes it', () => {
    expect(foldNote([written, deletion])).toMatchObject({ content: { deleted: true }, conflicts: [] })
  })

  test.each([
    ['the text', edit],
    ['a safeguarding flag', flag],
  ])('that did not see a change of %s is in conflict with it, and the note stays on screen', (_, change) => {
    const state = foldNote([written, deletion, change])
    expect(state.content.deleted).toBe(false)
    expect(state.conflicts).toEqual([{ field: 'deleted', entries: [deletion.hash, change.hash] }])
  })

  test('that saw the change stands', () => {
    const after = revision('after', ['edit'], { set: { deleted: true } })
    expect(foldNote([written, edit, after])).toMatchObject({ content: { deleted: true }, conflicts: [] })
  })

  test('is not disputed by a change that saw it', () => {
    const after = revision('after', ['deletion'], { set: { place: 'kitchen' } })
    expect(foldNote([written, deletion, after])).toMatchObject({ content: { deleted: true }, conflicts: [] })
  })

  test('in dispute is settled by whoever sees both, either way', () => {
    for (const deleted of [true, false]) {
      const { object } = foldNote([written, deletion, edit])
      const data = revisionOf(object, { ...foldNote([written, deletion, edit]).content, deleted }, noteShape, {
        reason: 'settled',
        typed: null,
      })
      const settled = revision('settled', ['deletion', 'edit'], data ?? {})
      expect(foldNote([written, deletion, edit, settled])).toMatchObject({ content: { deleted }, conflicts: [] })
    }
  })

  test('and a restoration that did not see each other are in conflict, and the note stays on screen', () => {
    const restoration = revision('restoration', ['deletion'], { set: { deleted: false } }, '11:30')
    const again = revision('again', ['deletion'], { set: { deleted: true, place: 'hall' } }, '12:00')
    const state = foldNote([written, deletion, restoration, again])
    expect(state.content.deleted).toBe(false)
    expect(state.conflicts.map(({ field }) => field)).toEqual(['deleted'])
  })
})

describe('a revision whose parent has not arrived', () => {
  test('delays nothing: what is there is shown', () => {
    const later = revision('later', ['never seen'], { set: words('later') })
    expect(foldNote([later])).toMatchObject({ content: { text: { words: 'later' } }, heads: [later.hash] })
  })

  test('falls into place when the parent arrives', () => {
    const between = revision('between', ['written'], { set: words('between') })
    const last = revision('last', ['between'], { set: words('last') })
    expect(foldNote([written, last]).conflicts.map(({ field }) => field)).toEqual(['text'])
    expect(foldNote([written, last, between])).toMatchObject({ content: { text: { words: 'last' } }, conflicts: [] })
  })
})
