// The revisions that a bundle's manifest lists, as far as this vault can read them.

import type { BundleRow } from '../../data/bundles.ts'
import { type RevisionRow, revisionsOf } from '../../data/bundles.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import { sealsIn } from '../../ledger/review-projection.ts'

/** Nothing when the seal itself cannot be read any more. */
export function listedIn(ledger: Ledger, { inspection, id, seal }: BundleRow): readonly RevisionRow[] {
  const standing = sealsIn(ledger, ledger.entriesOf(inspection, id)).find(({ entry }) => entry.hash === seal)
  const listed = new Set(standing?.manifest.revisions)
  return revisionsOf(ledger.reader, inspection).filter(({ hash }) => listed.has(hash))
}
