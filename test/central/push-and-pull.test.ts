// What a store takes from members, what it says it holds, and what it gives to whom.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { sha256, verifySignature } from '#main/platform/crypto.ts'
import { fromBase64url } from '#shared/domain/bytes.ts'
import { readCheckpoint } from '#shared/domain/checkpoint.ts'
import { isReceiptOf } from '#shared/domain/receipt.ts'
import { emptyFrontier, extended, rootOf } from '#shared/domain/tree.ts'
import { added, newCompartment, note } from './devices.ts'
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

function bytesOf<Of extends Readonly<Record<string, Uint8Array | null>>>(parts: Of): Record<string, Uint8Array | null> {
  return Object.fromEntries(
    Object.entries(parts).map(([name, bytes]) => [name, bytes === null ? null : new Uint8Array(bytes)]),
  )
}
