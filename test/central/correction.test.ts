// What the store does with a correction that counts: the sealed bodies it names go in the same transaction, and nothing else.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Hash } from '#shared/domain/ids.ts'
import { enrolPeople, OrderedInspection, type People } from './ordered.ts'
import { TestStore } from './store.ts'

let store: TestStore
let people: People
let inspection: OrderedInspection
let notes: readonly Hash[]

beforeAll(async () => {
  store = await TestStore.open()
  people = await enrolPeople(store)
})
beforeEach(async () => {
  inspection = await OrderedInspection.begin(store, people, 0)
  notes = [await inspection.note(), await inspection.note(), await inspection.note()].map(({ hash }) => hash)
})
afterAll(async () => store.remove())

/** Of the three notes, with what came after them left out. */
const left = async (): Promise<readonly string[]> => (await inspection.given()).slice(5, 8)
const named = (...places: readonly number[]): readonly Hash[] => places.map((place) => notes[place] ?? '')

test('a correction takes the bodies it names once the second officer ordered it', async () => {
  const bodies = [...named(1)]
  await inspection.order(people.member, 'correction.asked', { bodies })
  const [first, second] = people.officers
  const half = await inspection.order(first, 'correction.ordered', { bodies })
  expect(await left()).toEqual(['sealed', 'sealed', 'sealed'])
  const ordered = await inspection.order(second, 'correction.ordered', { bodies }, { parents: [half.hash] })
  expect(await left()).toEqual(['sealed', 'gone', 'sealed'])
  expect(await store.storage.corrected(inspection.compartment)).toEqual([{ entry: notes[1], ordered: ordered.hash }])
  // Ordered again in the same or in other words, it takes what is left and nothing twice.
  await inspection.correct(bodies)
  await inspection.correct(named(1, 2))
  expect(await left()).toEqual(['sealed', 'gone', 'gone'])
  expect(await store.storage.totals()).toMatchObject({ corrections: 2, correctedBodies: 2 })
})

test('what it names of control entries, of other inspections, or of nothing is left alone', async () => {
  const elsewhere = await OrderedInspection.begin(store, people, 0)
  const other = await elsewhere.note()
  const created = inspection.made.entries.map(({ hash }) => hash)
  await inspection.correct([...created, other.hash, 'a'.repeat(64), ...named(0)])
  expect(await inspection.given()).not.toContain('disposal.committed')
  expect((await inspection.given()).slice(0, 3)).toEqual(['compartment.created', 'key.introduced', 'member.added'])
  expect(await left()).toEqual(['gone', 'sealed', 'sealed'])
  expect((await elsewhere.given()).at(-1)).toBe('sealed')
})

test('one officer twice, an officer and a member, or a hold in force take nothing', async () => {
  const [first] = people.officers
  const bodies = [...named(0)]
  const half = await inspection.order(first, 'correction.ordered', { bodies })
  for (const by of [first, people.member, people.lead]) {
    await inspection.order(by, 'correction.ordered', { bodies }, { parents: [half.hash] })
  }
  const hold = await inspection.hold()
  await inspection.correct(bodies)
  expect(await left()).toEqual(['sealed', 'sealed', 'sealed'])
  await inspection.lift(hold)
  await inspection.correct(bodies)
  expect(await left()).toEqual(['gone', 'sealed', 'sealed'])
})

test('both orders in one push take the body in its transaction; sent again, nothing happens twice', async () => {
  const [first, second] = people.officers
  const bodies = [...named(2)]
  const half = await inspection.written(first, 'correction.ordered', { bodies })
  const whole = await inspection.written(second, 'correction.ordered', { bodies }, { parents: [half.hash] })
  store.deeds.length = 0
  await inspection.push(first, [half, whole])
  await inspection.push(first, [half, whole])
  expect(await left()).toEqual(['sealed', 'sealed', 'gone'])
  expect(store.deeds).toEqual([{ deed: 'scrubbing', outcome: 'done', compartment: '' }])
})

test('a disposal takes what corrections left', async () => {
  await inspection.correct(named(0))
  await inspection.approve(await inspection.propose())
  await store.afterUndoWindow()
  expect(await left()).toEqual(['gone', 'gone', 'gone'])
})
