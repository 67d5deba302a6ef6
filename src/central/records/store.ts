// What the records work with: the storage, the organisation, the store's key, a clock, and the named points of faults.

import type { Hash, Instant } from '#shared/domain/ids.ts'
import type { SigningKey } from '../crypto.ts'
import type { Storage } from '../storage/Storage.ts'
import type { Organisation } from './organisation.ts'
import type { Scrubbing } from './scrubbing.ts'
import type { Standings } from './standings.ts'

/**
 * Where a test may stop the process: a reply is not given before what it says is committed, whatever happens between; and
 * what is destroyed is destroyed once and wholly.
 */
export type FaultPoint =
  | 'parsed'
  | 'in-transaction'
  | 'committed'
  | 'mid-reply'
  | 'disposal-stated'
  | 'disposal-in-transaction'
  | 'disposal-committed'
  | 'disposal-scrubbed'

/** What the store did by itself, for whoever runs it: the first digits of the compartment, never more of what it holds. */
export interface Deed {
  readonly deed: 'disposal' | 'scrubbing'
  /** `committed`, `done`, why it did not count any more, or the code of the problem that it met. */
  readonly outcome: string
  readonly compartment: string
}

export interface Store {
  readonly storage: Storage
  readonly organisation: Organisation
  readonly standings: Standings
  readonly key: StoreKey
  readonly now: () => Instant
  readonly atPoint: (point: FaultPoint) => void
  /** Milliseconds from the second officer's approval of a disposal until it is committed. */
  readonly undoWindow: number
  readonly scrubbing: Scrubbing
  readonly told: (deed: Deed) => void
  /** Called when something began to wait until it is due, or is owed still: somebody should look. */
  readonly waits: () => void
}

/** A device of the organisation's own that signs: the store, or a trial's administrator. */
export interface StoreKey extends SigningKey {
  readonly device: Hash
}

/** Who asks: a device of the directory that is in use, and its person. */
export interface Caller {
  readonly device: Hash
  readonly person: Hash
}
