// Orders as this vault knows them: holds in force on a compartment, by its own entries and the directory.
import { activeHolds, type Hold } from '#shared/domain/orders/orders.ts'
import type { CompartmentRow } from '../data/compartments.ts'
import type { Ledger } from './ledger.ts'

/** Holds in force on a compartment as far as this vault knows, those that no store has taken yet included. */
export function holdsOn(ledger: Ledger, { id }: Pick<CompartmentRow, 'id'>): readonly Hold[] {
  return activeHolds(ledger.orders(id), ledger.directory?.holds() ?? [])
}
