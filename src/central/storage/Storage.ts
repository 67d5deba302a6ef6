// What central needs of a storage: logs of entries by position, read at any time, written in durable transactions.
import type { Hash, Instant } from '#shared/domain/ids.ts'

/** An entry without its place; `control` says that its body is clear. */
export interface AcceptedEntry {
  readonly hash: Hash
  readonly device: Hash
  readonly seq: number
  readonly header: Uint8Array
  readonly signature: Uint8Array
  readonly body: Uint8Array
  readonly control: boolean
}

/** An entry in its place; the body is null once a disposal or a correction took it. */
export interface PlacedEntry extends Omit<AcceptedEntry, 'body'> {
  readonly position: number
  readonly body: Uint8Array | null
}

/** How far the log of a compartment has come. */
export interface Log {
  readonly compartment: Hash
  readonly epoch: number
  readonly size: number
  /** How many of its entries are control entries: what was folded from that many still holds. */
  readonly controls: number
  /** The right edge of its tree, as `frontierText` writes it. */
  readonly frontier: string
  /** The signed checkpoint over the whole size. */
  readonly checkpoint: string
}

export type Standing = Pick<Log, 'compartment' | 'epoch' | 'size'>

/** Where a device's chain in a compartment ends. */
export interface ChainEnd {
  readonly device: Hash
  readonly seq: number
  readonly head: Hash
  /** The size of the directory that the chain stated last. */
  readonly directory: number
}

/** An entry whose place in its chain was taken by another one: kept as evidence. */
export interface Fork {
  readonly compartment: Hash
  readonly device: Hash
  readonly seq: number
  readonly hash: Hash
  readonly header: Uint8Array
  readonly signature: Uint8Array
  readonly at: Instant
}

/** A code that was used, for which devices, and what was answered; the same request is answered so again. */
export interface UsedCode {
  readonly code: Hash
  /** Digest of the devices that the request named. */
  readonly devices: Hash
  readonly reply: string
}

/** An approved disposal that waits until it is due. */
export interface PendingDisposal {
  readonly compartment: Hash
  /** The entry that proposes it. */
  readonly proposed: Hash
  readonly due: Instant
}

/** A disposal that was committed by the store's own entry: what it covers stood below `size`, and is gone. */
export interface Disposed {
  readonly compartment: Hash
  readonly committed: Hash
  readonly size: number
}

/** An entry whose body was taken by a correction, and the second officer's entry that ordered it. */
export interface Corrected {
  readonly entry: Hash
  readonly ordered: Hash
}

export interface Checkpointed {
  readonly epoch: number
  readonly size: number
  readonly checkpoint: string
}

export interface Totals {
  readonly compartments: number
  readonly entries: number
  readonly forks: number
  readonly pendingDisposals: number
  readonly disposals: number
  /** Corrections that took bodies, and how many they took. */
  readonly corrections: number
  readonly correctedBodies: number
  /** Of headers, signatures and bodies. */
  readonly bytes: number
}

export interface PageLimits {
  readonly entries: number
  readonly bytes: number
}

/** Reads what is committed, or, inside a transaction, what it wrote itself too. */
export interface Reading {
  /** The compartment whose log is the directory, or null where no organisation was founded. */
  organisation(): Promise<Hash | null>
  log(compartment: Hash): Promise<Log | null>
  /** Compartments that a person is a member of, in order of their ids. */
  standingsOf(person: Hash): Promise<readonly Standing[]>
  /** Entries from a position on, in order, until a limit is reached; at least one where there is one. */
  entries(compartment: Hash, from: number, limits: PageLimits): Promise<readonly PlacedEntry[]>
  controlEntries(compartment: Hash): Promise<readonly PlacedEntry[]>
  /** Hashes of the entries from a position on. */
  leaves(compartment: Hash, from: number): Promise<readonly Hash[]>
  chainEnds(compartment: Hash, devices: readonly Hash[]): Promise<readonly ChainEnd[]>
  /** The hash of the entry at this place of a device's chain. */
  hashAt(compartment: Hash, device: Hash, seq: number): Promise<Hash | null>
  usedCode(code: Hash): Promise<UsedCode | null>
  /** All that wait, the one that is due first in front. */
  pendingDisposals(): Promise<readonly PendingDisposal[]>
  disposal(compartment: Hash): Promise<Disposed | null>
}

/** What a transaction may write. Whatever it writes is durable when the transaction ends, or none of it was written. */
export interface Writing extends Reading {
  /** The log as `log` gives it, and nobody else may extend it before this transaction has ended. */
  lock(compartment: Hash): Promise<Log | null>
  /** Makes the log of a compartment, empty; `directory` marks the organisation's. */
  makeLog(compartment: Hash, epoch: number, directory: boolean): Promise<void>
  /** Appends entries at the end of a locked log, and states how far it has come with them. */
  append(log: Log, entries: readonly AcceptedEntry[], ends: readonly ChainEnd[]): Promise<void>
  /** Replaces the members of a compartment. */
  setMembers(compartment: Hash, persons: readonly Hash[]): Promise<void>
  keepFork(fork: Fork): Promise<void>
  keepUsedCode(used: UsedCode): Promise<void>
  keepPending(pending: PendingDisposal): Promise<void>
  dropPending(pending: Omit<PendingDisposal, 'due'>): Promise<void>
  /** Records a disposal and takes what it covers: every sealed body below its size, and the bodies of `keys`. Nothing waits any more. */
  dispose(disposed: Disposed, keys: readonly Hash[]): Promise<void>
  /** Records a correction and takes the bodies it names, where they are sealed and stand below it; says how many. */
  correct(compartment: Hash, ordered: Hash, bodies: readonly Hash[]): Promise<number>
}

/** For the commands that look at a store as a whole. */
export interface Inspecting extends Reading {
  compartments(): Promise<readonly Hash[]>
  checkpoints(compartment: Hash): Promise<readonly Checkpointed[]>
  allChainEnds(compartment: Hash): Promise<readonly ChainEnd[]>
  members(compartment: Hash): Promise<readonly Hash[]>
  /** Entries whose keys a disposal took. */
  disposedKeys(compartment: Hash): Promise<readonly Hash[]>
  corrected(compartment: Hash): Promise<readonly Corrected[]>
  totals(): Promise<Totals>
  /** What the storage finds wrong with its own files; empty when nothing is. */
  faults(): Promise<readonly string[]>
}

export interface Storage extends Inspecting {
  /** Runs work in one transaction; when the promise resolves, everything is on disk. Throws what the work throws. */
  write<T>(work: (writing: Writing) => Promise<T>): Promise<T>
  /**
   * Makes sure that no file holds what committed transactions took, not even where storage was freed; false while somebody
   * who looks at an earlier moment stands in the way.
   */
  scrub(): Promise<boolean>
  close(): Promise<void>
}
