// Committing an approved disposal: one transaction states it on top of the log and destroys what it covers (docs/protocol.md section 11).
import { foldControl } from '#shared/domain/control.ts'
import type { Hash } from '#shared/domain/ids.ts'
import type { OrderEntry, Orders, WithoutEffect } from '#shared/domain/orders/orders.ts'
import { emptyFrontier, extended, rootOf } from '#shared/domain/tree.ts'
import { clearPayload } from '#shared/domain/verification.ts'
import { Problem } from '#shared/problems.ts'
import { sha256 } from '../crypto.ts'
import type { Log, PendingDisposal, PlacedEntry, Writing } from '../storage/Storage.ts'
import { ordersIn } from './ordering.ts'
import { controlEntries } from './standings.ts'
import { place, type Stated, signedOnTop } from './stating.ts'
import type { Store } from './store.ts'

/** `covered-differs`: what the proposal says to cover is not what stands in the tree. */
type Outcome = 'committed' | WithoutEffect | 'covered-differs'

/** Kinds in clear that hold sealed keys: with the sealed bodies they are what a disposal destroys. */
const keyKinds: ReadonlySet<string> = new Set(['key.introduced', 'key.granted'])

/** Whether a body in clear holds sealed keys, whatever else is wrong with it. */
export function holdsSealedKeys(body: Uint8Array): boolean {
  try {
    return keyKinds.has(clearPayload(body).kind)
  } catch (error) {
    if (error instanceof Problem) return false
    throw error
  }
}

/**
 * Settles a disposal that is due: commits it, or drops it where it does not count any more; it waits no more either way.
 * The fold decides, over the log and the directory as they are now with the commit on top, so that every replica which
 * folds the same tree comes to the same.
 */
export async function settle(store: Store, pending: PendingDisposal): Promise<Outcome> {
  const { storage, organisation } = store
  return storage.write(async (writing) => {
    await organisation.catchUp(writing)
    const log = await writing.lock(pending.compartment)
    if (log === null) throw new RangeError('a disposal waits in a log')
    await writing.dropPending(pending)
    const entries = await writing.controlEntries(log.compartment)
    const stated = await commitOn(store, writing, log, entries, pending.proposed)
    const folded = ordersIn(entries, organisation, entryOf(stated, log, store.key.device))
    const disposal = folded.disposals.find(({ committed }) => committed?.entry === stated.entry.hash)
    if (disposal === undefined) return folded.withoutEffect.get(stated.entry.hash) ?? 'not-known'
    const { covered } = disposal.data
    if (!(await isInTree(writing, log, covered))) return 'covered-differs'
    await place(writing, log, stated, organisation.id, store.key)
    store.atPoint('disposal-stated')
    const committed = { compartment: log.compartment, committed: stated.entry.hash, size: covered.size }
    // Those written since the proposal too: a grant is the key, sealed to a device.
    const keys = entries.filter(({ body }) => body !== null && holdsSealedKeys(body))
    await writing.dispose(
      committed,
      keys.map(({ hash }) => hash),
    )
    store.scrubbing.owe()
    store.atPoint('disposal-in-transaction')
    return 'committed'
  })
}

/** The store states its own directory, so that no hold can be hidden from a commit. */
async function commitOn(
  { organisation, key, now }: Store,
  writing: Writing,
  log: Log,
  entries: readonly PlacedEntry[],
  proposed: Hash,
): Promise<Stated> {
  const approved = approvalOf(ordersIn(entries, organisation), proposed)
  const { type } = foldControl(controlEntries(entries, (device) => organisation.personOf(device)))
  return signedOnTop(writing, log, organisation.directory.size, key, {
    kind: 'disposal.committed',
    of: log.compartment,
    parents: [approved],
    // Clear payloads of restricted compartments carry no time (section 1).
    at: type === 'restricted' ? null : now(),
    data: { proposed, approved },
  })
}

/** The proposal itself where nothing approves it any more: such a commit does not count, and the fold says why. */
function approvalOf({ disposals }: Orders, proposed: Hash): Hash {
  return disposals.find((one) => one.proposed === proposed)?.approved?.entry ?? proposed
}

function entryOf({ entry, prev, seen, payload }: Stated, log: Log, person: Hash): OrderEntry {
  const { hash, device, seq } = entry
  return { hash, prev, position: log.size, device, seq, person, payload, seen }
}

/** Two officers may agree about a tree that is not this one; nothing is destroyed on that. */
async function isInTree(
  writing: Writing,
  log: Log,
  covered: { readonly epoch: number; readonly size: number; readonly root: Hash },
): Promise<boolean> {
  if (covered.epoch !== log.epoch || covered.size > log.size) return false
  const leaves = (await writing.leaves(log.compartment, 0)).slice(0, covered.size)
  return rootOf(sha256, extended(sha256, emptyFrontier, leaves)) === covered.root
}
