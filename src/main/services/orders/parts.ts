// The whole that is disposed of: an inspection with every part of it that has a compartment of its own (docs/protocol.md section 11).
import type { Hash } from '#shared/domain/ids.ts'
import { committedIn } from '#shared/domain/orders/orders.ts'
import { Problem } from '#shared/problems.ts'
import { allCompartments, type CompartmentRow } from '../../data/compartments.ts'
import { identitiesNamedIn } from '../../ledger/identity-entries.ts'
import type { Ledger } from '../../ledger/ledger.ts'

export interface Whole {
  readonly inspection: Hash
  /** Evidence first, then its register and what else belongs to it. Disclosures stand alone and are none. */
  readonly parts: readonly CompartmentRow[]
}

const partTypes: readonly CompartmentRow['type'][] = ['evidence', 'register', 'identities']

export function wholesIn(ledger: Ledger): readonly Whole[] {
  const rows = allCompartments(ledger.reader)
  return rows
    .filter(({ type }) => type === 'evidence')
    .map(({ id }) => ({ inspection: id, parts: partsAmong(rows, id) }))
}

/** Throws Problem `inspection.unknown`. */
export function wholeOf(ledger: Ledger, inspection: Hash): Whole {
  const parts = partsAmong(allCompartments(ledger.reader), inspection)
  if (parts[0]?.type !== 'evidence') throw new Problem('inspection.unknown')
  return { inspection, parts }
}

export function evidenceOf({ parts }: Whole): CompartmentRow {
  const [evidence] = parts
  if (evidence === undefined) throw new TypeError('a whole begins with its evidence')
  return evidence
}

/** Parts of which the store has committed no disposal: normally all of them or, for a moment, some. */
export function partsLeft(ledger: Ledger, { parts }: Whole): readonly CompartmentRow[] {
  return parts.filter(({ id }) => committedIn(ledger.orders(id)) === null)
}

function partsAmong(rows: readonly CompartmentRow[], inspection: Hash): readonly CompartmentRow[] {
  return partTypes.flatMap((type) => rows.filter((row) => row.type === type && row.inspection === inspection))
}

/** Throws Problem `order.not-officer` unless every part knows this person, who holds the role of a records manager. */
export function refuseNonOfficer(ledger: Ledger, { parts }: Whole): void {
  if (!isOfficerOf(ledger, parts)) throw new Problem('order.not-officer')
}

/** Whether its register is here and with it every compartment that it says belongs to the inspection. */
export function isWhole(ledger: Ledger, { parts }: Whole): boolean {
  const registers = parts.filter(({ type }) => type === 'register')
  const named = registers.flatMap(({ id }) => identitiesNamedIn(ledger, id))
  return registers.length > 0 && named.every(({ compartment }) => parts.some(({ id }) => id === compartment))
}

export function isOfficerOf(ledger: Ledger, parts: readonly CompartmentRow[]): boolean {
  const { me, directory } = ledger
  if (directory?.rolesOf(me.person).has('records-manager') !== true) return false
  return parts.every(({ id }) => ledger.state(id).members.has(me.person))
}
