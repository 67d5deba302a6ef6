// Which bodies of a compartment the orders in it took, and whether what the store recorded about it says the same.
import type { Hash } from '#shared/domain/ids.ts'
import { committedIn, type Orders } from '#shared/domain/orders/orders.ts'
import type { Corrected, Disposed, PendingDisposal, PlacedEntry } from '../storage/Storage.ts'
import { holdsSealedKeys } from './disposing.ts'

/** What a store keeps about orders of a compartment beside its log. */
export interface Recorded {
  readonly disposal: Disposed | null
  readonly disposedKeys: readonly Hash[]
  readonly corrected: readonly Corrected[]
  readonly pending: readonly PendingDisposal[]
}

/** Shown the entries of a log in order, it says of each whether its body should be gone. */
export class Removals {
  readonly #orders: Orders
  readonly #recorded: Recorded
  readonly #keys: ReadonlySet<Hash>
  readonly #positions: ReadonlyMap<Hash, number>
  readonly #corrected: ReadonlySet<string>
  #keysTaken = 0
  #correctedTaken = 0
  #unrecorded = 0

  /** `controls` are the control entries of the log: orders take what stands below them. */
  constructor(orders: Orders, recorded: Recorded, controls: readonly PlacedEntry[]) {
    this.#orders = orders
    this.#recorded = recorded
    this.#keys = new Set(recorded.disposedKeys)
    this.#positions = new Map(controls.map(({ hash, position }) => [hash, position]))
    this.#corrected = new Set(recorded.corrected.map(({ entry }) => entry))
  }

  /** Only where the officers' entries say so; that of a key in clear, only where the store recorded it besides. */
  took(entry: PlacedEntry): boolean {
    if (entry.control) return this.#tookKey(entry)
    const corrected = this.#isCorrected(entry)
    if (corrected) this.#correctedTaken += 1
    if (corrected && !this.#corrected.has(entry.hash)) this.#unrecorded += 1
    return corrected || entry.position < this.#size
  }

  /** Whether the records name what the orders took, and nothing else; asked after all entries were shown. */
  get areRecorded(): boolean {
    const { disposal, disposedKeys, corrected, pending } = this.#recorded
    const { committed = null, data = null } = committedIn(this.#orders) ?? {}
    const waiting = this.#orders.disposals.filter((one) => one.approved && !one.withdrawn && !one.committed)
    return (
      disposal?.committed === committed?.entry &&
      disposal?.size === data?.covered.size &&
      disposedKeys.length === this.#keysTaken &&
      corrected.length === this.#correctedTaken &&
      this.#unrecorded === 0 &&
      pending.every(({ proposed }) => waiting.some((one) => one.proposed === proposed) && committed === null)
    )
  }

  get #size(): number {
    return committedIn(this.#orders)?.data.covered.size ?? 0
  }

  #tookKey(entry: PlacedEntry): boolean {
    // Grants go up to the commit, whatever it covers: they are the keys.
    if (entry.position >= (committedIn(this.#orders)?.committed?.position ?? 0)) return false
    if (entry.body !== null) return holdsSealedKeys(entry.body)
    if (this.#keys.has(entry.hash)) this.#keysTaken += 1
    return this.#keys.has(entry.hash)
  }

  #isCorrected({ hash, position }: PlacedEntry): boolean {
    return this.#orders.corrections.some(
      ({ bodies, ordered }) =>
        ordered !== null && bodies.includes(hash) && position < (this.#positions.get(ordered.entry) ?? 0),
    )
  }
}
