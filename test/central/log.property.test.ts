// The property of section 6 on random histories: however pushes are cut, repeated, mixed and interrupted, there is one log.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sha256, verifySignature } from '#main/platform/crypto.ts'
import { fromBase64url } from '#shared/domain/bytes.ts'
import { readCheckpoint } from '#shared/domain/checkpoint.ts'
import { entryHash } from '#shared/domain/entry.ts'
import { isReceiptOf } from '#shared/domain/receipt.ts'
import { emptyFrontier, extended, rootOf } from '#shared/domain/tree.ts'
import { alwaysAsync } from '../fixtures/seed.ts'
import { added, Chain, newCompartment, note, type SignedEntry } from './devices.ts'
import { type Person, TestStore } from './store.ts'

/** A push of some entries of one or two devices, by one of them, perhaps several times at once. */
interface Step {
  readonly by: number
  readonly from: readonly [number, number]
  readonly length: readonly [number, number]
  readonly times: number
  readonly restart: boolean
}

const perDevice = 12
const step: fc.Arbitrary<Step> = fc.record({
  by: fc.nat({ max: 1 }),
  from: fc.tuple(fc.nat({ max: perDevice }), fc.nat({ max: perDevice })),
  length: fc.tuple(fc.nat({ max: 6 }), fc.nat({ max: 6 })),
  times: fc.integer({ min: 1, max: 3 }),
  restart: fc.boolean(),
})

test('positions have no gaps, chains keep their order, receipts keep their word, whatever is sent when', async () => {
  await alwaysAsync(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
      const store = await TestStore.open()
      try {
        await hold(store, steps)
      } finally {
        await store.remove()
      }
    }),
    40,
  )
}, 120_000)

async function hold(store: TestStore, steps: readonly Step[]): Promise<void> {
  const persons = [await store.enrol('Ada Ferris', ['inspector']), await store.enrol('Bo Lindgren', ['inspector'])]
  const [ada, bo] = persons as [Person, Person]
  const made = newCompartment(ada.device)
  const { compartment, chain, key } = made
  const other = new Chain(compartment, bo.device)
  const first = [...made.entries, added(chain, bo.person, 'member')]
  const chains = [chain, other].map((one) => Array.from({ length: perDevice }, () => note(one, key)))
  await store.push(ada.device, compartment, 0, first)
  /** What receipts said: position to hash. Nothing else may ever stand there. */
  const promised = new Map<number, string>()
  for (const { by, from, length, times, restart } of steps) {
    const parts = chains.map((entries, index) => entries.slice(from[index], (from[index] ?? 0) + (length[index] ?? 0)))
    const pushed = mixed(parts)
    const by0 = persons[by]?.device ?? ada.device
    const replies = await Promise.all(
      Array.from({ length: times }, async () => store.push(by0, compartment, 0, pushed)),
    )
    for (const { leaves, checkpoint, receipt, size } of replies) {
      const { organisation, storeKey } = store.facts
      const key32 = fromBase64url(storeKey)
      const root = rootOf(sha256, extended(sha256, emptyFrontier, leaves))
      expect(leaves).toHaveLength(size)
      expect(readCheckpoint(checkpoint, { organisation, compartment }, key32, sha256, verifySignature)).toMatchObject({
        size,
        root,
      })
      expect(isReceiptOf(receipt, key32, verifySignature)).toBe(true)
      expect(receipt.receipt).toMatchObject({ from: 0, to: size, root })
      for (const [position, leaf] of leaves.entries()) {
        expect(promised.get(position) ?? leaf).toBe(leaf)
        promised.set(position, leaf)
      }
    }
    if (restart) await store.restart()
  }
  await compare(store, ada, compartment, first, chains, promised)
}

/** Each entry of both in turn, as devices that met might send them. */
function mixed(parts: readonly (readonly SignedEntry[])[]): readonly SignedEntry[] {
  const longest = Math.max(...parts.map((part) => part.length))
  return Array.from({ length: longest }, (_, index) => parts.flatMap((part) => part.slice(index, index + 1))).flat()
}

async function compare(
  store: TestStore,
  { device }: Person,
  compartment: string,
  first: readonly SignedEntry[],
  chains: readonly (readonly SignedEntry[])[],
  promised: ReadonlyMap<number, string>,
): Promise<void> {
  const { head, entries } = await store.pull(device, compartment)
  const hashes = entries.map(({ header }) => entryHash(sha256, header))
  expect(hashes).toHaveLength(head.size)
  for (const [position, hash] of promised) expect(hashes[position]).toBe(hash)
  for (const chain of chains) {
    const known = chain.map(({ hash }) => hash)
    const held = hashes.filter((hash) => known.includes(hash))
    // A beginning of the chain, in its order, nothing twice: the rest could not follow yet.
    expect(held).toEqual(known.slice(0, held.length))
  }
  // Sent from the start, everything is in the log.
  const { size, refused } = await store.push(device, compartment, 0, [...first, ...chains.flat()])
  expect([size, refused]).toEqual([first.length + chains.flat().length, []])
}
