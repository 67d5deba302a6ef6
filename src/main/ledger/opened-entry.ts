// An entry with its payload, as it is folded.
import type { Header } from '#shared/domain/entry.ts'
import type { Hash } from '#shared/domain/ids.ts'
import type { Payload } from '#shared/domain/payload.ts'

/** An entry with its opened payload, as folds take it. */
export interface OpenedEntry {
  readonly hash: Hash
  readonly header: Header
  readonly payload: Payload
  readonly person: Hash | null
  /** The last size of the directory that its author had verified: whose roles count (section 7, rule 8). */
  readonly directory: number
}
