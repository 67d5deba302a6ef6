// The revisions that a bundle's manifest lists: those that this vault can read, and those that a correction removed.

import type { Hash } from '#shared/domain/ids.ts'
import type { BundleRow } from '../../data/bundles.ts'
import { type RevisionRow, revisionsOf } from '../../data/bundles.ts'
import { correctedIn } from '../../data/corrections.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import { sealsIn } from '../../ledger/review-projection.ts'

/** Nothing when the seal itself cannot be read any more. */
export function listedIn(ledger: Ledger, bundle: BundleRow): readonly RevisionRow[] {
  const listed = namesIn(ledger, bundle)
  return revisionsOf(ledger.reader, bundle.inspection).filter(({ hash }) => listed.has(hash))
}

export function removedFrom(ledger: Ledger, bundle: BundleRow): readonly Hash[] {
  const removed = correctedIn(ledger.reader, bundle.inspection)
  if (removed.length === 0) return []
  const listed = namesIn(ledger, bundle)
  return removed.map(({ hash }) => hash).filter((hash) => listed.has(hash))
}

function namesIn(ledger: Ledger, { inspection, id, seal }: BundleRow): ReadonlySet<Hash> {
  const standing = sealsIn(ledger, ledger.entriesOf(inspection, id)).find(({ entry }) => entry.hash === seal)
  return new Set(standing?.manifest.revisions)
}
