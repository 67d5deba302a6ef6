// Whether an approval written now would count, as far as this device can tell, and if not, why.

import { isClear } from '#shared/domain/entry.ts'
import { type Disposal, standingDisposal } from '#shared/domain/orders/orders.ts'
import type { CompartmentRow } from '../../data/compartments.ts'
import { entriesInTree } from '../../data/entries.ts'
import { countNotReceived, treeOf } from '../../data/trees.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import { holdsOn } from '../../ledger/orders.ts'
import { isOfficerOf, partsLeft, type Whole } from './parts.ts'

export type WhyNot = 'own' | 'on-hold' | 'hold-since' | 'written-since' | 'not-in-step' | 'not-officer'

export function whyNotApproved(ledger: Ledger, whole: Whole): WhyNot | null {
  if (!isOfficerOf(ledger, whole.parts)) return 'not-officer'
  const parts = partsLeft(ledger, whole)
  if (parts.some((part) => holdsOn(ledger, part).length > 0)) return 'on-hold'
  const disposals = parts.map((part) => ({ part, disposal: standingDisposal(ledger.orders(part.id)) }))
  if (disposals.some(({ disposal }) => disposal?.proposer === ledger.me.person)) return 'own'
  if (!parts.every((part) => isInStep(ledger, part))) return 'not-in-step'
  if (disposals.some(({ disposal }) => disposal !== null && wasHeldSince(ledger, disposal))) return 'hold-since'
  const isWritten = disposals.some(({ part, disposal }) => disposal === null || wasWrittenSince(ledger, part, disposal))
  return isWritten ? 'written-since' : null
}

/** Everything that the store has is here, and everything that is here it has: an order would be the next leaf. */
export function isInStep({ reader }: Ledger, { id }: CompartmentRow): boolean {
  const tree = treeOf(reader, id)
  return tree !== undefined && tree.size > 0 && tree.held === tree.size && countNotReceived(reader, id) === 0
}

function wasHeldSince({ directory }: Ledger, { data }: Disposal): boolean {
  return directory?.holds().some(({ position }) => position >= data.directory) === true
}

function wasWrittenSince({ reader }: Ledger, { id }: CompartmentRow, { data }: Disposal): boolean {
  return entriesInTree(reader, id).some(({ position, header }) => position >= data.covered.size && !isClear(header))
}
