// Questions about a note with their answers, as far as they count, in words for the page.
import type { Output } from '#shared/contract.ts'
import type { Hash } from '#shared/domain/ids.ts'
import { questionsAbout } from '../data/bundles.ts'
import { authorsIn } from './authors.ts'
import type { Ledger, OpenedEntry } from './ledger.ts'
import { type Asked, askedIn } from './review-projection.ts'

type Question = Output<'note.read'>['questions'][number]

/** What was asked about a note by somebody who may, oldest first. */
export function countingQuestions(
  ledger: Ledger,
  inspection: Hash,
  note: string,
  entries: readonly OpenedEntry[],
): readonly Asked[] {
  const asked = askedIn(ledger, entries)
  if (asked.length === 0) return []
  const counting = questionsAbout(ledger.reader, inspection, note)
  return asked.filter(({ question }) => counting.has(question.hash))
}

export function questionsOn(
  ledger: Ledger,
  inspection: Hash,
  note: string,
  entries: readonly OpenedEntry[],
): Question[] {
  const by = authorsIn(ledger)
  const about = ({ payload, header }: OpenedEntry) => ({ at: payload.at ?? '', by: by(header.device) })
  return countingQuestions(ledger, inspection, note, entries).map(({ question, bundle, words, answers }) => ({
    question: question.hash,
    bundle,
    words,
    ...about(question),
    answers: answers.map(({ answer, words: said }) => ({ answer: answer.hash, words: said, ...about(answer) })),
  }))
}
