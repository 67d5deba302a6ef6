// Orders as this vault knows them: holds, disposal and corrections of a compartment, by its own entries and the directory.
import { foldOrders } from '#shared/domain/orders/fold.ts'
import { activeHolds, type Hold, type OrderGround, type Orders } from '#shared/domain/orders/orders.ts'
import type { CompartmentRow } from '../data/compartments.ts'
import type { Ledger } from './ledger.ts'

/** What a directory says for orders; in a vault of no organisation nobody is an officer. */
export function orderGround({ directory }: Ledger, type: CompartmentRow['type']): OrderGround {
  if (directory === null) return { type, rolesAt: () => new Set(), isStore: () => false, holds: [] }
  return {
    type,
    rolesAt: (person, size) => directory.rolesAt(person, size),
    isStore: (device) => directory.isStore(device),
    holds: directory.holds(),
  }
}

export function ordersIn(ledger: Ledger, { id, type }: CompartmentRow): Orders {
  return foldOrders(ledger.controlEntriesIn(id), orderGround(ledger, type))
}

/** Holds in force on a compartment as far as this vault knows, those that no store has taken yet included. */
export function holdsOn(ledger: Ledger, compartment: CompartmentRow): readonly Hold[] {
  return activeHolds(ordersIn(ledger, compartment), orderGround(ledger, compartment.type).holds)
}
