// Orders as this vault knows them: which holds stand in the way of destroying a compartment, and which are still to be written in it.
import { holdsKeys } from '#shared/domain/control.ts'
import type { Hash } from '#shared/domain/ids.ts'
import { holdsNotTakenUp, type InspectionInScope } from '#shared/domain/orders/directory-holds.ts'
import { activeHolds, committedIn, type DirectoryHold, type Disposal, type Hold } from '#shared/domain/orders/orders.ts'
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
  if (facts !== null) return notTakenUp
  // What the inspection was may have gone with another part of it: who proposed that knew, and that no hold until then covered it.
  const evaluated = Math.max(0, ...goneParts(ledger, compartment).map(({ data }) => data.directory))
  return notTakenUp.filter(({ position }) => position >= evaluated)
}

/** The disposals of other parts of the same inspection that were carried out here. */
function goneParts(ledger: Ledger, { id, inspection }: CompartmentRow): readonly Disposal[] {
  const { reader } = ledger
  const gone = allDisposed(reader).filter(
    ({ compartment }) => compartment !== id && compartmentOf(reader, compartment)?.inspection === inspection,
  )
  return gone.flatMap(({ compartment }) => committedIn(ledger.orders(compartment)) ?? [])
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
