// Several controllers: each one's verdict stands, and where one wants gone what another keeps, that is shown.
import type { Day } from './calendar.ts'
import type { Disagreement, State, Verdict } from './explanation.ts'

/** From what forbids most to what asks for destruction. */
const order: readonly State[] = [
  'not-understood',
  'cannot-say',
  'controllers-disagree',
  'until-event',
  'keep',
  'due-for-review',
  'may-be-destroyed',
  'due',
]

/** What holds for a record of these controllers: what forbids most, unless one asks for what another forbids. */
export function together(verdicts: readonly Verdict[]): State {
  const states = verdicts.filter(({ own }) => own).map(({ state }) => state)
  const most = mostForbidding(states)
  return states.includes('due') && !destroys(most) ? 'controllers-disagree' : askedFor(states, most)
}

/** Of several states the one that forbids most; of none, that nothing can be said. */
export function mostForbidding(states: readonly State[]): State {
  return order.find((state) => states.includes(state)) ?? 'cannot-say'
}

/** Whether a state allows that the record is destroyed. */
export function destroys(state: State): boolean {
  return state === 'may-be-destroyed' || state === 'due'
}

/** Where all allow it and one asks for it, it is due. */
export function askedFor(states: readonly State[], most: State): State {
  return states.includes('due') ? 'due' : most
}

/** Every pair of which one wants gone by a day what the other keeps beyond it; not those that are over by `asOf`. */
export function disagreementsOf(verdicts: readonly Verdict[], asOf: Day): readonly Disagreement[] {
  if (verdicts.length < 2) return []
  const ever = verdicts.flatMap(({ controller, mustBeGoneBy }) =>
    mustBeGoneBy === null ? [] : verdicts.flatMap((other) => against(controller, mustBeGoneBy, other)),
  )
  return ever.filter(({ until }) => until === null || until > asOf)
}

function against(wantsGone: string, by: Day, { controller: keeps, mayGoFrom }: Verdict): readonly Disagreement[] {
  if (keeps === wantsGone || (mayGoFrom !== null && mayGoFrom <= by)) return []
  return [{ wantsGone, by, keeps, until: mayGoFrom }]
}
