// What the records work with: the storage, the organisation, the store's key, a clock, and the named points of faults.

import type { Hash, Instant } from '#shared/domain/ids.ts'
import type { SigningKey } from '../crypto.ts'
import type { Storage } from '../storage/Storage.ts'
import type { Organisation } from './organisation.ts'
import type { Standings } from './standings.ts'

/** Where a test may stop the process: a reply is not given before what it says is committed, whatever happens between. */
export type FaultPoint = 'parsed' | 'in-transaction' | 'committed' | 'mid-reply'

export interface Store {
  readonly storage: Storage
  readonly organisation: Organisation
  readonly standings: Standings
  readonly key: StoreKey
  readonly now: () => Instant
  readonly atPoint: (point: FaultPoint) => void
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
