// After a disposal: nothing is added but word that it was carried out, and everybody who was there can still learn of it.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { TravellingEntry } from '#shared/central-api.ts'
import { added, Chain, newDevice, note } from './devices.ts'
import { enrolPeople, OrderedInspection, type People } from './ordered.ts'
import { type Person, TestStore } from './store.ts'

let store: TestStore
let people: People
let inspection: OrderedInspection

beforeAll(async () => {
  store = await TestStore.open()
  people = await enrolPeople(store)
})
beforeEach(async () => {
  inspection = await OrderedInspection.begin(store, people, 1)
  await inspection.approve(await inspection.propose())
  await store.afterUndoWindow()
})
afterAll(async () => store.remove())

const carriedOut = async (by: Person): Promise<TravellingEntry> => {
  const { committed = '' } = (await store.storage.disposal(inspection.compartment)) ?? {}
  return inspection.written(by, 'disposal.carried-out', { committed, bodies: 1, keys: [], left: 0 })
}

async function push(by: Person, entries: readonly TravellingEntry[], size?: number) {
  return store.push(by.device, inspection.compartment, size ?? (await inspection.size()), entries)
}

test('notes, members, grants and orders are refused with the code of a disposal, each chain by itself', async () => {
  const { lead, member, officers } = people
  const { made } = inspection
  const size = await inspection.size()
  const hold = { ground: 'complaint', review: null, scope: null, because: null }
  const entries = [
    note(made.chain, made.key),
    note(made.chain, made.key),
    note(inspection.chain(member.device), made.key),
    await inspection.written(officers[0], 'hold.placed', hold),
    await carriedOut(officers[1]),
  ]
  const reply = await push(lead, entries)
  const code = 'compartment.disposed'
  expect(reply.refused).toEqual([0, 2, 3].map((index) => ({ index, code })))
  expect(reply.size).toBe(size + 1)
  expect((await inspection.given()).at(-1)).toBe('disposal.carried-out')
})

test.each([
  ['a member', async () => added(inspection.made.chain, people.member.person, 'lead')],
  [
    'a grant',
    async () => inspection.made.chain.write({ kind: 'key.granted', data: { key: 'a'.repeat(64), grants: [] } }),
  ],
  [
    'a withdrawal',
    async () => inspection.written(people.officers[0], 'disposal.withdrawn', { proposed: 'a'.repeat(64) }),
  ],
  [
    'a correction',
    async () => inspection.written(people.officers[1], 'correction.ordered', { bodies: ['a'.repeat(64)] }),
  ],
])('%s is refused', async (_name, write) => {
  const reply = await push(people.lead, [await write()])
  expect(reply.refused).toEqual([{ index: 0, code: 'compartment.disposed' }])
})

test('leads, members and officers say that they carried it out; somebody who was never there does not', async () => {
  const { lead, member, officers } = people
  const stranger = await store.enrol('Eve Stranger', ['inspector'])
  const told = await Promise.all([lead, member, ...officers].map(carriedOut))
  expect((await push(lead, told)).refused).toEqual([])
  const chain = new Chain(inspection.compartment, stranger.device)
  const strange = chain.write({ kind: 'disposal.carried-out', data: {}, seen: await inspection.seen() })
  expect((await push(lead, [strange])).refused).toEqual([{ index: 0, code: 'compartment.disposed' }])
  expect((await store.askToPush(stranger.device, inspection.compartment, 0, [strange])).code).toBe(
    'compartment.unknown',
  )
})

test('what the store has is passed over when it is sent again, and a copy of a vault is still a fork', async () => {
  const { lead } = people
  const other = await OrderedInspection.begin(store, people, 0)
  const copied = other.made.chain.clone()
  const first = note(other.made.chain, other.made.key, 'as it was')
  await store.push(lead.device, other.compartment, await other.size(), [first])
  await other.approve(await other.propose())
  await store.afterUndoWindow()
  const size = await other.size()
  const again = await store.push(lead.device, other.compartment, size, [...other.made.entries, first])
  expect(again).toMatchObject({ refused: [], size })
  const second = await store.push(lead.device, other.compartment, size, [note(copied, other.made.key, 'another')])
  expect(second.refused).toEqual([{ index: 0, code: 'entry.fork' }])
})

test('news and pulls go on for members and officers, who stay what they were, also after a restart', async () => {
  const { lead, member, officers } = people
  await store.restart()
  const size = await inspection.size()
  for (const person of [lead, member, ...officers]) {
    const { compartments } = await store.news(person.device)
    expect(compartments).toContainEqual({ compartment: inspection.compartment, epoch: 1, size })
    expect(await inspection.given(person)).toEqual([
      'compartment.created',
      'gone',
      'member.added',
      'member.added',
      'member.added',
      'gone',
      'disposal.proposed',
      'disposal.approved',
      'disposal.committed',
    ])
  }
})

test('pulled from the middle, page by page, the rest is what it is in one page', async () => {
  const { compartment } = inspection
  const all = (await store.pull(people.member.device, compartment)).entries
  const pages: TravellingEntry[] = []
  while (pages.length < all.length) {
    pages.push(...(await store.pull(people.member.device, compartment, pages.length, 2)).entries)
  }
  expect(pages).toEqual(all)
})

test('an order that states more of the directory than there is, is refused; then it can be judged by nobody', async () => {
  const other = await OrderedInspection.begin(store, people, 1)
  const { directory } = await other.seen()
  const hold = { ground: 'complaint', review: null, scope: null, because: null }
  const [first] = people.officers
  const ahead = await other.written(first, 'hold.placed', hold, { seen: { directory: directory + 1 } })
  const size = await other.size()
  const reply = await store.push(first.device, other.compartment, size, [ahead])
  expect(reply).toMatchObject({ refused: [{ index: 0, code: 'entry.refused' }], size })
})

test('a device that the directory does not know says nothing about a disposal', async () => {
  const chain = new Chain(inspection.compartment, newDevice())
  const entry = chain.write({ kind: 'disposal.carried-out', data: {}, seen: await inspection.seen() })
  expect((await push(people.lead, [entry])).refused).toEqual([{ index: 0, code: 'entry.device-unknown' }])
})
