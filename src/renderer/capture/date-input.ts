// Reads a date typed as day, month and year, and says by GOV.UK's rules which part is wrong and how.
export type DatePart = 'day' | 'month' | 'year'

export interface TypedDate {
  readonly day: string
  readonly month: string
  readonly year: string
}

/** `missing`: nothing typed; `incomplete`: `parts` are missing; `short-year`: not four numbers; `unreal`: no such day. */
export interface DateFault {
  readonly fault: 'missing' | 'incomplete' | 'short-year' | 'unreal'
  /** The parts to highlight; only those that are wrong, or all where no single one can be named. */
  readonly parts: readonly DatePart[]
}

type DateReading =
  /** The day as the contract writes it: 2026-03-10. */
  { readonly date: string; readonly wrong: null } | { readonly date: null; readonly wrong: DateFault }

const allParts = ['day', 'month', 'year'] as const
const monthNames = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
]

/** The priority is GOV.UK's: missing parts before an impossible date (Design System, date input, error messages). */
export function readDate(typed: TypedDate): DateReading {
  const empty = allParts.filter((part) => typed[part].trim() === '')
  if (empty.length === 3) return wrong('missing', allParts)
  if (empty.length > 0) return wrong('incomplete', empty)
  if (!/^\d{4}$/.test(typed.year.trim())) return wrong('short-year', ['year'])
  return realDate(numberOf(typed.day), monthOf(typed.month), Number(typed.year.trim()))
}

/** The three fields for a date of the contract, as a person would type it. */
export function typedDateOf(date: string): TypedDate {
  const [year = '', month = '', day = ''] = date.split('-')
  return { day: String(Number(day) || ''), month: String(Number(month) || ''), year }
}

function realDate(day: number, month: number, year: number): DateReading {
  const impossible: DatePart[] = []
  if (!(day >= 1 && day <= 31)) impossible.push('day')
  if (!(month >= 1 && month <= 12)) impossible.push('month')
  if (year < 1) impossible.push('year')
  if (impossible.length > 0) return wrong('unreal', impossible)
  // 30 February: no single part is wrong, so all are highlighted.
  if (day > daysIn(month, year)) return wrong('unreal', allParts)
  return { date: `${padded(year, 4)}-${padded(month, 2)}-${padded(day, 2)}`, wrong: null }
}

function numberOf(typed: string): number {
  return /^\d{1,2}$/.test(typed.trim()) ? Number(typed.trim()) : Number.NaN
}

/** Takes `3`, `03`, `March`, `mar`, `Sept.`: any beginning of a month's name of at least three letters. */
function monthOf(typed: string): number {
  const name = typed.trim().toLowerCase().replace(/\.$/, '')
  if (!/^[a-z]{3,}$/.test(name)) return numberOf(typed)
  const at = monthNames.findIndex((month) => month.startsWith(name))
  return at === -1 ? Number.NaN : at + 1
}

function daysIn(month: number, year: number): number {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  return [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0
}

const padded = (value: number, length: number) => String(value).padStart(length, '0')
const wrong = (fault: DateFault['fault'], parts: readonly DatePart[]): DateReading => ({
  date: null,
  wrong: { fault, parts },
})
