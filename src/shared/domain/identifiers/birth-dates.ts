// Dates of birth: which of the dates in a text say when somebody was born, and which say when something happened.
import type { Hit } from './identifier.ts'

const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const month =
  '(?<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)'
const dayNumber = '(?<day>[0-3]?\\d)(?:st|nd|rd|th)?'
const year = '(?<year>(?:19|20)\\d\\d)'

/** Every way in which a day is written; those without a year count only beside a word about birth. */
const shapes: readonly RegExp[] = [
  new RegExp(
    `(?<![\\d/.-])${dayNumber}[\\s-]{1,3}(?:of\\s{1,3})?${month}(?:\\.?,?[\\s-]{1,3}${year})?(?![\\d])`,
    'giu',
  ),
  new RegExp(`\\b${month}\\.?\\s{1,3}${dayNumber}(?:,?\\s{1,3}${year})?(?![\\d])`, 'giu'),
  /(?<![\d/.-])(?<day>[0-3]?\d)(?<mark>[/. -])(?<number>[01]?\d)\k<mark>(?<year>(?:19|20)?\d\d)(?![\d/]|[.-]\d)/gu,
  /(?<![\d/.-])(?<year>(?:19|20)\d\d)(?<mark>[-/.])(?<number>[01]\d)\k<mark>(?<day>[0-3]\d)(?![\d/]|[.-]\d)/gu,
]

const birth = /\b(?:born|birth|birthday|birthdays|birthdate|date\s+of\s+birth|d\.?\s?o\.?\s?b\.?)(?![\p{L}])/giu
const aged = /\baged?(?![\p{L}])/giu
/** What stands before the date of an event: "on 4 March 2019", "since 1 May 2020". */
const happened = /\b(?:on|dated|since|until|till|from|by|before|after|to|between|reviewed|and|of)\s+(?:the\s+)?$/iu

/** Younger than this, a date without a word about birth is more likely that of an event. */
const youngestByDateAlone = 4
const oldestByDateAlone = 100
const reachOfBirth = 45
const reachOfAged = 25
/** UTF-16 units to either side of a date that are looked at. */
const furthest = 80

interface Dated extends Hit {
  /** ISO day, or null where the year is missing. */
  readonly day: string | null
  /** Two digits of a year with full stops or spaces may as well be a section or a count. */
  readonly vague: boolean
}

/**
 * A date counts when a word about birth stands just before it, or just after in the same breath, with no other date
 * between; or when it is a whole date on which somebody of 4 to 100 years was born and no word says that something
 * happened then. `on` is the day that the text speaks from, as ISO day.
 */
export function birthDatesIn(text: string, on: string): readonly Hit[] {
  const dates = datesIn(text)
  return dates
    .filter((date, index) => {
      const before = text.slice(Math.max(dates[index - 1]?.to ?? 0, date.from - furthest), date.from)
      const after = text.slice(date.to, Math.min(dates[index + 1]?.from ?? text.length, date.to + furthest))
      return isOfBirth(date, before, after, on)
    })
    .map(({ kind, from, to }) => ({ kind, from, to }))
}

function isOfBirth({ day, vague }: Dated, before: string, after: string, on: string): boolean {
  if (isNear(birth, before, reachOfBirth) || isNear(aged, before, reachOfAged)) return true
  if (/^\s*\(?\s*(?:d\.?o\.?b|date of birth|birth)/iu.test(after) || /^.{0,25}\bborn\b/iu.test(sameClause(after)))
    return true
  if (day === null || vague || happened.test(before)) return false
  const age = ageOn(day, on)
  return age >= youngestByDateAlone && age <= oldestByDateAlone
}

/** A word about birth close before the date, with no end of sentence between. */
function isNear(expression: RegExp, before: string, reach: number): boolean {
  const last = [...before.matchAll(expression)].at(-1)
  if (last === undefined) return false
  const between = before.slice(last.index + last[0].length)
  return between.length <= reach && !/[!?;\n]|\.\s+\p{Lu}/u.test(between)
}

function sameClause(after: string): string {
  return after.split(/[.!?;,\n]/u, 1)[0] ?? ''
}

function datesIn(text: string): readonly Dated[] {
  const found = shapes.flatMap((shape) => [...text.matchAll(shape)].flatMap(datedOf))
  const ordered = found.toSorted((one, other) => one.from - other.from || other.to - one.to)
  const kept: Dated[] = []
  for (const date of ordered) if ((kept.at(-1)?.to ?? 0) <= date.from) kept.push(date)
  return kept
}

function datedOf(match: RegExpMatchArray): readonly Dated[] {
  const { groups = {}, index = 0 } = match
  const number = groups['month'] === undefined ? Number(groups['number']) : monthNumber(groups['month'])
  const day = Number(groups['day'])
  if (day < 1 || day > 31 || number < 1 || number > 12) return []
  const place = { kind: 'birth-date', from: index, to: index + match[0].length } as const
  const written = groups['year']
  if (written === undefined) return [{ ...place, day: null, vague: false }]
  return [
    { ...place, day: isoDay(written, number, day), vague: written.length === 2 && /[. ]/.test(groups['mark'] ?? '') },
  ]
}

function monthNumber(name: string): number {
  return monthNames.indexOf(name.slice(0, 3).toLowerCase()) + 1
}

/** Two digits up to 39 are of this century: nobody in these files was born later, and few before 1940. */
function isoDay(written: string, number: number, day: number): string {
  const two = Number(written)
  const full = written.length === 4 ? two : two < 40 ? 2000 + two : 1900 + two
  return `${full}-${String(number).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

/** Whole years from one ISO day to another; negative when the first lies after the second. */
export function ageOn(born: string, on: string): number {
  const years = Number(on.slice(0, 4)) - Number(born.slice(0, 4))
  return on.slice(5) < born.slice(5) ? years - 1 : years
}

/** The day that a written date says, or null where it has no year or is no date. */
export function dayWritten(words: string): string | null {
  return datesIn(words)[0]?.day ?? null
}
