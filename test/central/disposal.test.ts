// What the store does with an approved disposal: it waits, is committed once by the store's own entry, and everything it covers goes.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { enrolPeople, OrderedInspection, type People } from './ordered.ts'
import { TestStore } from './store.ts'

let store: TestStore
let people: People
let inspection: OrderedInspection

beforeAll(async () => {
  store = await TestStore.open()
  people = await enrolPeople(store)
})
beforeEach(async () => {
  // What a test left waiting is settled before the next one.
  await store.afterUndoWindow()
  store.deeds.length = 0
  store.asked = 0
  inspection = await OrderedInspection.begin(store, people)
})
afterAll(async () => store.remove())

const outcomes = (): readonly string[] =>
  store.deeds.filter(({ deed }) => deed === 'disposal').map((one) => one.outcome)

test('an approved disposal waits for the undo window, and then the store commits it and destroys what it covers', async () => {
  const proposed = await inspection.propose()
  expect(await store.storage.pendingDisposals()).toEqual([])
  const approved = await inspection.approve(proposed)
  const due = new Date(store.time + store.undoWindow).toISOString()
  const { compartment } = inspection
  expect(await store.storage.pendingDisposals()).toEqual([{ compartment, proposed: proposed.hash, due }])
  expect(store.asked).toBe(1)

  store.time += store.undoWindow - 1
  expect(await store.records.doWhatIsDue()).toBe(due)
  expect((await inspection.given()).slice(0, 2)).toEqual(['compartment.created', 'key.introduced'])
  store.time += 1
  expect(await store.records.doWhatIsDue()).toBe(null)

  expect(await inspection.given()).toEqual([
    'compartment.created',
    'gone',
    'member.added',
    'member.added',
    'member.added',
    'gone',
    'gone',
    'gone',
    'disposal.proposed',
    'disposal.approved',
    'disposal.committed',
  ])
  expect(await store.storage.pendingDisposals()).toEqual([])
  expect(outcomes()).toEqual(['committed'])
  const [commit] = await inspection.committed()
  const { size: directory } = (await store.news(people.lead.device)).directory
  expect(commit).toMatchObject({ position: 10, seen: { directory, epoch: 1, size: 10 } })
  const disposal = await store.storage.disposal(compartment)
  expect(disposal).toMatchObject({ compartment, size: 8 })
  expect(approved.hash).not.toBe(disposal?.committed)
  await store.records.doWhatIsDue()
  await store.restart()
  await store.records.doWhatIsDue()
  expect(await inspection.committed()).toHaveLength(1)
})

test('what came after the proposal is not covered and stays', async () => {
  const proposed = await inspection.propose()
  await inspection.note()
  await inspection.approve(proposed)
  await store.afterUndoWindow()
  expect((await inspection.given()).slice(5)).toEqual([
    'gone',
    'gone',
    'gone',
    'disposal.proposed',
    'sealed',
    'disposal.approved',
    'disposal.committed',
  ])
})

test('a disposal that a hold met meanwhile is not carried out, not even when the hold is lifted later', async () => {
  await inspection.approve(await inspection.propose())
  const hold = await inspection.hold()
  await store.afterUndoWindow()
  expect(outcomes()).toEqual(['on-hold'])
  await inspection.lift(hold)
  await store.afterUndoWindow()
  expect(await inspection.committed()).toEqual([])
  expect((await inspection.given()).filter((kind) => kind === 'sealed')).toHaveLength(3)

  await inspection.approve(await inspection.propose())
  await store.afterUndoWindow()
  expect(await inspection.committed()).toHaveLength(1)
})

test('a hold that was placed and lifted within the window changes nothing', async () => {
  await inspection.approve(await inspection.propose())
  await inspection.lift(await inspection.hold())
  await store.afterUndoWindow()
  expect(outcomes()).toEqual(['committed'])
})

test('a hold in the directory that nobody wrote into the inspection yet is enough to stop a commit', async () => {
  await inspection.approve(await inspection.propose())
  await holdInDirectory()
  await store.afterUndoWindow()
  expect(outcomes()).toEqual(['hold-since'])
  expect(await inspection.committed()).toEqual([])
})

test('a withdrawn disposal waits no more; one that was withdrawn in the same breath never waits', async () => {
  const proposed = await inspection.propose()
  await inspection.approve(proposed)
  await inspection.withdraw(proposed)
  expect(await store.storage.pendingDisposals()).toEqual([])

  const again = await inspection.propose()
  const [first, second] = people.officers
  const approved = await inspection.written(second, 'disposal.approved', { proposed: again.hash })
  const withdrawn = await inspection.written(first, 'disposal.withdrawn', { proposed: again.hash })
  await inspection.push(first, [approved, withdrawn])
  expect(await store.storage.pendingDisposals()).toEqual([])
  expect(await store.afterUndoWindow()).toBe(null)
  expect(await inspection.committed()).toEqual([])
})

test('of two approved disposals of one inspection the first is committed, and nothing waits any more', async () => {
  for (let times = 0; times < 2; times += 1) {
    await inspection.approve(await inspection.propose())
    store.time += 1
  }
  expect(await store.storage.pendingDisposals()).toHaveLength(2)
  await store.afterUndoWindow()
  expect(outcomes()).toEqual(['committed', 'already'])
  expect(await inspection.committed()).toHaveLength(1)
  expect(await store.storage.pendingDisposals()).toEqual([])
})

test('an approval that does not count waits for nothing: same person, not on top, no role, states nothing', async () => {
  const proposed = await inspection.propose()
  const data = { proposed: proposed.hash }
  const [first, second] = people.officers
  await inspection.order(first, 'disposal.approved', data)
  await inspection.order(second, 'disposal.approved', data, { seen: { size: (await inspection.size()) - 1 } })
  await inspection.order(second, 'disposal.approved', data, { seen: null })
  await inspection.order(people.member, 'disposal.approved', data)
  expect(await store.storage.pendingDisposals()).toEqual([])
  await inspection.order(second, 'disposal.approved', data)
  expect(await store.storage.pendingDisposals()).toHaveLength(1)
})

test('a proposal whose tree is not the one that the store has is never carried out, whoever approves it', async () => {
  await inspection.approve(await inspection.propose({ root: 'a'.repeat(64) }))
  await store.afterUndoWindow()
  expect(outcomes()).toEqual(['covered-differs'])
  expect(await inspection.committed()).toEqual([])
})

test("a commit that is not the store's counts for nothing", async () => {
  const proposed = await inspection.propose()
  const approved = await inspection.approve(proposed)
  const data = { proposed: proposed.hash, approved: approved.hash }
  await inspection.order(people.officers[0], 'disposal.committed', data)
  expect(await inspection.given()).not.toContain('gone')
  await inspection.note()
  await store.afterUndoWindow()
  expect(outcomes()).toEqual(['committed'])
})

test('what becomes due while others are carried out is looked at again', async () => {
  await inspection.approve(await inspection.propose())
  store.time += 10
  const other = await OrderedInspection.begin(store, people)
  await other.approve(await other.propose())
  store.eachDeedTakes = 100
  store.time += store.undoWindow - 10
  const next = await store.records.doWhatIsDue()
  expect(next).not.toBe(null)
  expect(outcomes()).toEqual(['committed'])
  await store.records.doWhatIsDue()
  store.eachDeedTakes = 0
  expect(outcomes()).toEqual(['committed', 'committed'])
})

test('a disclosure that is disposed of carries no time in clear', async () => {
  const lead = await store.enrol('Fay Novak', ['whistleblowing-lead'])
  const restricted = await OrderedInspection.begin(store, { ...people, lead }, 1, 20, 'restricted')
  const { directory, ...tree } = await restricted.seen()
  const rule = { pack: 'test', remit: 'r', rule: 'six-years', controller: 'c', due: '2026-01-01' }
  const covered = { ...tree, heads: [] }
  const proposed = await restricted.order(lead, 'disposal.proposed', { rule, covered, directory })
  await restricted.approve(proposed)
  await store.afterUndoWindow()
  const { entries } = await store.pull(lead.device, restricted.compartment)
  const said: unknown = JSON.parse(Buffer.from(entries.at(-1)?.body ?? new Uint8Array()).toString())
  expect(said).toMatchObject({ kind: 'disposal.committed', at: null, zone: null, clock: null })
})

/** A hold over more than one inspection: stands in the directory, written by an officer. */
async function holdInDirectory(): Promise<void> {
  const scope = { remits: [], settings: [], from: null, to: null }
  const data = { ground: 'inquiry', review: null, scope, because: null }
  await inspection.orderInDirectory(people.officers[0], 'hold.placed', data)
}
