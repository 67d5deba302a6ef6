// Sealing: what would be frozen and what is missing, the signed manifest, and bundles as they were sealed.
import type { Input, Output } from '#shared/contract.ts'
import { latestOf, type Manifest } from '#shared/domain/bundle.ts'
import type { UnsettledIn } from '#shared/domain/identifiers/identifier.ts'
import type { Hash } from '#shared/domain/ids.ts'
import type { Pack } from '#shared/domain/policy.ts'
import { Problem } from '#shared/problems.ts'
import { bundleOf, bundlesOf } from '../../data/bundles.ts'
import { chainsIn } from '../../data/entries.ts'
import type { Writer } from '../../data/handles.ts'
import { inspectionOf } from '../../data/inspections.ts'
import { treeOf } from '../../data/trees.ts'
import { knownCompartment, type Ledger } from '../../ledger/ledger.ts'
import { type Asked, countingRevisions, type Gathered, gatherSaved, gatherWithDrafts } from './gathering.ts'
import { sealedNotes } from './sealed-notes.ts'
import { knownBundle, missingFrom, parentsOf, refuseUnknownInspection, summaryOf } from './standing.ts'

/** Told of a seal in the transaction that makes it. */
export type TellOfSeal = (writer: Writer, inspection: Hash, sealed: string) => void

export class Bundles {
  readonly #ledger: Ledger
  readonly #pack: Pack
  readonly #unsettledIn: UnsettledIn
  readonly #tellOfSeal: TellOfSeal

  constructor(ledger: Ledger, pack: Pack, unsettledIn: UnsettledIn, tellOfSeal: TellOfSeal) {
    this.#ledger = ledger
    this.#pack = pack
    this.#unsettledIn = unsettledIn
    this.#tellOfSeal = tellOfSeal
  }

  prepare({ inspection }: Input<'bundle.prepare'>): Output<'bundle.prepare'> {
    refuseUnknownInspection(this.#ledger.reader, inspection)
    const { counts, gaps } = gatherWithDrafts(this.#ledger, inspection, this.#askedBy(inspection), this.#unsettledIn)
    return { counts, gaps: [...gaps] }
  }

  /** Whether this request was carried out before, so that its reply was lost. */
  isSealed({ inspection, bundle }: Input<'bundle.seal'>): boolean {
    return bundleOf(this.#ledger.reader, inspection, bundle) !== undefined
  }

  /**
   * Freezes and signs what is saved; works without a connection. Throws Problems `inspection.unknown`, `bundle.empty`,
   * `bundle.too-large`, and `bundle.tags-missing` while a note lacks what the pack requires.
   */
  seal({ inspection, bundle }: Input<'bundle.seal'>): Output<'bundle.seal'> {
    const { reader } = this.#ledger
    refuseUnknownInspection(reader, inspection)
    if (this.isSealed({ inspection, bundle })) return { bundle }
    // What waits to be entered again under this device would be frozen under names that it soon has no more.
    if (!this.#ledger.isApproved) throw new Problem('device.unknown')
    const gathered = gatherSaved(this.#ledger, inspection, this.#askedBy(inspection))
    const data = { ...this.#manifest(inspection, gathered) }
    if (gathered.gaps.some(({ required }) => required)) throw new Problem('bundle.tags-missing')
    const earlier = bundlesOf(reader, inspection).map((row) => ({ hash: row.seal, parents: parentsOf(row) }))
    const at = this.#ledger.now()
    this.#ledger.write((writer) => {
      const statement = { kind: 'bundle.sealed', of: bundle, parents: latestOf(earlier), data, at }
      refusingLarge(() => this.#ledger.append(writer, knownCompartment(writer, inspection), statement))
      this.#tellOfSeal(writer, inspection, at)
    })
    return { bundle }
  }

  list({ inspection }: Input<'bundle.list'>): Output<'bundle.list'> {
    refuseUnknownInspection(this.#ledger.reader, inspection)
    const all = bundlesOf(this.#ledger.reader, inspection)
    return { bundles: all.map((row) => summaryOf(this.#ledger, row, all)) }
  }

  read({ inspection, bundle }: Input<'bundle.read'>): Output<'bundle.read'> {
    const row = knownBundle(this.#ledger.reader, inspection, bundle)
    return {
      ...summaryOf(this.#ledger, row, bundlesOf(this.#ledger.reader, inspection)),
      ...sealedNotes(this.#ledger, row),
      missing: missingFrom(row),
    }
  }

  #manifest(inspection: Hash, { counts }: Gathered): Manifest {
    const { reader } = this.#ledger
    const revisions = countingRevisions(this.#ledger, inspection)
    if (revisions.length === 0) throw new Problem('bundle.empty')
    const ends = chainsIn(reader, inspection).map(({ device, seq, head }) => ({ device, seq, hash: head }))
    const checkpoint = treeOf(reader, inspection)?.checkpoint ?? ''
    return {
      revisions: [...revisions],
      heads: ends.toSorted((one, other) => (one.device < other.device ? -1 : 1)),
      counts,
      checkpoint: checkpoint === '' ? null : checkpoint,
    }
  }

  #remitOf(inspection: Hash): Pack['remits'][number] | undefined {
    const row = inspectionOf(this.#ledger.reader, inspection)
    return this.#pack.remits.find(({ id }) => id === row?.remit)
  }

  #askedBy(inspection: Hash): Asked {
    const hasAreas = (this.#remitOf(inspection)?.areas.length ?? 0) > 0
    return { hasAreas, required: this.#pack.requiredTags.map(({ tag }) => tag) }
  }
}

function refusingLarge(append: () => Hash): void {
  try {
    append()
  } catch (error) {
    const large = error instanceof Problem && error.code === 'application.input-too-large'
    throw large ? new Problem('bundle.too-large', { cause: error }) : error
  }
}
