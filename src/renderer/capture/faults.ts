// What a form found to mend: the field, the words shown beside it and in the summary.
import type { DatePart } from './date-input.ts'

export interface FieldFault {
  /** The id of the field that the summary leads to. */
  readonly field: string
  readonly words: string
  /** Of a date: which of its parts are highlighted. */
  readonly parts?: readonly DatePart[]
}

export function wordsFor(faults: readonly FieldFault[], field: string): string | undefined {
  return faults.find((fault) => fault.field === field)?.words
}
