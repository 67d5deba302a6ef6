// Which key to write under: the rotation rule (docs/protocol.md section 9).
import type { CompartmentState } from './control.ts'
import type { Hash } from './ids.ts'

/**
 * The key to write under, or null when a new one must be introduced.
 * `entitled`: unrevoked devices of key-holding members, and the current recovery recipient where there is one.
 */
export function keyToWriteUnder(
  state: CompartmentState,
  held: ReadonlySet<Hash>,
  entitled: ReadonlySet<Hash>,
): Hash | null {
  const candidates = [...state.keys].filter(([id, key]) => held.has(id) && key.granted.isSubsetOf(entitled))
  const best = candidates.toSorted(([oneId, one], [otherId, other]) =>
    one.generation === other.generation ? (oneId < otherId ? -1 : 1) : one.generation - other.generation,
  )
  return best.at(-1)?.[0] ?? null
}

/** The generation of a key introduced now: one more than any known. */
export function nextGeneration(state: CompartmentState): number {
  return 1 + Math.max(0, ...[...state.keys.values()].map(({ generation }) => generation))
}
