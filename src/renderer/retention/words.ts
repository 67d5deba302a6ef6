// Puts what holds for an inspection into words: the day, what is awaited next, terms of the pack, a statement.
import type { Output } from '#shared/contract.ts'
import type { Pack } from '#shared/domain/policy.ts'
import { termOf } from '#shared/domain/retention/record.ts'
import type { AssumptionUsed } from '#shared/domain/retention/rules.ts'
import { labelOf } from '../capture/terms.ts'
import { dayInWords } from '../capture/time-words.ts'
import { message } from '../messages.ts'
import type { Stands, State } from './kept.ts'

export type Read = Output<'retention.read'>
export type Statement = Read['statements'][number]
export type Said = Statement['said']
export type Outcome = Read['outcomes'][number]
export type Verdict = Outcome['verdicts'][number]
export type LookedAt = Verdict['rules'][number]
type Finding = Stands['findings'][number]

/** The colour only repeats what the words of the state say. */
export const stateColours = {
  due: 'red',
  'may-be-destroyed': 'orange',
  'due-for-review': 'yellow',
  keep: 'green',
  'until-event': 'blue',
  'controllers-disagree': 'magenta',
  'cannot-say': 'purple',
  'not-understood': 'magenta',
} as const satisfies Record<State, string>

/** The day on which something falls due, or that none is known. */
export function dayOf({ falls, what }: Pick<Stands, 'falls' | 'what'>): string {
  if (falls === null || what === null) return message('retention.day.none')
  return message(`retention.day.${what}`, { day: dayInWords(falls) })
}

/** What has to be known or done before more can be said; what is more in the way stands first. */
const inTheWay = [
  'newer-version',
  'not-understood',
  'statements-differ',
  'not-summarised',
  'date-impossible',
  'dates-at-odds',
  'reopening-undecided',
  'event-missing',
  'question-unanswered',
  'no-rule',
  'controllers-disagree',
] as const
type InTheWay = (typeof inTheWay)[number]

export function nextInWords(pack: Pack, stands: Stands): readonly string[] {
  const found = inTheWay.flatMap((what) =>
    stands.findings
      .filter(({ code }) => code === `retention.${what}`)
      .map((finding) => findingInWords(pack, what, finding)),
  )
  const partly =
    stands.partlyBy === null ? [] : [message('retention.next.partly', { day: dayInWords(stands.partlyBy) })]
  if (found.length > 0) return [...found, ...partly]
  return [
    ...stands.awaited.map((term) => message('retention.next.awaited', { what: termInWords(pack, term) })),
    ...partly,
  ]
}

function findingInWords(pack: Pack, what: InTheWay, { about }: Finding): string {
  return message(`retention.next.${what}`, { what: termInWords(pack, about) })
}

/** An event, a question, a rule, a role, a category or a body in words; a term that the pack does not know as it stands. */
export function termInWords(pack: Pack, term: string): string {
  const { events, circumstances, bodies, categories, personRoles } = pack.lists
  const question = circumstances.find(({ id }) => id === term)?.question
  const rule = ruleOf(pack, term, null)?.words
  return question ?? rule ?? labelOf([...events, ...bodies, ...categories, ...personRoles], term)
}

/** A rule by its id; `remit` is in whose file it stands, null where that is not known. */
export function ruleOf(pack: Pack, rule: string, remit: string | null) {
  const own = pack.remits.filter(({ id }) => remit === null || id === remit).flatMap(({ retention }) => retention)
  const others = [...pack.records.retention, ...pack.childrenInNeed.retention]
  return [...(remit === null ? [...others, ...own] : own)].find(({ id }) => id === rule)
}

/** The roles of people in words; that nobody is in it, where there are none. */
export function peopleInWords(pack: Pack, people: readonly string[]): string {
  if (people.length === 0) return message('retention.people.none')
  return people.map((role) => labelOf(pack.lists.personRoles, role)).join(', ')
}

export function assumptionInWords(
  pack: Pack,
  { id, value }: Pick<AssumptionUsed, 'id' | 'value'>,
): { question: string; answer: string } {
  const assumption = pack.assumptions.find((known) => known.id === id)
  const offered = assumption?.options.find((option) => option.value === value)?.label
  const answer = offered ?? (assumption?.kind === 'period' ? periodInWords(value) : labelOf(pack.lists.events, value))
  return { question: assumption?.question ?? id, answer }
}

const units = { Y: 'year', M: 'month', W: 'week', D: 'day' } as const

/** `P3Y` as 3 years. */
export function periodInWords(period: string): string {
  const unit = units[period.slice(-1) as keyof typeof units]
  const count = Number(period.slice(1, -1))
  return unit === undefined ? period : message(`retention.period.${unit}`, { count })
}

/** What a statement says, without what it is about. */
export function valueInWords(said: Said): string {
  if ('circumstance' in said) {
    const answer = answerOf(said.answer)
    return answer === 'none' ? message('retention.said.taken-back') : message(`retention.answer.${answer}`)
  }
  if ('rule' in said) return sentences(said.reviews.map(reviewInWords))
  return sentences(said.happenings.flatMap(happeningInWords))
}

export function answerOf(answer: boolean | null): 'yes' | 'no' | 'none' {
  if (answer === null) return 'none'
  return answer ? 'yes' : 'no'
}

function sentences(all: readonly string[]): string {
  return all.length === 0 ? message('retention.said.nothing') : all.join('; ')
}

function happeningInWords(
  { on, reopened }: Extract<Said, { readonly event: string }>['happenings'][number],
  place: number,
): readonly string[] {
  const happened = message(`retention.said.${place === 0 ? 'happened' : 'again'}`, { day: dayInWords(on) })
  if (reopened === null) return [happened]
  const decision = message(`retention.said.${reopened.period}`)
  return [happened, message('retention.said.reopened', { day: dayInWords(reopened.on), decision })]
}

function reviewInWords({ on, next }: Extract<Said, { readonly rule: string }>['reviews'][number]): string {
  if (next === null) return message('retention.said.released', { day: dayInWords(on) })
  return message('retention.said.reviewed', { day: dayInWords(on), next: dayInWords(next) })
}

/** What a statement is about, in words. */
export function aboutInWords(pack: Pack, said: Said): string {
  const what = termInWords(pack, termOf(said))
  if (!('circumstance' in said) || said.people === null) return what
  return message('retention.about.some', { what, people: peopleInWords(pack, said.people) })
}
