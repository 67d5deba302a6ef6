// Random orders at one store: it destroys exactly what every replica finds to be ordered, never under a hold, and never before its time.
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyStore } from '#central/records/verifying.ts'
import { sha256 } from '#main/platform/crypto.ts'
import { Directory } from '#shared/domain/directory.ts'
import { entryHash, parseHeader } from '#shared/domain/entry.ts'
import type { Hash } from '#shared/domain/ids.ts'
import { foldOrders } from '#shared/domain/orders/fold.ts'
import { orderGround } from '#shared/domain/orders/ground.ts'
import { committedIn, correctedBodies, type OrderEntry } from '#shared/domain/orders/orders.ts'
import { clearPayload } from '#shared/domain/verification.ts'
import { alwaysAsync } from '../fixtures/seed.ts'
import { administratorOf, state } from '../sync/administrator.ts'
import type { SignedEntry } from './devices.ts'
import { enrolPeople, OrderedInspection, type People } from './ordered.ts'
import { TestStore } from './store.ts'

const steps = [
  'note',
  'propose',
  'approve',
  'withdraw',
  'hold',
  'lift',
  'hold in the directory',
  'role withdrawn',
  'role granted',
  'correct',
  'half a correction',
  'half a window',
  'a window',
  'restart',
] as const
type Step = (typeof steps)[number]

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...steps) },
  { weight: 1, arbitrary: fc.constantFrom('propose', 'approve') },
)

let store: TestStore
let people: People

beforeAll(async () => {
  store = await TestStore.open()
  people = await enrolPeople(store)
})
afterAll(async () => store.remove())

/** What the world of one history has come to, by what was done, not by any fold. */
class History {
  readonly inspection: OrderedInspection
  readonly notes: Hash[] = []
  readonly holds: SignedEntry[] = []
  proposed: SignedEntry | null = null
  /** When each approval was sent. */
  readonly approvals: number[] = []

  constructor(inspection: OrderedInspection) {
    this.inspection = inspection
  }

  get isOver(): Promise<boolean> {
    return store.storage.disposal(this.inspection.compartment).then((disposal) => disposal !== null)
  }

  async follow(step: Step): Promise<void> {
    const { inspection } = this
    if (step === 'half a window' || step === 'a window') return this.#wait(step === 'a window' ? 1 : 0.5)
    if (step === 'restart') return store.restart()
    if (step === 'role withdrawn') return this.#role('role.withdrawn')
    if (step === 'role granted') return this.#role('role.granted')
    if (step === 'hold in the directory') return this.#holdWidely()
    // Nothing else is taken any more; other tests say so.
    if (await this.isOver) return
    if (step === 'note') this.notes.push((await inspection.note()).hash)
    if (step === 'propose') this.proposed = await inspection.propose()
    if (step === 'hold') this.holds.push(await inspection.hold())
    if (step === 'correct')
      await inspection.correct([...this.notes.slice(0, 1), ...this.notes.slice(-1), inspection.compartment])
    if (step === 'half a correction') {
      const bodies = this.notes.slice(0, 2)
      if (bodies.length > 0) await inspection.order(people.officers[0], 'correction.ordered', { bodies })
    }
    if (step === 'withdraw' && this.proposed !== null) await inspection.withdraw(this.proposed)
    if (step === 'lift') for (const hold of this.holds.splice(0)) await inspection.lift(hold)
    if (step === 'approve' && this.proposed !== null) {
      await inspection.approve(this.proposed)
      this.approvals.push(store.time)
    }
  }

  /** By the first officer, whose role nobody withdraws. */
  async #holdWidely(): Promise<void> {
    const scope = { remits: [], settings: [], from: null, to: null }
    const data = { ground: 'inquiry', review: null, scope, because: null }
    await state(store, people.officers[0].device, { kind: 'hold.placed', data })
  }

  async #role(kind: 'role.withdrawn' | 'role.granted'): Promise<void> {
    const data = { person: people.officers[1].person, role: 'records-manager' }
    await state(store, await administratorOf(store), { kind, data })
  }

  async #wait(windows: number): Promise<void> {
    store.time += store.undoWindow * windows
    await store.records.doWhatIsDue()
  }
}

/** The places whose bodies are gone, and those that somebody finds to be ordered who has everything and folds it now. */
async function compared({ inspection }: History) {
  const { entries } = await store.pull(people.lead.device, inspection.compartment)
  const directory = await directoryOf()
  const read = entries.map(({ header, body }, position) => {
    const { device, seq, prev, seen, key } = parseHeader(header)
    return { hash: entryHash(sha256, header), position, device, seq, prev, seen, key, body }
  })
  const controls = read.flatMap(({ body, key, ...entry }): readonly OrderEntry[] => {
    if (body === null || key !== null) return []
    return [{ ...entry, person: directory.device(entry.device)?.person ?? entry.device, payload: clearPayload(body) }]
  })
  const orders = foldOrders(controls, orderGround(directory, 'evidence'))
  const size = committedIn(orders)?.data.covered.size ?? 0
  const corrected = correctedBodies(orders)
  // The first key is the second entry; there is no other.
  const ordered = read.filter(({ hash, position, key }) => {
    return key === null ? position === 1 && size > 0 : position < size || corrected.has(hash)
  })
  return {
    gone: read.flatMap(({ body, position }) => (body === null ? [position] : [])),
    ordered: ordered.map(({ position }) => position),
  }
}

async function directoryOf(): Promise<Directory> {
  const directory = new Directory(sha256)
  const { entries } = await store.pull(people.lead.device, store.facts.organisation)
  for (const [position, { header, body }] of entries.entries()) {
    const { device, seen } = parseHeader(header)
    const payload = clearPayload(body ?? new Uint8Array())
    directory.accept({ hash: entryHash(sha256, header), device, position, seen, payload })
  }
  return directory
}

async function hold(chosen: readonly Step[]): Promise<void> {
  const history = new History(await OrderedInspection.begin(store, people, 1))
  let gone: readonly number[] = []
  for (const step of [...chosen, 'role granted', 'a window'] as const) {
    const wasOver = await history.isOver
    const held = history.holds.length > 0 && step !== 'lift'
    await history.follow(step)
    await store.records.doWhatIsDue()
    const now = await compared(history)
    expect(now.gone).toEqual(now.ordered)
    expect(now.gone).toEqual(expect.arrayContaining([...gone]))
    if (held) expect(now.gone).toEqual(gone)
    const isOver = await history.isOver
    if (isOver && !wasOver) expect(Math.min(...history.approvals)).toBeLessThanOrEqual(store.time - store.undoWindow)
    gone = now.gone
  }
}

test('what is gone is what was ordered, at every moment, and nothing went while it was held or too early', async () => {
  await hold(['note', 'half a correction', 'correct', 'propose', 'approve', 'half a window'])
  expect(await store.storage.totals()).toMatchObject({ disposals: 1, corrections: 1 })
  await alwaysAsync(fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 12, size: 'max' }), hold), 25)
  expect((await verifyStore(store.storage)).findings).toEqual([])
}, 120_000)
