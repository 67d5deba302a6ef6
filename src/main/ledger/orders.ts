// Orders as this vault knows them: which holds stand in the way of destroying a compartment, and which are still to be written in it.
import { holdsKeys } from '#shared/domain/control.ts'
import type { Hash } from '#shared/domain/ids.ts'
import { holdsNotTakenUp, type InspectionInScope } from '#shared/domain/orders/directory-holds.ts'
import { activeHolds, type DirectoryHold, type Hold, standingDisposal } from '#shared/domain/orders/orders.ts'
import { type CompartmentRow, compartmentOf } from '../data/compartments.ts'
import { allDisposed } from '../data/disposed.ts'
import type { Reader } from '../data/handles.ts'
import { inspectionOf } from '../data/inspections.ts'
import { registerOf } from '../data/registers.ts'
import type { Ledger } from './ledger.ts'

/** Holds in force on a compartment, those of the directory included that cover it and are not written in it yet. */
export function holdsOn(ledger: Ledger, compartment: CompartmentRow): readonly (Hold | DirectoryHold)[] {
  const wider = ledger.directory?.holds() ?? []
  return [...activeHolds(ledger.orders(compartment.id), wider), ...holdsToWrite(ledger, compartment)]
}

/** Holds of the directory that cover a compartment in which nobody has written them yet (docs/protocol.md section 11). */
export function holdsToWrite(ledger: Ledger, compartment: CompartmentRow): readonly DirectoryHold[] {
  const wider = ledger.directory?.holds() ?? []
  if (wider.length === 0 || compartment.type === 'directory') return []
  const orders = ledger.orders(compartment.id)
  const facts = factsOf(ledger.reader, compartment.inspection)
  const notTakenUp = holdsNotTakenUp(wider, orders, facts)
  if (facts !== null || !isPartlyGone(ledger.reader, compartment)) return notTakenUp
  // What the inspection was went with its other part; who proposed knew it, and that no hold until then covers it.
  const evaluated = standingDisposal(orders)?.data.directory ?? 0
  return notTakenUp.filter(({ position }) => position >= evaluated)
}

/** Whether another part of the same inspection was destroyed here already. */
function isPartlyGone(reader: Reader, { id, inspection }: CompartmentRow): boolean {
  return allDisposed(reader).some(
    ({ compartment }) => compartment !== id && compartmentOf(reader, compartment)?.inspection === inspection,
  )
}

/** Whether this person may write that a hold of the directory covers a compartment. */
export function mayWriteHolds(ledger: Ledger, { id, type }: CompartmentRow): boolean {
  if (type === 'directory' || ledger.isDisposed(id)) return false
  const state = ledger.state(id)
  if (holdsKeys(state, ledger.me.person)) return true
  const isOfficer = ledger.directory?.rolesOf(ledger.me.person).has('records-manager') === true
  return isOfficer && state.members.has(ledger.me.person)
}

/** What is known of an inspection: by its evidence, or for those who cannot read that, by its register. */
export function factsOf(reader: Reader, inspection: Hash): InspectionInScope | null {
  return inspectionOf(reader, inspection) ?? registerOf(reader, inspection) ?? null
}
