// Holds that stand in the directory and cover more than one inspection: placed by one officer, lifted by two (docs/protocol.md section 11).
import type { Hash } from '../ids.ts'
import type { Payload } from '../payload.ts'
import { holdLiftedSchema, holdPlacedSchema, type Scope } from './kinds.ts'
import type { DirectoryHold, Orders } from './orders.ts'

/** An entry of the directory that counts as far as its place goes: written on top, by a records manager. */
interface Stated {
  readonly hash: Hash
  readonly position: number
  readonly payload: Payload
}

/** Grows with the directory, as the directory itself does. */
export class DirectoryHolds {
  readonly #holds = new Map<Hash, DirectoryHold>()
  /** Who was the first of two to lift a hold, by the entry that says so. */
  readonly #firsts = new Map<Hash, { readonly hold: Hash; readonly person: Hash }>()

  all(): readonly DirectoryHold[] {
    return [...this.#holds.values()]
  }

  /** The officer who said first that a hold may go, and by which entry; undefined while nobody has. */
  firstToLift(hold: Hash): { readonly entry: Hash; readonly person: Hash } | undefined {
    const found = [...this.#firsts].find(([, first]) => first.hold === hold)
    return found && { entry: found[0], person: found[1].person }
  }

  place({ hash: hold, position, payload }: Stated, person: Hash): 'counts' | 'does-not-count' {
    const data = holdPlacedSchema.safeParse(payload.data).data
    if (data === undefined || data.scope === null || data.because !== null) return 'does-not-count'
    this.#holds.set(hold, { hold, position, person, data, lifted: null })
    return 'counts'
  }

  lift({ hash, position, payload }: Stated, person: Hash): 'counts' | 'first-of-two' | 'does-not-count' {
    const data = holdLiftedSchema.safeParse(payload.data).data
    const hold = data === undefined ? undefined : this.#holds.get(data.hold)
    if (hold === undefined || hold.lifted !== null) return 'does-not-count'
    const first = payload.parents.map((parent) => this.#firsts.get(parent)).find((one) => one?.hold === hold.hold)
    if (first === undefined || first.person === person) {
      this.#firsts.set(hash, { hold: hold.hold, person })
      return 'first-of-two'
    }
    this.#holds.set(hold.hold, { ...hold, lifted: position })
    return 'counts'
  }
}

/** What a register tells of an inspection, as far as holds ask for it; days as 2026-03-10. */
export interface InspectionInScope {
  readonly remit: string
  readonly setting: string
  readonly begins: string
  readonly ends: string
}

/**
 * Holds of the directory that stand, cover a compartment, and are not written in it yet; `inspection` is null where it
 * cannot be said what is inspected.
 */
export function holdsNotTakenUp(
  wider: readonly DirectoryHold[],
  { holds }: Pick<Orders, 'holds'>,
  inspection: InspectionInScope | null,
): readonly DirectoryHold[] {
  const written = new Set(holds.map(({ data }) => data.because))
  return wider.filter(({ hold, lifted, data: { scope } }) => {
    if (lifted !== null || written.has(hold) || scope === null) return false
    // Of what is not known nobody can say that a hold leaves it free.
    return inspection === null || covers(scope, inspection)
  })
}

/** Whether a hold of the directory covers an inspection. */
export function covers(scope: Scope, { remit, setting, begins, ends }: InspectionInScope): boolean {
  if (scope.remits.length > 0 && !scope.remits.includes(remit)) return false
  if (scope.settings.length > 0 && !scope.settings.includes(setting)) return false
  if (scope.from !== null && ends < scope.from) return false
  return scope.to === null || begins <= scope.to
}
