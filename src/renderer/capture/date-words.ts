// Puts the faults of a typed date into GOV.UK's words.
import { message } from '../messages.ts'
import type { DateFault, DatePart } from './date-input.ts'

/** `what` names the date inside a sentence: `first day of the inspection`. */
export function dateFaultInWords({ fault, parts }: DateFault, what: string): string {
  if (fault === 'missing') return message('date.missing', { what })
  if (fault === 'incomplete') return message('date.incomplete', { what, parts: partsInWords(parts) })
  return fault === 'short-year' ? message('date.short-year') : message('date.unreal', { what })
}

function partsInWords(parts: readonly DatePart[]): string {
  const [first, second] = parts.map((part) => message(`date.part.${part}`))
  return second === undefined ? (first ?? '') : message('date.and', { first: first ?? '', second })
}
