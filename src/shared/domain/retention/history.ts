// What is known of one event of a record: whether it has happened, was undone, and from which of its days to count.
import type { Day } from './calendar.ts'
import type { RecordFacts, Reopening } from './facts.ts'

/** Where an event stands; `at-odds` where its dates contradict each other. */
export type Standing = 'happened' | 'missing' | 'reopened' | 'undecided' | 'at-odds'

/** An event of a record: the day from which periods count, null unless it has `happened`; and every reopening of it. */
export interface History {
  readonly event: string
  readonly standing: Standing
  readonly on: Day | null
  readonly reopenings: readonly Reopening[]
}

/**
 * What happened, and was taken up again, has to happen again: until then the event is open. Reopening alone moves no
 * period: it counts from the first day unless somebody decided that it begins anew, and nothing counts while nobody has.
 */
export function historyOf(event: string, facts: RecordFacts): History {
  const on = facts.events.filter((happening) => happening.event === event).map((happening) => happening.on)
  const days = on.length > 1 ? [...new Set(on)].toSorted() : on
  const reopenings = distinct(facts.reopenings.filter((reopening) => reopening.event === event))
  const history = (standing: Standing, day: Day | null = null): History => ({ event, standing, on: day, reopenings })
  if (!alternate(days, reopenings)) return history('at-odds')
  if (days.length === 0) return history('missing')
  if (days.length === reopenings.length) return history('reopened')
  return counted(days, reopenings, history)
}

/** Happened, reopened, happened, reopened: neither twice in a row, and none before what it follows. */
function alternate(days: readonly Day[], reopenings: readonly Reopening[]): boolean {
  if (reopenings.length > days.length || days.length > reopenings.length + 1) return false
  return reopenings.every(({ on }, index) => {
    const [before, after] = [days[index], days[index + 1]]
    return before !== undefined && before <= on && (after === undefined || on <= after)
  })
}

function distinct(reopenings: readonly Reopening[]): readonly Reopening[] {
  if (reopenings.length < 2) return reopenings
  const byKey = new Map(reopenings.map((reopening) => [`${reopening.on} ${reopening.period}`, reopening]))
  return [...byKey].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, reopening]) => reopening)
}

function counted(
  days: readonly Day[],
  reopenings: readonly Reopening[],
  history: (standing: Standing, day?: Day) => History,
): History {
  const newest = reopenings.findLastIndex(({ period }) => period === 'begins-anew')
  if (reopenings.slice(newest + 1).some(({ period }) => period === 'undecided')) return history('undecided')
  const day = days[newest + 1]
  return day === undefined ? history('missing') : history('happened', day)
}
