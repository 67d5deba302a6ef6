// Review: the supervisor's queue, questions about notes and their answers, decisions, and what was opened.
import type { Input, Output } from '#shared/contract.ts'
import type { Decision } from '#shared/domain/bundle.ts'
import { holdsKeys } from '#shared/domain/control.ts'
import { type FieldTexts, refuseUnsettled, type UnsettledIn } from '#shared/domain/identifiers/identifier.ts'
import type { Hash } from '#shared/domain/ids.ts'
import { foldNote } from '#shared/domain/note-state.ts'
import { Problem, type ProblemCode } from '#shared/problems.ts'
import { type BundleRow, bundlesOf } from '../../data/bundles.ts'
import type { Writer } from '../../data/handles.ts'
import { allInspections } from '../../data/inspections.ts'
import { noteOf } from '../../data/notes.ts'
import { knownCompartment, type Ledger, type Statement } from '../../ledger/ledger.ts'
import { countingQuestions } from '../../ledger/questions.ts'
import { revisionsIn } from '../../ledger/revisions.ts'
import { listedIn } from './listed.ts'
import {
  decisionParents,
  judgedOn,
  knownBundle,
  refuseUnknownInspection,
  summaryOf,
  whyNotReviewed,
} from './standing.ts'

type Summary = Output<'review.queue'>['bundles'][number]

const codes = {
  'own-work': 'review.own',
  'no-supervisor': 'application.role-missing',
  incomplete: 'bundle.incomplete',
} as const satisfies Record<string, ProblemCode>

export class Reviews {
  readonly #ledger: Ledger

  readonly #unsettledIn: UnsettledIn

  constructor(ledger: Ledger, unsettledIn: UnsettledIn) {
    this.#ledger = ledger
    this.#unsettledIn = unsettledIn
  }

  /** What waits longest for this supervisor stands first; what was decided or followed by a later seal stands last. */
  queue(): Output<'review.queue'> {
    const { reader, me } = this.#ledger
    const inTeam = allInspections(reader).filter(({ id }) => holdsKeys(this.#ledger.state(id), me.person))
    const bundles = inTeam.flatMap(({ id }) => {
      const all = bundlesOf(reader, id)
      return all.map((row) => summaryOf(this.#ledger, row, all))
    })
    return { bundles: bundles.toSorted(byWaiting) }
  }

  /**
   * One transaction: the question, and the decision *question* on the bundle that it makes. Throws Problems
   * `bundle.unknown`, `note.unknown`, `review.own`, `bundle.incomplete`, `note.identifiers-unsettled`.
   */
  question({ inspection, bundle, note, words }: Input<'note.question'>): Output<'note.question'> {
    const row = this.#reviewed(inspection, bundle)
    const { seal } = row
    const parents = this.#headsOf(row, note)
    const before = this.#asked(inspection, note).find(
      (asked) =>
        asked.bundle === bundle && asked.words === words && asked.answers.length === 0 && this.#isMine(asked.question),
    )
    // The same question again is a repeated request whose reply was lost.
    if (before !== undefined) return { question: before.question.hash }
    this.#refuseUnsettled(inspection, { question: words })
    return this.#ledger.write((writer) => {
      const asked = { kind: 'note.questioned', of: note, parents, data: { bundle, seal, words } }
      const question = this.#append(writer, inspection, asked)
      this.#append(writer, inspection, this.#decided(row, 'question', words))
      return { question }
    })
  }

  /** Throws Problems `inspection.unknown`, `note.unknown`, `question.unknown`, `note.identifiers-unsettled`. */
  answer({ inspection, note, question, words }: Input<'note.answer'>): Output<'note.answer'> {
    const { reader } = this.#ledger
    refuseUnknownInspection(reader, inspection)
    if (noteOf(reader, note)?.inspection !== inspection) throw new Problem('note.unknown')
    const asked = this.#asked(inspection, note).find((one) => one.question.hash === question)
    if (asked === undefined) throw new Problem('question.unknown')
    const before = asked.answers.find((answer) => answer.words === words && this.#isMine(answer.answer))
    if (before !== undefined) return { answer: before.answer.hash }
    this.#refuseUnsettled(inspection, { answer: words })
    const statement = { kind: 'note.answered', of: note, parents: [question], data: { question, words } }
    return { answer: this.#ledger.write((writer) => this.#append(writer, inspection, statement)) }
  }

  /**
   * Throws Problems `bundle.unknown`, `review.reason-missing`, `review.own`, `bundle.incomplete`,
   * `note.identifiers-unsettled`.
   */
  decide({ inspection, bundle, decision, reason }: Input<'review.decide'>): Output<'review.decide'> {
    const row = this.#reviewed(inspection, bundle)
    if (reason === '') throw new Problem('review.reason-missing', { fields: ['reason'] })
    const statement = this.#decided(row, decision, reason)
    if (!this.#isRepeated(row, decision, reason)) {
      this.#refuseUnsettled(inspection, { reason })
      this.#ledger.write((writer) => this.#append(writer, inspection, statement))
    }
    return summaryOf(this.#ledger, row, bundlesOf(this.#ledger.reader, inspection))
  }

  /** One entry for a reading session: which notes somebody had before them. It says nothing about the bundle itself. */
  opened({ inspection, bundle, notes }: Input<'review.opened'>): Output<'review.opened'> {
    const { seal } = knownBundle(this.#ledger.reader, inspection, bundle)
    const data = { bundle, notes: [...new Set(notes)].toSorted() }
    const statement = { kind: 'note.opened', of: inspection, parents: [seal], data }
    this.#ledger.write((writer) => this.#append(writer, inspection, statement))
    return {}
  }

  /** Words of a review become evidence as those of a note do. */
  #refuseUnsettled(inspection: Hash, fields: FieldTexts): void {
    refuseUnsettled(this.#unsettledIn(inspection, { on: null, fields }))
  }

  /** A bundle on which this person may decide. */
  #reviewed(inspection: Hash, bundle: string): BundleRow {
    const row = knownBundle(this.#ledger.reader, inspection, bundle)
    const whyNot = whyNotReviewed(this.#ledger, row)
    if (whyNot !== null) throw new Problem(codes[whyNot])
    return row
  }

  /** The versions of a note that the seal froze and that no other frozen version builds on. */
  #headsOf(row: BundleRow, note: string): readonly Hash[] {
    const listed = new Set(listedIn(this.#ledger, row).map(({ hash }) => hash))
    const known = revisionsIn(this.#ledger, this.#ledger.entriesOf(row.inspection, note), ['note.revised'])
    const frozen = known.filter(({ hash }) => listed.has(hash))
    if (frozen.length === 0) throw new Problem('note.unknown')
    return foldNote(frozen).heads.toSorted()
  }

  #asked(inspection: Hash, note: string): ReturnType<typeof countingQuestions> {
    return countingQuestions(this.#ledger, inspection, note, this.#ledger.entriesOf(inspection, note))
  }

  #isMine({ person }: { readonly person: Hash | null }): boolean {
    return person === this.#ledger.me.person
  }

  /** This person said exactly that last: a request whose reply was lost. */
  #isRepeated(bundle: BundleRow, decision: Decision, reason: string): boolean {
    const row = judgedOn(this.#ledger.reader, bundle).findLast(({ counts }) => counts)?.row
    return row?.person === this.#ledger.me.person && row.decision === decision && row.reason === reason
  }

  #decided(row: BundleRow, decision: Decision, reason: string): Statement {
    const parents = decisionParents(this.#ledger.reader, row)
    return { kind: 'review.decided', of: row.id, parents, data: { decision, reason } }
  }

  #append(writer: Writer, inspection: Hash, statement: Statement): Hash {
    return this.#ledger.append(writer, knownCompartment(writer, inspection), statement)
  }
}

function byWaiting(one: Summary, other: Summary): number {
  const waits = ({ review, followed }: Summary) => !followed && (review === 'sealed' || review === 'question')
  const key = (summary: Summary) => `${waits(summary) ? 0 : 1} ${summary.sealed} ${summary.bundle}`
  return key(one) < key(other) ? -1 : 1
}
