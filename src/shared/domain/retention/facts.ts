// The facts of one record, and what is wrong with them: words that the pack does not know, dates that cannot be.
import type { ProblemCode } from '../../problems.ts'
import type { Calendar, Day } from './calendar.ts'
import type { RetentionPack } from './rules.ts'

/** What has ended was taken up again on a day; whether its period then begins anew is for a person to decide. */
export interface Reopening {
  readonly event: string
  readonly on: Day
  readonly period: 'runs-on' | 'begins-anew' | 'undecided'
}

/** Somebody looked at a record that a rule keeps under review: again on `next`, or null where it need be kept no longer. */
export interface Review {
  readonly rule: string
  readonly on: Day
  readonly next: Day | null
}

/** What retention has to know of one record: of a note, a file, or all notes of an inspection that are alike in this. */
export interface RecordFacts {
  readonly id: string
  /** The remit under which it was gathered, null for records of no inspection. */
  readonly remit: string | null
  /** The class of records it belongs to, null for evidence. */
  readonly records: string | null
  readonly subjects: readonly string[]
  readonly categories: readonly string[]
  /** Whose record it is: the bodies whose rules bind here. */
  readonly controllers: readonly string[]
  /** Answers to the questions on which rules depend; what is left out has not been answered. */
  readonly circumstances: Readonly<Record<string, boolean>>
  readonly events: readonly { readonly event: string; readonly on: Day }[]
  readonly reopenings: readonly Reopening[]
  readonly reviews: readonly Review[]
}

/** Something that stands in the way of a result; `about` is the term, event or rule. */
export interface Finding {
  readonly code: ProblemCode
  readonly about: string
}

/** The words that a pack knows, by the member of the facts in which they stand. */
export type Vocabulary = Readonly<Record<'remits' | 'records' | keyof RetentionPack['lists'], ReadonlySet<string>>>

export function vocabularyOf({ remits, records, lists }: RetentionPack): Vocabulary {
  const ids = (named: readonly { readonly id: string }[]) => new Set(named.map(({ id }) => id))
  return {
    remits: ids(remits),
    records: ids(records.classes),
    subjects: ids(lists.subjects),
    categories: ids(lists.categories),
    bodies: ids(lists.bodies),
    events: ids(lists.events),
    circumstances: ids(lists.circumstances),
  }
}

/** Words of the facts that the pack does not know: a newer pack may, so nothing is concluded without them. */
export function notUnderstood(facts: RecordFacts, known: Vocabulary): readonly Finding[] {
  const unknown: string[] = []
  const look = (words: ReadonlySet<string>, word: string) => {
    if (!words.has(word)) unknown.push(word)
  }
  if (facts.remit !== null) look(known.remits, facts.remit)
  if (facts.records !== null) look(known.records, facts.records)
  for (const word of facts.subjects) look(known.subjects, word)
  for (const word of facts.categories) look(known.categories, word)
  for (const word of facts.controllers) look(known.bodies, word)
  for (const word of Object.keys(facts.circumstances)) look(known.circumstances, word)
  for (const { event } of facts.events) look(known.events, event)
  for (const { event } of facts.reopenings) look(known.events, event)
  return findings('retention.not-understood', unknown)
}

/** Events and rules with a date that is no day of the calendar. */
export function impossibleDates(facts: RecordFacts, { isDay }: Pick<Calendar, 'isDay'>): readonly Finding[] {
  const impossible: string[] = []
  for (const { event, on } of facts.events) if (!isDay(on)) impossible.push(event)
  for (const { event, on } of facts.reopenings) if (!isDay(on)) impossible.push(event)
  for (const { rule, on, next } of facts.reviews)
    if (!isDay(on) || !(next === null || isDay(next))) impossible.push(rule)
  return findings('retention.date-impossible', impossible)
}

/** One finding for each thing it is about, in the order of the alphabet. */
export function findings(code: ProblemCode, about: readonly string[]): readonly Finding[] {
  return about.length === 0 ? [] : [...new Set(about)].toSorted().map((thing) => ({ code, about: thing }))
}
