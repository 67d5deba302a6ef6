// How far something saved has come on its way to the central store (docs/protocol.md section 13).
import type { Hash } from '#shared/domain/ids.ts'
import { countNotReceived, hasUnreceived } from '../data/trees.ts'
import type { Ledger } from './ledger.ts'

/** A draft is none of these yet. */
export type SendingState = 'saved' | 'sending' | 'received'

/** The state of an object of a compartment: received when a receipt of the store covers every entry that speaks of it. */
export function stateOfObject(ledger: Ledger, compartment: Hash, object: string): SendingState {
  if (!hasUnreceived(ledger.reader, compartment, object)) return 'received'
  return ledger.underWay.has(compartment) ? 'sending' : 'saved'
}

/** The state of everything in a compartment together. */
export function stateOfCompartment(ledger: Ledger, compartment: Hash): SendingState {
  if (countNotReceived(ledger.reader, compartment) === 0) return 'received'
  return ledger.underWay.has(compartment) ? 'sending' : 'saved'
}
