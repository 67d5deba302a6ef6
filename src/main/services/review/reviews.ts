// Review: the supervisor's queue, questions about notes and their answers, decisions, and what was opened.
import type { Input, Output } from '#shared/contract.ts'
import type { Hash } from '#shared/domain/ids.ts'
import { Problem, type ProblemCode } from '#shared/problems.ts'
import { allBundles } from '../../data/bundles.ts'
import { compartmentOf } from '../../data/compartments.ts'
import { noteOf } from '../../data/notes.ts'
import { knownCompartment, type Ledger } from '../../ledger/ledger.ts'
import { askedIn } from '../../ledger/review-projection.ts'
import { decisionHeads, type FoldedBundle, foldBundle, summaryOf, whyNotReviewed } from './folding.ts'

const codes = {
  'own-work': 'review.own',
  'no-supervisor': 'application.role-missing',
  incomplete: 'bundle.incomplete',
} as const satisfies Record<string, ProblemCode>

export class Reviews {
  readonly #ledger: Ledger

  constructor(ledger: Ledger) {
    this.#ledger = ledger
  }

  /** What waits longest stands first; what is accepted stands last. */
  queue(): Output<'review.queue'> {
    const all = allBundles(this.#ledger.reader).map((row) => foldBundle(this.#ledger, row.inspection, row.id))
    const bundles = all.map((bundle) => summaryOf(this.#ledger, bundle, all))
    const waiting = bundles.filter(({ review, followed }) => review !== 'accepted' && !followed)
    return { bundles: [...waiting, ...bundles.filter((bundle) => !waiting.includes(bundle))] }
  }

  /** One transaction: the question, and the decision *question* on the bundle that it makes. */
  question({ inspection, bundle, note, words }: Input<'note.question'>): Output<'note.question'> {
    const folded = this.#reviewed(inspection, bundle)
    const about = folded.revisions.filter((revision) => revision.note === note)
    if (about.length === 0) throw new Problem('note.unknown')
    const evidence = knownCompartment(this.#ledger.reader, inspection)
    const seal = folded.seal.hash
    return this.#ledger.write((writer) => {
      const parents = about.map(({ hash }) => hash)
      const asked = { kind: 'note.questioned', of: note, parents, data: { bundle, seal, words } }
      const question = this.#ledger.append(writer, evidence, asked)
      this.#ledger.append(writer, evidence, decided(folded, 'question', words))
      return { question }
    })
  }

  answer({ inspection, note, question, words }: Input<'note.answer'>): Output<'note.answer'> {
    this.#refuseUnknown(inspection)
    if (noteOf(this.#ledger.reader, note)?.inspection !== inspection) throw new Problem('note.unknown')
    const asked = askedIn(this.#ledger, this.#ledger.entriesOf(inspection, note))
    if (!asked.some((one) => one.question.hash === question)) throw new Problem('question.unknown')
    const evidence = knownCompartment(this.#ledger.reader, inspection)
    const statement = { kind: 'note.answered', of: note, parents: [question], data: { question, words } }
    return { answer: this.#ledger.write((writer) => this.#ledger.append(writer, evidence, statement)) }
  }

  /** Throws Problems `review.reason-missing`, `review.own`, `bundle.incomplete`. */
  decide({ inspection, bundle, decision, reason }: Input<'review.decide'>): Output<'review.decide'> {
    const folded = this.#reviewed(inspection, bundle)
    if (reason === '') throw new Problem('review.reason-missing', { fields: ['reason'] })
    const evidence = knownCompartment(this.#ledger.reader, inspection)
    this.#ledger.write((writer) => this.#ledger.append(writer, evidence, decided(folded, decision, reason)))
    return summaryOf(this.#ledger, foldBundle(this.#ledger, inspection, bundle), [])
  }

  /** One entry for a reading session: which notes somebody had before them. */
  opened({ inspection, bundle, notes }: Input<'review.opened'>): Output<'review.opened'> {
    const { seal } = this.#folded(inspection, bundle)
    const evidence = knownCompartment(this.#ledger.reader, inspection)
    const statement = { kind: 'note.opened', of: bundle, parents: [seal.hash], data: { bundle, notes } }
    this.#ledger.write((writer) => this.#ledger.append(writer, evidence, statement))
    return {}
  }

  /** A bundle on which this person may decide. */
  #reviewed(inspection: Hash, bundle: string): FoldedBundle {
    const folded = this.#folded(inspection, bundle)
    const whyNot = whyNotReviewed(this.#ledger, folded)
    if (whyNot !== null) throw new Problem(codes[whyNot])
    return folded
  }

  #folded(inspection: Hash, bundle: string): FoldedBundle {
    this.#refuseUnknown(inspection)
    return foldBundle(this.#ledger, inspection, bundle)
  }

  #refuseUnknown(inspection: Hash): void {
    if (compartmentOf(this.#ledger.reader, inspection)?.type !== 'evidence') throw new Problem('inspection.unknown')
  }
}

function decided({ row, seal, ...bundle }: FoldedBundle, decision: string, reason: string) {
  const heads = decisionHeads({ row, seal, ...bundle })
  return { kind: 'review.decided', of: row.id, parents: [seal.hash, ...heads.toSorted()], data: { decision, reason } }
}
