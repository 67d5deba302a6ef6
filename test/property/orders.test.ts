// Nothing held is destroyed, and nothing by one person alone: races of holds, disposals and corrections between many laptops.
//
// The model: seven laptops of six people, one of whom may be a rogue who signs anything and says to have seen anything; a
// store, which may lie about what it had seen when it commits; the real directory and the real folds. Every laptop holds a
// part of the tree and of the directory; entries come late, twice, in parts, or never, and replies are lost.
//
// Its limits: nothing is signed or encrypted, so nobody signs for another person, and everybody reads the same leaves (a
// store that shows two trees is found by test/sync/false-replies.test.ts). Roots and heads of what is covered are not
// compared. There is one rogue, because two records managers together may destroy by design. All others evaluate the
// directory's holds before they propose, approve, order or destroy, as the application does. One compartment, one epoch,
// no clocks: the undo window is over when a story says so. No device is revoked.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { foldOrders } from '#shared/domain/orders/fold.ts'
import { committedIn, correctedBodies, type Orders } from '#shared/domain/orders/orders.ts'
import { store } from '../fixtures/orders/people.ts'
import type { Destroyed, Laptop, Race } from '../fixtures/orders/race.ts'
import { ofCorrection, ofDisposal, play, settle, storiesOf } from '../fixtures/orders/steps.ts'
import { Truth, wideHoldsIn } from '../fixtures/orders/truth.ts'
import { always } from '../fixtures/seed.ts'

/** What the races came to: a property of races in which nothing happens shows nothing. */
class Tally {
  committed = 0
  corrected = 0
  /** Approvals, commits and orders of corrections that a hold kept from counting. */
  stopped = 0
  /** Laptops that knew of a commit or a correction, and kept what it takes because they knew a hold. */
  kept = 0

  count(race: Race, orders: Orders): void {
    const corrected = correctedBodies(orders)
    const isCommitted = committedIn(orders) !== null
    if (isCommitted) this.committed += 1
    if (corrected.size > 0) this.corrected += 1
    const judged = [...orders.withoutEffect.values(), ...race.notCommitted]
    this.stopped += judged.filter((why) => why === 'on-hold' || why === 'hold-since').length
    if (isCommitted || corrected.size > 0) this.kept += race.laptops.filter((laptop) => laptop.knowsAHold()).length
  }
}

test('a hold against a disposal, 1,000 races', () => {
  const tally = new Tally()
  always(
    fc.property(storiesOf(ofDisposal), (story) => expectAll(play(story), tally)),
    1_000,
  )
  expect(tally.committed).toBeGreaterThan(100)
  expect(tally.stopped).toBeGreaterThan(20)
  expect(tally.kept).toBeGreaterThan(50)
}, 60_000)

test('a hold against a correction, 1,000 races', () => {
  const tally = new Tally()
  always(
    fc.property(storiesOf(ofCorrection), (story) => expectAll(play(story), tally)),
    1_000,
  )
  expect(tally.corrected).toBeGreaterThan(100)
  expect(tally.stopped).toBeGreaterThan(100)
  expect(tally.kept).toBeGreaterThan(50)
}, 60_000)

function expectAll(race: Race, tally: Tally): void {
  settle(race)
  const orders = race.orders()
  const truth = new Truth(race, race.leaves, race.directory.size)
  expectDirectoryHolds(race)
  expect(orders.holds.map(({ hold }) => hold)).toEqual(truth.holds().map(({ hash }) => hash))
  for (const event of race.destroyed) expectNoHoldKnown(race, event)
  expectCommitsAbove(orders, truth)
  expectCorrectionsAbove(orders, truth)
  expectOnlyOrdered(race, orders)
  expectAgreement(race, orders)
  expectRepeatable(race)
  expectNoOrderOfArrival(race)
  tally.count(race, orders)
}

/** (a) Nothing is destroyed on a replica that knows a hold in force, of the compartment or of the directory. */
function expectNoHoldKnown(race: Race, { known, directory }: Destroyed): void {
  const truth = new Truth(race, known, directory)
  expect(truth.activeBelow(known.length, directory)).toEqual([])
  expect(truth.covering(known.length, directory)).toEqual([])
}

/** (b) and (e) No commit counts above a hold, and none by fewer than two who are officers by what the store had seen. */
function expectCommitsAbove(orders: Orders, truth: Truth): void {
  const disposal = committedIn(orders)
  if (disposal === null) return
  expect(orders.disposals.filter(({ committed }) => committed !== null)).toEqual([disposal])
  const { covered, directory: evaluated } = disposal.data
  const committed = truth.entry(disposal.committed?.entry)
  const approved = truth.entry(disposal.approved?.entry)
  const proposed = truth.entry(disposal.proposed)
  expect(committed.device).toBe(store.device)
  for (const entry of [approved, committed]) {
    expect(entry.seen.size).toBe(entry.position)
    expect(truth.activeBelow(entry.index, entry.seen.directory)).toEqual([])
    const since = truth.wide.filter(({ position }) => position >= evaluated && position < entry.seen.directory)
    expect(since).toEqual([])
    expect(truth.isOfficer(approved.person, entry)).toBe(true)
    expect(truth.mayPropose(proposed.person, entry)).toBe(true)
    expect(entry.seen.epoch).toBe(covered.epoch)
  }
  expect(approved.person).not.toBe(proposed.person)
  expect(truth.mayPropose(proposed.person, proposed)).toBe(true)
  expect(evaluated).toBeLessThanOrEqual(approved.seen.directory)
  expect(approved.seen.directory).toBeLessThanOrEqual(committed.seen.directory)
  // Nothing is covered that its proposer had not seen, or that was not there.
  expect(covered.size).toBeLessThanOrEqual(Math.min(proposed.seen.size, proposed.index))
  expect(truth.covering(committed.index, committed.seen.directory)).toEqual([])
  const withdrawn = truth.entries.filter(
    (entry) =>
      entry.payload.kind === 'disposal.withdrawn' &&
      entry.payload.data['proposed'] === disposal.proposed &&
      entry.index > proposed.index &&
      entry.index < committed.index &&
      (truth.isOfficer(entry.person, entry) || truth.mayPropose(entry.person, entry)),
  )
  expect(withdrawn).toEqual([])
}

/** The same for corrections, which two officers order without the store. */
function expectCorrectionsAbove({ corrections }: Orders, truth: Truth): void {
  for (const { ordered } of corrections) {
    if (ordered === null) continue
    const second = truth.entry(ordered.entry)
    expect(second.position).not.toBeNull()
    expect(truth.isSecondOrder(second)).toBe(true)
    expect(truth.activeBelow(second.index, second.seen.directory)).toEqual([])
  }
}

/** (c) What stands below decides: nobody who learns more finds otherwise of what they had, nor takes back a commit. */
function expectAgreement(race: Race, orders: Orders): void {
  const commit = committedIn(orders)?.committed ?? null
  const otherwise = race.found.filter(({ held, orders: found }) => {
    const before = committedIn(found)?.committed ?? null
    const expected = commit !== null && commit.position < held ? commit : null
    const judged = race.leaves.slice(0, held).map(({ hash }) => hash)
    return (
      before?.entry !== expected?.entry ||
      judged.some((hash) => found.withoutEffect.get(hash) !== orders.withoutEffect.get(hash))
    )
  })
  expect(otherwise).toEqual([])
}

/** (e) What is gone anywhere, two ordered: covered by the commit, or named by a correction. */
function expectOnlyOrdered(race: Race, orders: Orders): void {
  const size = committedIn(orders)?.data.covered.size ?? 0
  const covered = race.leaves.slice(0, size).map(({ hash }) => hash)
  const ordered = new Set([...covered, ...correctedBodies(orders)])
  expect(race.laptops.flatMap(({ gone }) => [...gone].filter((body) => !ordered.has(body)))).toEqual([])
}

/** (d) Who does it again, also after it was broken off, comes to what doing it once comes to. */
function expectRepeatable(race: Race): void {
  for (const laptop of race.laptops) {
    laptop.carryOut()
    const once = [laptop.gone.size, laptop.written.length]
    expect(laptop.toBeDestroyed()).toEqual([])
    laptop.carryOut()
    expect([laptop.gone.size, laptop.written.length]).toEqual(once)
  }
  const { carriedOut } = race.orders()
  expect(new Set(carriedOut.map(({ device }) => device)).size).toBe(carriedOut.length)
}

/** (f) What has no place yet comes in whatever order, and more than once. */
function expectNoOrderOfArrival(race: Race): void {
  const waiting = (laptop: Laptop): number => laptop.known().length - laptop.held
  const [laptop] = race.laptops.toSorted((one, other) => waiting(other) - waiting(one))
  if (laptop === undefined) return
  const known = laptop.known()
  const ground = race.ground(laptop.directory)
  const shuffled = [...known.filter((_, index) => index % 3 === 1), ...known.toReversed()]
  expect(textOf(foldOrders(shuffled, ground))).toBe(textOf(foldOrders(known, ground)))
}

/** The directory keeps the holds that its entries make, and at each size what it kept then. */
function expectDirectoryHolds(race: Race): void {
  const kept = race.directory.directory.holds().map(({ hold, lifted }) => [hold, lifted ?? Number.POSITIVE_INFINITY])
  expect(kept).toEqual(wideHoldsIn(race).map(({ hold, lifted }) => [hold, lifted]))
}

function textOf(orders: Orders): string {
  return JSON.stringify({ ...orders, withoutEffect: [...orders.withoutEffect] })
}
