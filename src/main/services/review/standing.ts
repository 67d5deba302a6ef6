// How a bundle stands on this device: its decisions and which of them count, its open questions, and who may decide.
import { z } from 'zod'
import type { Output } from '#shared/contract.ts'
import {
  bundleCountsSchema,
  countsOn,
  type DecisionMade,
  isOwnWork,
  latestOf,
  reviewStateOf,
} from '#shared/domain/bundle.ts'
import { type Hash, hashSchema } from '#shared/domain/ids.ts'
import { Problem } from '#shared/problems.ts'
import { type BundleRow, bundleOf, countOpenQuestionsOn, type DecisionRow, decisionsOn } from '../../data/bundles.ts'
import { compartmentOf } from '../../data/compartments.ts'
import type { Reader } from '../../data/handles.ts'
import { inspectionOf } from '../../data/inspections.ts'
import { authorsIn } from '../../ledger/authors.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import { stateOfObject } from '../../ledger/sending.ts'

type Summary = Output<'bundle.list'>['bundles'][number]

const hashes = z.array(hashSchema)

/** A decision with all that its row says. */
export interface Judged extends DecisionMade {
  readonly row: DecisionRow
}

/** Throws Problems `inspection.unknown` and, for a bundle that is not of this inspection, `bundle.unknown`. */
export function knownBundle(reader: Reader, inspection: Hash, id: string): BundleRow {
  refuseUnknownInspection(reader, inspection)
  const row = bundleOf(reader, inspection, id)
  if (row === undefined) throw new Problem('bundle.unknown')
  return row
}

export function refuseUnknownInspection(reader: Reader, inspection: Hash): void {
  if (compartmentOf(reader, inspection)?.type !== 'evidence') throw new Problem('inspection.unknown')
}

export function parentsOf({ parents }: { readonly parents: string }): readonly Hash[] {
  return hashes.parse(JSON.parse(parents))
}

/** Every decision on the bundle, oldest first. */
export function judgedOn(reader: Reader, bundle: BundleRow): readonly Judged[] {
  const authors = authorsOf(bundle)
  return decisionsOn(reader, bundle.inspection, bundle.id).map((row) => {
    const { id: hash, decision, effect } = row
    const parents = parentsOf(row)
    const person = row.person === '' ? null : row.person
    const counts = countsOn(bundle.seal, authors, { person, seals: parents, effect: effect === 1 })
    return { row, hash, parents, decision, counts }
  })
}

/** What a new decision builds on: the seal, and every decision that no other builds on. */
export function decisionParents(reader: Reader, bundle: BundleRow): readonly Hash[] {
  return [...new Set([bundle.seal, ...latestOf(judgedOn(reader, bundle))])].toSorted()
}

/** How many listed revisions cannot be read here yet. */
export function missingFrom({ missing }: BundleRow): number {
  return hashes.parse(JSON.parse(missing)).length
}

/** Why this person may not decide on the bundle, or null where they may. */
export function whyNotReviewed({ directory, me }: Ledger, bundle: BundleRow): Summary['whyNot'] {
  if (isOwnWork(me.person, authorsOf(bundle))) return 'own-work'
  if (directory?.rolesOf(me.person).has('supervisor') !== true) return 'no-supervisor'
  return missingFrom(bundle) > 0 ? 'incomplete' : null
}

/** `others`: the bundles of the same inspection, one of which may have followed. */
export function summaryOf(ledger: Ledger, bundle: BundleRow, others: readonly BundleRow[]): Summary {
  const { reader } = ledger
  const { id, inspection, sealed, device, counts, checkpoint } = bundle
  const by = authorsIn(ledger)
  const judged = judgedOn(reader, bundle)
  const whyNot = whyNotReviewed(ledger, bundle)
  return {
    bundle: id,
    inspection,
    inspectionTitle: inspectionOf(reader, inspection)?.title ?? '',
    sealed,
    by: by(device),
    counts: bundleCountsSchema.parse(JSON.parse(counts)),
    checkpoint: checkpoint === 1,
    review: reviewStateOf(judged),
    questionsOpen: countOpenQuestionsOn(reader, inspection, id),
    decisions: judged.map(({ row, decision, counts: counted }) => ({
      decision,
      reason: row.reason,
      at: row.decided,
      by: by(row.device),
      counts: counted,
    })),
    followed: others.some((other) => parentsOf(other).includes(bundle.seal)),
    state: stateOfObject(ledger, inspection, id),
    mayReview: whyNot === null,
    whyNot,
  }
}

function authorsOf({ authors }: BundleRow): ReadonlySet<Hash> {
  return new Set(hashes.parse(JSON.parse(authors)))
}
