// Who ordered corrections that were carried out, and when, in words for the page.
import type { Hash } from '#shared/domain/ids.ts'
import { type By, namesIn } from './authors.ts'
import type { Ledger } from './ledger.ts'

/** A correction that took some wordings: who ordered it, the second officer last, and when that one did. */
export interface OrderedBy {
  readonly ordered: By[]
  readonly at: string | null
}

/** The corrections of an inspection that took any of these entries, in the order of the tree. */
export function correctionsOf(ledger: Ledger, inspection: Hash, entries: ReadonlySet<Hash>): OrderedBy[] {
  const names = namesIn(ledger)
  return ledger.orders(inspection).corrections.flatMap(({ bodies, ordering, ordered }) => {
    if (ordered === null || !bodies.some((body) => entries.has(body))) return []
    return [{ ordered: ordering.map(({ person }) => names(person)), at: ordered.at }]
  })
}
