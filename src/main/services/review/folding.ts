// What a bundle comes to on this device: its seal, who wrote what it lists, its decisions and questions, and who may decide.
import type { Output } from '#shared/contract.ts'
import {
  type Decision,
  decisionDataSchema,
  isOwnWork,
  type Manifest,
  manifestSchema,
  reviewStateOf,
} from '#shared/domain/bundle.ts'
import type { Hash } from '#shared/domain/ids.ts'
import { Problem } from '#shared/problems.ts'
import { type BundleRow, bundleOf, type RevisionRow, revisionsOf } from '../../data/bundles.ts'
import { inspectionOf } from '../../data/inspections.ts'
import { authorsIn } from '../../ledger/authors.ts'
import type { Ledger, OpenedEntry } from '../../ledger/ledger.ts'
import { type Asked, askedIn, inOrder, sealIn } from '../../ledger/review-projection.ts'
import { stateOfObject } from '../../ledger/sending.ts'

type Summary = Output<'bundle.list'>['bundles'][number]

interface Made {
  readonly entry: OpenedEntry
  readonly decision: Decision
  readonly reason: string
  readonly counts: boolean
}

export interface FoldedBundle {
  readonly row: BundleRow
  readonly seal: OpenedEntry
  readonly manifest: Manifest
  /** The listed revisions that this vault can read. */
  readonly revisions: readonly RevisionRow[]
  readonly decisions: readonly Made[]
  readonly ownWork: boolean
}

/** Throws Problem `bundle.unknown` for one that is not of this inspection. */
export function foldBundle(ledger: Ledger, inspection: Hash, id: string): FoldedBundle {
  const row = bundleOf(ledger.reader, id)
  const entries = row?.inspection === inspection ? ledger.entriesOf(inspection, id) : []
  const seal = sealIn(ledger, entries)
  if (row === undefined || seal === null) throw new Problem('bundle.unknown')
  const manifest = manifestSchema.parse(seal.payload.data)
  const listed = new Set(manifest.revisions)
  const revisions = revisionsOf(ledger.reader, inspection).filter(({ hash }) => listed.has(hash))
  const writers = new Set(revisions.flatMap(({ device }) => ledger.personOf(device) ?? []))
  const isOwn = (person: Hash | null) => isOwnWork(person, seal.person, writers)
  const decisions = inOrder(entries).flatMap((entry) => {
    const data = entry.payload.kind === 'review.decided' ? decisionDataSchema.safeParse(entry.payload.data).data : null
    return data ? [{ entry, ...data, counts: ledger.hasEffect(entry) && !isOwn(entry.person) }] : []
  })
  return { row, seal, manifest, revisions, decisions, ownWork: isOwn(ledger.me.person) }
}

/** Listed revisions that have not arrived on this device or wait for their key. */
export function missingFrom({ manifest, revisions }: FoldedBundle): number {
  return manifest.revisions.length - revisions.length
}

/** The decisions with effect that no other builds on, for a new one to build on. */
export function decisionHeads({ decisions }: FoldedBundle): readonly Hash[] {
  const named = new Set(decisions.flatMap(({ entry }) => entry.payload.parents))
  return decisions.map(({ entry }) => entry.hash).filter((hash) => !named.has(hash))
}

export function summaryOf(ledger: Ledger, bundle: FoldedBundle, others: readonly FoldedBundle[]): Summary {
  const { row, seal, manifest } = bundle
  const by = authorsIn(ledger)
  const counting = bundle.decisions.filter(({ counts }) => counts)
  const made = counting.map(({ entry, decision }) => ({ hash: entry.hash, parents: entry.payload.parents, decision }))
  const whyNot = whyNotReviewed(ledger, bundle)
  return {
    bundle: row.id,
    inspection: row.inspection,
    inspectionTitle: inspectionOf(ledger.reader, row.inspection)?.title ?? '',
    sealed: seal.payload.at ?? '',
    by: by(seal.header.device),
    counts: manifest.counts,
    checkpoint: manifest.checkpoint !== null,
    review: reviewStateOf(made),
    questionsOpen: openQuestionsOn(ledger, bundle),
    decisions: bundle.decisions.map(({ entry, decision, reason, counts }) => ({
      decision,
      reason,
      counts,
      at: entry.payload.at ?? '',
      by: by(entry.header.device),
    })),
    followed: others.some((other) => other.seal.payload.parents.includes(seal.hash)),
    state: stateOfObject(ledger, row.inspection, row.id),
    mayReview: whyNot === null,
    whyNot,
  }
}

export function whyNotReviewed(ledger: Ledger, bundle: FoldedBundle): Summary['whyNot'] {
  if (bundle.ownWork) return 'own-work'
  const { directory, me } = ledger
  if (directory?.rolesOf(me.person).has('supervisor') !== true) return 'no-supervisor'
  return missingFrom(bundle) > 0 ? 'incomplete' : null
}

function openQuestionsOn(ledger: Ledger, { row, revisions }: FoldedBundle): number {
  const notes = new Set(revisions.map(({ note }) => note))
  const asked = [...notes].flatMap((note): readonly Asked[] => askedAbout(ledger, row.inspection, note))
  return asked.filter(({ bundle, answers }) => bundle === row.id && answers.length === 0).length
}

function askedAbout(ledger: Ledger, inspection: Hash, note: string): readonly Asked[] {
  const asked = ledger.entriesOf(inspection, note).filter(({ payload }) => payload.kind !== 'note.revised')
  return asked.length === 0 ? [] : askedIn(ledger, asked)
}
