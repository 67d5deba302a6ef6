// What orders come to in one compartment: holds in force, a disposal and how far it has come, bodies to be corrected.
import type { CompartmentType, ControlEntry } from '../control.ts'
import type { Role } from '../directory-kinds.ts'
import type { Seen } from '../entry.ts'
import type { Hash } from '../ids.ts'
import type { CarriedOutData, DisposalData, HoldData } from './kinds.ts'

/** A control entry with what its own header states to have been seen: an order that states nothing does not count. */
export interface OrderEntry extends ControlEntry {
  readonly seen: Seen | null
}

/** A hold that stands in the directory; `lifted` is the leaf that lifted it, or null. */
export interface DirectoryHold {
  readonly hold: Hash
  readonly position: number
  readonly person: Hash
  readonly data: HoldData
  readonly lifted: number | null
}

/** What the directory says, as far as it is known. */
export interface OrderGround {
  readonly type: CompartmentType
  readonly rolesAt: (person: Hash, directory: number) => ReadonlySet<Role>
  /** Whether a device is or was the store's. */
  readonly isStore: (device: Hash) => boolean
  readonly holds: readonly DirectoryHold[]
}

/** What one of the two officers said whom an order needs, and how much of the directory they had seen. */
export interface Signed {
  readonly entry: Hash
  readonly person: Hash
  readonly directory: number
}

export interface Hold {
  readonly hold: Hash
  readonly person: Hash | null
  readonly at: string | null
  readonly position: number | null
  readonly data: HoldData
  readonly lifting: readonly Signed[]
  /** The second officer's entry, once it has its place in the store's tree. */
  readonly lifted: Hash | null
}

/** proposed, then approved, then committed by the store; or withdrawn before that. */
export interface Disposal {
  readonly proposed: Hash
  readonly proposer: Hash
  readonly at: string | null
  readonly position: number | null
  readonly data: DisposalData
  readonly approved: (Signed & { readonly at: string | null }) | null
  readonly withdrawn: { readonly entry: Hash; readonly person: Hash | null } | null
  readonly committed: { readonly entry: Hash; readonly position: number; readonly at: string | null } | null
}

export interface CarriedOut {
  readonly entry: Hash
  readonly device: Hash
  readonly person: Hash | null
  readonly at: string | null
  readonly data: CarriedOutData
}

/** Bodies that should never have been written: asked for by a member, ordered once, ordered by a second officer. */
export interface Correction {
  readonly bodies: readonly Hash[]
  readonly asked: { readonly entry: Hash; readonly person: Hash; readonly at: string | null } | null
  readonly ordering: readonly Signed[]
  /** The second officer's entry, once it has its place in the store's tree. */
  readonly ordered: { readonly entry: Hash; readonly at: string | null } | null
}

/** Why an order that was stored does not count. */
export type WithoutEffect =
  | 'not-understood'
  | 'not-entitled'
  | 'nothing-seen'
  | 'not-known'
  | 'same-person'
  | 'moved-on'
  | 'on-hold'
  | 'hold-since'
  | 'withdrawn'
  | 'already'

export interface Orders {
  readonly holds: readonly Hold[]
  readonly disposals: readonly Disposal[]
  readonly carriedOut: readonly CarriedOut[]
  readonly corrections: readonly Correction[]
  readonly withoutEffect: ReadonlyMap<Hash, WithoutEffect>
}

/** The disposal that the store committed; there is at most one. */
export function committedIn({ disposals }: Pick<Orders, 'disposals'>): Disposal | null {
  return disposals.find(({ committed }) => committed !== null) ?? null
}

/** The disposal that was committed, or else the last one proposed that nobody withdrew. */
export function standingDisposal(orders: Pick<Orders, 'disposals'>): Disposal | null {
  return committedIn(orders) ?? orders.disposals.findLast(({ withdrawn }) => withdrawn === null) ?? null
}

/** Holds that stand in the way now: not lifted here, and not lifted in the directory where they follow from one of its holds. */
export function activeHolds({ holds }: Pick<Orders, 'holds'>, directory: OrderGround['holds']): readonly Hold[] {
  return holds.filter((hold) => isActive(hold, directory, Number.POSITIVE_INFINITY))
}

/** Whether a hold was in force for somebody who had seen `size` entries of the directory. */
export function isActive(hold: Hold, directory: OrderGround['holds'], size: number): boolean {
  if (hold.lifted !== null) return false
  const wider = directory.find((one) => one.hold === hold.data.because)
  return wider?.lifted === undefined || wider.lifted === null || wider.lifted >= size
}

/** The bodies that a correction took, by the hashes of their entries. */
export function correctedBodies({ corrections }: Pick<Orders, 'corrections'>): ReadonlySet<Hash> {
  return new Set(corrections.filter(({ ordered }) => ordered !== null).flatMap(({ bodies }) => bodies))
}
