// From entries of sealing and review to rows: which bundles there are, and which questions are open.
import type { Output } from '#shared/contract.ts'
import { answerDataSchema, manifestSchema, questionDataSchema } from '#shared/domain/bundle.ts'
import { inDisplayOrder } from '#shared/domain/fold.ts'
import type { Hash } from '#shared/domain/ids.ts'
import { putBundle, putQuestions } from '../data/bundles.ts'
import type { CompartmentRow } from '../data/compartments.ts'
import type { Writer } from '../data/handles.ts'
import { authorsIn } from './authors.ts'
import type { Ledger, OpenedEntry } from './ledger.ts'

type Question = Output<'note.read'>['questions'][number]

/** What was asked about a note and answered, as far as it has effect, oldest first. */
export interface Asked {
  readonly question: OpenedEntry
  readonly words: string
  readonly bundle: string
  readonly answers: readonly { readonly answer: OpenedEntry; readonly words: string }[]
}

export function projectBundle(ledger: Ledger, writer: Writer, compartment: CompartmentRow, id: string): void {
  const seal = sealIn(ledger, ledger.entriesOf(compartment.id, id))
  if (seal !== null) putBundle(writer, { id, inspection: compartment.inspection, sealed: seal.payload.at ?? '' })
}

export function projectQuestions(
  ledger: Ledger,
  writer: Writer,
  compartment: CompartmentRow,
  note: string,
  entries: readonly OpenedEntry[],
): void {
  if (!entries.some(({ payload }) => payload.kind === 'note.questioned')) return
  const questions = askedIn(ledger, entries).map(({ question, answers }) => ({
    id: question.hash,
    open: answers.length === 0,
  }))
  putQuestions(writer, compartment.inspection, note, questions)
}

/** The seal of a bundle; of several under one id, which only a repeated request makes, the first. */
export function sealIn(ledger: Ledger, entries: readonly OpenedEntry[]): OpenedEntry | null {
  const seals = entries.filter(
    (entry) =>
      entry.payload.kind === 'bundle.sealed' &&
      ledger.hasEffect(entry) &&
      manifestSchema.safeParse(entry.payload.data).success,
  )
  return inOrder(seals)[0] ?? null
}

export function askedIn(ledger: Ledger, entries: readonly OpenedEntry[]): readonly Asked[] {
  const counting = inOrder(entries.filter((entry) => ledger.hasEffect(entry)))
  const answers = counting.flatMap((answer) => {
    const data = answer.payload.kind === 'note.answered' ? answerDataSchema.safeParse(answer.payload.data).data : null
    return data ? [{ answer, words: data.words, question: data.question }] : []
  })
  return counting.flatMap((question) => {
    const data =
      question.payload.kind === 'note.questioned' ? questionDataSchema.safeParse(question.payload.data).data : null
    if (!data) return []
    const own = answers.filter((answer) => answer.question === question.hash)
    return [{ question, words: data.words, bundle: data.bundle, answers: own }]
  })
}

/** Questions about a note with their answers, in words for the page. */
export function questionsOn(ledger: Ledger, entries: readonly OpenedEntry[]): Question[] {
  const by = authorsIn(ledger)
  const told = ({ header, payload, hash }: OpenedEntry) => ({ hash, at: payload.at ?? '', by: by(header.device) })
  return askedIn(ledger, entries).map(({ question, words, bundle, answers }) => {
    const { hash, ...asked } = told(question)
    const replies = answers.map(({ answer, words: said }) => {
      const { hash: entry, ...about } = told(answer)
      return { answer: entry, words: said, ...about }
    })
    return { question: hash, bundle, words, ...asked, answers: replies }
  })
}

export function inOrder(entries: readonly OpenedEntry[]): readonly OpenedEntry[] {
  const byHash = new Map<Hash, OpenedEntry>(entries.map((entry) => [entry.hash, entry]))
  const order = inDisplayOrder(entries.map(({ hash, payload }) => ({ hash, at: payload.at })))
  return order.flatMap(({ hash }) => byHash.get(hash) ?? [])
}
