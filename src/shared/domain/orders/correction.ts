// Which bodies a replica removes because of corrections: what two officers ordered, and never while a hold is known (docs/protocol.md section 11).
import type { Hash } from '../ids.ts'
import { holdsNotTakenUp, type InspectionInScope } from './directory-holds.ts'
import { activeHolds, type DirectoryHold, type Orders } from './orders.ts'

/** The entries whose sealed bodies are to go, each with the second officer's entry that says so. */
export function bodiesToRemove(
  orders: Orders,
  wider: readonly DirectoryHold[],
  inspection: InspectionInScope | null,
): ReadonlyMap<Hash, Hash> {
  const ordered = orders.corrections.flatMap(({ bodies, ordered: by }) =>
    by === null ? [] : bodies.map((body) => [body, by.entry] as const),
  )
  if (ordered.length === 0) return new Map()
  const held = activeHolds(orders, wider).length + holdsNotTakenUp(wider, orders, inspection).length
  return held > 0 ? new Map() : new Map(ordered)
}
