// What a changed pack, or another answer to an assumption, would change for records that are held, before it is adopted.
import type { Day } from './calendar.ts'
import { destroys } from './controllers.ts'
import type { Explain } from './explain.ts'
import type { Explanation, Verdict } from './explanation.ts'
import type { RecordFacts } from './facts.ts'

/**
 * How a record would fare. `could-go`: it could be destroyed now, and could not before; `stays`: the reverse. `sooner`
 * and `later`: a day on which it may or must go moves, or one is new or falls away. `otherwise`: the result or its
 * reasons differ, no day does.
 */
export type Effect = 'could-go' | 'stays' | 'sooner' | 'later' | 'otherwise'

export interface Change {
  readonly effect: Effect
  readonly before: Explanation
  readonly after: Explanation
}

export interface Comparison {
  readonly looked: number
  readonly counts: Readonly<Record<Effect, number>>
  readonly changes: readonly Change[]
}

/** Every record that would fare otherwise. Throws what `Explain` throws. */
export function compared(before: Explain, after: Explain, records: Iterable<RecordFacts>, asOf: Day): Comparison {
  const counts = { 'could-go': 0, stays: 0, sooner: 0, later: 0, otherwise: 0 }
  const changes: Change[] = []
  let looked = 0
  for (const facts of records) {
    looked += 1
    const change = changeBetween(before(facts, asOf), after(facts, asOf))
    if (change === null) continue
    counts[change.effect] += 1
    changes.push(change)
  }
  return { looked, counts, changes }
}

function changeBetween(before: Explanation, after: Explanation): Change | null {
  return outcome(before) === outcome(after) ? null : { effect: effectOf(before, after), before, after }
}

/** What counts as the same: a rule that is only worded or cited otherwise changes nothing. */
function outcome({ state, verdicts, disagreements, assumptions, findings }: Explanation): string {
  const sides = verdicts.map(({ rules, ...verdict }) => ({
    ...verdict,
    rules: rules.filter(({ role }) => role !== 'not-about-this').map(({ rule, remit, role }) => [rule.id, remit, role]),
  }))
  return JSON.stringify([state, sides, disagreements, assumptions, findings])
}

function effectOf(before: Explanation, after: Explanation): Effect {
  if (destroys(before.state) !== destroys(after.state)) return destroys(after.state) ? 'could-go' : 'stays'
  const moves = (['mayGoFrom', 'mustBeGoneBy'] as const).flatMap((day) => moved(before, after, day))
  // Where one controller's day comes nearer and another's goes away, what is lost sooner is what has to be seen.
  if (moves.includes('sooner')) return 'sooner'
  return moves.includes('later') ? 'later' : 'otherwise'
}

/** Which way a day moves, by each own controller; no day at all is later than any. */
function moved(before: Explanation, after: Explanation, day: 'mayGoFrom' | 'mustBeGoneBy'): readonly Effect[] {
  const own = ({ verdicts }: Explanation) =>
    new Map(verdicts.filter(isOwn).map((verdict) => [verdict.controller, verdict[day]]))
  const days = own(after)
  return [...own(before)].flatMap(([controller, was]) => {
    const becomes = days.get(controller) ?? null
    if (was === becomes) return []
    return was === null || (becomes !== null && becomes < was) ? ['sooner' as const] : ['later' as const]
  })
}

function isOwn({ own }: Verdict): boolean {
  return own
}
