// What a store takes from members, what it says it holds, and what it gives to whom.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { sha256, verifySignature } from '#main/platform/crypto.ts'
import { entriesBytes, mostBytes, mostEntries, mostLeaves } from '#shared/central-api.ts'
import { fromBase64url } from '#shared/domain/bytes.ts'
import { readCheckpoint } from '#shared/domain/checkpoint.ts'
import { isReceiptOf } from '#shared/domain/receipt.ts'
import { emptyFrontier, extended, rootOf } from '#shared/domain/tree.ts'
import { added, Chain, newCompartment, newDevice, note } from './devices.ts'
import { type Person, TestStore } from './store.ts'

let store: TestStore
let ada: Person
let bo: Person

beforeEach(async () => {
  store = await TestStore.open()
  ada = await store.enrol('Ada Ferris', ['inspector'])
  bo = await store.enrol('Bo Lindgren', ['supervisor'])
})
afterEach(async () => store.remove())

test('what was pushed is under a checkpoint and a receipt of the store, and can be pulled by members', async () => {
  const { compartment, chain, key, entries } = newCompartment(ada.device)
  const all = [...entries, added(chain, bo.person, 'member'), note(chain, key)]
  const reply = await store.push(ada.device, compartment, 0, all)

  expect(reply).toMatchObject({ epoch: 1, from: 0, size: 4, refused: [], movedOn: [] })
  expect(reply.leaves).toEqual(all.map(({ hash }) => hash))
  const { organisation, storeKey, store: storeId } = store.facts
  const key32 = fromBase64url(storeKey)
  const checkpoint = readCheckpoint(reply.checkpoint, { organisation, compartment }, key32, sha256, verifySignature)
  const root = rootOf(sha256, extended(sha256, emptyFrontier, reply.leaves))
  expect(checkpoint).toEqual({ organisation, compartment, epoch: 1, size: 4, root })
  expect(isReceiptOf(reply.receipt, key32, verifySignature)).toBe(true)
  expect(reply.receipt.receipt).toMatchObject({ store: storeId, compartment, from: 0, to: 4, size: 4, root })

  for (const { device } of [ada, bo]) {
    const { head, entries: pulled } = await store.pull(device, compartment)
    expect(head).toMatchObject({ compartment, epoch: 1, from: 0, size: 4, checkpoint: reply.checkpoint })
    expect(pulled).toEqual(all.map(({ header, signature, body }) => bytesOf({ header, signature, body })))
    expect((await store.news(device)).compartments).toEqual([{ compartment, epoch: 1, size: 4 }])
  }
})

test('the same push again changes nothing, also eight times at once and after a restart', async () => {
  const { compartment, chain, key, entries } = newCompartment(ada.device)
  const all = [...entries, note(chain, key), note(chain, key)]
  const replies = await Promise.all(Array.from({ length: 8 }, async () => store.push(ada.device, compartment, 0, all)))
  await store.restart()
  replies.push(await store.push(ada.device, compartment, 0, all))
  const [first] = replies
  for (const reply of replies) expect(reply).toEqual(first)
  expect(first?.leaves).toEqual(all.map(({ hash }) => hash))
  expect((await store.storage.checkpoints(compartment)).map(({ size }) => size)).toEqual([4])
})

test('a push without entries asks for a receipt', async () => {
  const { compartment, entries } = newCompartment(ada.device)
  await store.push(ada.device, compartment, 0, entries)
  const reply = await store.push(ada.device, compartment, 1, [])
  expect(reply).toMatchObject({ from: 1, size: 2, leaves: [entries[1]?.hash], refused: [] })
  expect(reply.receipt.receipt).toMatchObject({ from: 1, to: 2, size: 2 })
})

test('two members write at once: both chains are in the log, each in its order', async () => {
  const { compartment, chain, key, entries } = newCompartment(ada.device)
  await store.push(ada.device, compartment, 0, [...entries, added(chain, bo.person, 'member')])
  const other = new Chain(compartment, bo.device)
  const [adas, bos] = [chain, other].map((one) => [note(one, key), note(one, key), note(one, key)])
  await Promise.all([
    store.push(ada.device, compartment, 3, adas ?? []),
    store.push(bo.device, compartment, 3, bos ?? []),
  ])
  const { leaves } = await store.push(ada.device, compartment, 0, [])
  expect(leaves).toHaveLength(9)
  for (const mine of [adas, bos]) {
    const hashes = (mine ?? []).map(({ hash }) => hash)
    expect(leaves.filter((leaf) => hashes.includes(leaf))).toEqual(hashes)
  }
})

test('whoever is a member sends what others wrote, ended devices included', async () => {
  const [old, laptop] = [newDevice(), newDevice()]
  const cy = await store.enrol('Cy Marsh', ['inspector'], [old, laptop])
  const { compartment, chain, key, entries } = newCompartment(old)
  const later = new Chain(compartment, laptop)
  const mine = [...entries, added(chain, ada.person, 'member'), note(chain, key)]
  expect((await store.askToPush(ada.device, compartment, 0, mine.slice(0, 2))).code).toBe('compartment.unknown')
  // With the entry that adds her, she has become known in it.
  expect((await store.push(ada.device, compartment, 0, mine)).size).toBe(4)
  expect((await store.push(cy.device, compartment, 4, [note(later, key)])).size).toBe(5)
})

test('a page of entries is cut at the number asked for and at eight megabytes', async () => {
  const { compartment, chain, key, entries } = newCompartment(ada.device)
  await store.push(ada.device, compartment, 0, entries)
  const large = Array.from({ length: 12 }, () => note(chain, key, 'x'.repeat(900_000)))
  await store.push(ada.device, compartment, 2, large.slice(0, 6))
  await store.push(ada.device, compartment, 8, large.slice(6))
  expect((await store.pull(ada.device, compartment, 0, 3)).entries).toHaveLength(3)
  const first = await store.pull(ada.device, compartment)
  expect(first.head.size).toBe(14)
  expect(entriesBytes(first.entries).length).toBeLessThanOrEqual(mostBytes)
  expect(first.entries.length).toBeLessThan(14)
  const rest = await store.pull(ada.device, compartment, first.entries.length)
  expect(first.entries.length + rest.entries.length).toBe(14)
  expect((await store.pull(ada.device, compartment, 14)).entries).toEqual([])
  expect((await store.askToPull(ada.device, compartment, 15)).code).toBe('tree.differs')
  expect((await store.askToPull(ada.device, compartment, 0, 10, 2)).code).toBe('tree.differs')
})

test('a caller who claims another tree is told so, and one far behind is told to pull first', async () => {
  const { compartment, chain, key, entries } = newCompartment(ada.device)
  expect((await store.askToPush(ada.device, compartment, 1, entries)).code).toBe('tree.differs')
  expect((await store.askToPush(ada.device, compartment, 0, entries, 2)).code).toBe('tree.differs')
  await store.push(ada.device, compartment, 0, entries)
  expect((await store.askToPush(ada.device, compartment, 3, [])).code).toBe('tree.differs')
  expect((await store.askToPush(ada.device, compartment, 2, [], 2)).code).toBe('tree.differs')
  let size = 2
  while (size <= mostLeaves) {
    const batch = Array.from({ length: mostEntries }, () => note(chain, key))
    size = (await store.push(ada.device, compartment, size, batch)).size
  }
  const behind = await store.askToPush(ada.device, compartment, size - mostLeaves - 1, [note(chain, key)])
  expect([behind.status, behind.code]).toEqual([409, 'central.pull-first'])
  expect((await store.push(ada.device, compartment, size - mostLeaves, [])).leaves).toHaveLength(mostLeaves)
}, 60_000)

test('more entries than a push may have are refused as a whole', async () => {
  const { compartment, chain, key, entries } = newCompartment(ada.device)
  const many = [...entries, ...Array.from({ length: mostEntries - 1 }, () => note(chain, key))]
  const answer = await store.askToPush(ada.device, compartment, 0, many)
  expect([answer.status, answer.code]).toEqual([413, 'application.input-too-large'])
  expect((await store.push(ada.device, compartment, 0, many.slice(0, mostEntries))).size).toBe(mostEntries)
})

function bytesOf<Of extends Readonly<Record<string, Uint8Array | null>>>(parts: Of): Record<string, Uint8Array | null> {
  return Object.fromEntries(
    Object.entries(parts).map(([name, bytes]) => [name, bytes === null ? null : new Uint8Array(bytes)]),
  )
}
