// What holds for an inspection as a whole: it goes as a whole, so it stays while any of its records has to stay.
import { type Day, latest } from './calendar.ts'
import { askedFor, destroys, mostForbidding } from './controllers.ts'
import type { Days, Explanation, State, Verdict } from './explanation.ts'
import type { Finding } from './facts.ts'

export interface Whole extends Days {
  readonly state: State
  /**
   * A day by which some of it would have to be gone, while the rest may not go yet; null where there is none. It goes as a
   * whole, so nothing goes, and somebody has to know.
   */
  readonly partlyBy: Day | null
  /** Events that have to happen, questions that have to be answered, before more can be said. */
  readonly awaited: readonly string[]
  readonly findings: readonly Finding[]
}

/** `obstacles` keep it whatever the records say. */
export function wholeOf(explanations: readonly Explanation[], obstacles: readonly Finding[]): Whole {
  const found = distinct([...obstacles, ...explanations.flatMap(({ findings }) => findings)])
  const own = explanations.map(({ verdicts }) => verdicts.filter((verdict) => verdict.own))
  const awaited = [...new Set(own.flat().flatMap((verdict) => verdict.awaited))].toSorted()
  const said = together(explanations)
  if (obstacles.length > 0) {
    const state = mostForbidding([said, obstructed(obstacles)])
    return { state, ...noDays, partlyBy: null, awaited, findings: found }
  }
  // A record of which nothing is reckoned has no day, so the whole has none.
  const isReckoned = own.length > 0 && own.every((verdicts) => verdicts.length > 0)
  return { state: said, ...(isReckoned ? daysOf(own.flat()) : { ...noDays, partlyBy: null }), awaited, findings: found }
}

/** The state of whichever forbids most; where all allow it and one asks for it, it is due. */
function together(explanations: readonly Explanation[]): State {
  const states = explanations.map(({ state }) => state)
  const most = mostForbidding(states)
  return destroys(most) ? askedFor(states, most) : most
}

const noDays: Days = { mayGoFrom: null, mustBeGoneBy: null, reviewFrom: null }

function obstructed(obstacles: readonly Finding[]): State {
  return obstacles.some(({ code }) => code === 'retention.newer-version') ? 'not-understood' : 'cannot-say'
}

/** A latest day that lies before the first possible one of the whole cannot be kept. */
function daysOf(own: readonly Verdict[]): Days & Pick<Whole, 'partlyBy'> {
  const last = own.flatMap(({ mustBeGoneBy }) => mustBeGoneBy ?? []).toSorted()
  const reviewed = own.filter(({ mayGoFrom }) => mayGoFrom === null)
  const possible = own.flatMap(({ mayGoFrom }) => mayGoFrom ?? [])
  const mayGoFrom = reviewed.length === 0 ? latest(possible) : null
  const reviews = reviewed.flatMap(({ reviewFrom }) => reviewFrom ?? [])
  const isUnderReview = reviewed.length > 0 && reviews.length === reviewed.length
  const inTime = last.filter((day) => mayGoFrom !== null && mayGoFrom <= day)
  return {
    mayGoFrom,
    mustBeGoneBy: inTime[0] ?? null,
    reviewFrom: isUnderReview ? latest([...reviews, ...possible]) : null,
    partlyBy: last.find((day) => !inTime.includes(day)) ?? null,
  }
}

function distinct(findings: readonly Finding[]): readonly Finding[] {
  return [...new Map(findings.map((finding) => [`${finding.code} ${finding.about}`, finding])).values()]
}
