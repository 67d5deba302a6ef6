// What orders of a push make the store do in the same transaction: a disposal waits, or waits no more; a correction takes bodies.
import type { Hash, Instant } from '#shared/domain/ids.ts'
import type { Orders } from '#shared/domain/orders/orders.ts'
import type { Writing } from '../storage/Storage.ts'
import type { Candidate } from './checking.ts'
import { ordersIn } from './ordering.ts'
import type { Store } from './store.ts'

export interface Obeyed {
  /** Whether a disposal began to wait. */
  readonly waits: boolean
  /** How many bodies a correction took. */
  readonly taken: number
}

const nothing: Obeyed = { waits: false, taken: 0 }

/** Orders by which the store does something at once; all others only change what the fold says. */
const obeyed: ReadonlySet<string> = new Set(['disposal.approved', 'disposal.withdrawn', 'correction.ordered'])

/** Folds orders only where the push brought one of those: pushes without them cost nothing more. */
export async function obey(
  store: Store,
  writing: Writing,
  compartment: Hash,
  entries: readonly Candidate[],
): Promise<Obeyed> {
  const orders = entries.filter(({ payload }) => payload !== null && obeyed.has(payload.kind))
  if (orders.length === 0 || compartment === store.organisation.id) return nothing
  const fresh = new Set(orders.map(({ entry }) => entry.hash))
  const folded = ordersIn(await writing.controlEntries(compartment), store.organisation)
  const waits = await keepWaiting(store, writing, compartment, fresh, folded)
  const taken = await correct(writing, compartment, fresh, folded)
  if (taken > 0) store.scrubbing.owe()
  return { waits, taken }
}

async function keepWaiting(
  store: Store,
  writing: Writing,
  compartment: Hash,
  fresh: ReadonlySet<Hash>,
  { disposals }: Orders,
): Promise<boolean> {
  let waits = false
  for (const { proposed, approved, withdrawn } of disposals) {
    if (withdrawn !== null) {
      if (fresh.has(withdrawn.entry)) await writing.dropPending({ compartment, proposed })
    } else if (approved !== null && fresh.has(approved.entry)) {
      await writing.keepPending({ compartment, proposed, due: later(store.now(), store.undoWindow) })
      waits = true
    }
  }
  return waits
}

async function correct(
  writing: Writing,
  compartment: Hash,
  fresh: ReadonlySet<Hash>,
  { corrections }: Orders,
): Promise<number> {
  let taken = 0
  for (const { bodies, ordered } of corrections) {
    if (ordered === null || !fresh.has(ordered.entry)) continue
    taken += await writing.correct(compartment, ordered.entry, bodies)
  }
  return taken
}

function later(instant: Instant, milliseconds: number): Instant {
  return new Date(Date.parse(instant) + milliseconds).toISOString()
}
