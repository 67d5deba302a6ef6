// What an explanation is made of: what is kept until when, by which rule, which others were looked at, on which assumptions.
import type { Day } from './calendar.ts'
import type { Finding } from './facts.ts'
import type { History } from './history.ts'
import type { Mismatch } from './matching.ts'
import type { AssumptionUsed, Rule } from './rules.ts'

/** What holds on the day asked about. Only the last two allow that a record is destroyed; `due` asks for it. */
export type State =
  | 'not-understood'
  | 'cannot-say'
  | 'controllers-disagree'
  | 'until-event'
  | 'keep'
  | 'due-for-review'
  | 'may-be-destroyed'
  | 'due'

/** How far one rule reaches for one record; null where it sets no such day. */
export interface Days {
  /** The first day on which it may be destroyed. */
  readonly mayGoFrom: Day | null
  /** The first day on which it may no longer be there. */
  readonly mustBeGoneBy: Day | null
  readonly reviewFrom: Day | null
}

/** Why the reach of a rule is not known. */
export type Open =
  | 'event-missing'
  | 'until-event'
  | 'reopened'
  | 'reopening-undecided'
  | 'question-unanswered'
  | 'dates-at-odds'
  | 'date-impossible'
  | 'not-understood'

/**
 * A rule that was looked at. `decides`: it sets a day of the result. `outlasted`: a longer rule of the same controller
 * does. `open`: it cannot be said yet how far it reaches. `waits`: another rule of the same controller is open, and may
 * be longer. `not-about-this`: it does not apply; `why` says why.
 */
export interface LookedAt extends Days {
  readonly rule: Rule
  readonly remit: string | null
  readonly role: 'decides' | 'outlasted' | 'open' | 'waits' | 'not-about-this'
  readonly why: Open | Mismatch | null
  /** What `why` is about: events, circumstances, subjects, categories, a class of records. */
  readonly about: readonly string[]
  /** The event from which it counts or at which it ends, with every reopening; null where it is not about this record. */
  readonly history: History | null
  readonly assumptions: readonly AssumptionUsed[]
}

/** What the rules of one controller say. `own`: it is a controller of this record, so its rules bind here. */
export interface Verdict extends Days {
  readonly controller: string
  readonly own: boolean
  readonly state: Exclude<State, 'controllers-disagree'>
  /** Events that have to happen, questions that have to be answered, before more can be said. */
  readonly awaited: readonly string[]
  readonly rules: readonly LookedAt[]
}

/** One controller wants gone by a day what another keeps until a later one, or until nobody can say when; both stand. */
export interface Disagreement {
  readonly wantsGone: string
  readonly by: Day
  readonly keeps: string
  readonly until: Day | null
}

export interface Explanation {
  readonly record: string
  readonly asOf: Day
  readonly state: State
  /** Controllers of the record first; the dates of several are never merged. */
  readonly verdicts: readonly Verdict[]
  readonly disagreements: readonly Disagreement[]
  /** Every assumption that a rule about this record used. */
  readonly assumptions: readonly AssumptionUsed[]
  /** What stands in the way of a result, or has to be known first. */
  readonly findings: readonly Finding[]
}
