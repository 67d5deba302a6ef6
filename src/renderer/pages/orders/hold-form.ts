// The fields that place a hold, and what must be mended before it can be placed.
import type { Scope } from '#shared/domain/orders/kinds.ts'
import { readDate, type TypedDate } from '../../capture/date-input.ts'
import { dateFaultInWords } from '../../capture/date-words.ts'
import type { FieldFault } from '../../capture/faults.ts'
import { dayInWords } from '../../capture/time-words.ts'
import { message } from '../../messages.ts'

export interface HoldFields {
  ground: string
  review: TypedDate
  remits: string[]
  settings: string[]
  from: TypedDate
  to: TypedDate
}

const noDate = { day: '', month: '', year: '' }
export const emptyHold: HoldFields = {
  ground: '',
  review: noDate,
  remits: [],
  settings: [],
  from: noDate,
  to: noDate,
}

interface Reading {
  /** What places the hold, or null when something has to be mended. */
  readonly hold: { readonly ground: string; readonly review: string | null; readonly scope: Scope } | null
  readonly faults: readonly FieldFault[]
}

type DayField = 'review' | 'from' | 'to'

/** `today` as 2026-03-10. A hold on one inspection leaves remits, settings and days empty. */
export function readHold(fields: HoldFields, today: string): Reading {
  const faults: FieldFault[] = []
  if (fields.ground === '') faults.push({ field: 'ground', words: message('hold.ground.missing') })
  const review = readDay('review', fields.review, faults)
  const from = readDay('from', fields.from, faults)
  const to = readDay('to', fields.to, faults)
  if (review !== null && review <= today) faults.push(wholeDay('review', message('hold.review.past')))
  if (from !== null && to !== null && to < from) {
    faults.push(wholeDay('to', message('hold.to.before', { first: dayInWords(from) })))
  }
  if (faults.length > 0) return { hold: null, faults }
  const { ground, remits, settings } = fields
  return { hold: { ground, review, scope: { remits: [...remits], settings: [...settings], from, to } }, faults }
}

/** None of the days has to be given. */
function readDay(of: DayField, typed: TypedDate, faults: FieldFault[]): string | null {
  const { date, wrong } = readDate(typed)
  if (wrong === null || wrong.fault === 'missing') return date
  const words = dateFaultInWords(wrong, message(`hold.${of}.what`))
  faults.push({ field: `${of}.${wrong.parts[0] ?? 'day'}`, words, parts: wrong.parts })
  return null
}

function wholeDay(of: DayField, words: string): FieldFault {
  return { field: `${of}.day`, words, parts: ['day', 'month', 'year'] }
}

/** The scope as far as it was chosen, for saying what it would cover while days are still being typed. */
export function scopeSoFar({ remits, settings, from, to }: HoldFields): Scope {
  return { remits: [...remits], settings: [...settings], from: readDate(from).date, to: readDate(to).date }
}
