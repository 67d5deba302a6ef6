// How far one rule reaches for one record: from which event it counts, and which days follow from it.
import { type Day, latest, type Reckoning } from './calendar.ts'
import type { Days, LookedAt, Open } from './explanation.ts'
import type { RecordFacts } from './facts.ts'
import { type History, historyOf } from './history.ts'
import { matches } from './matching.ts'
import type { FilledRule } from './rules.ts'

const noDays: Days = { mayGoFrom: null, mustBeGoneBy: null, reviewFrom: null }

/** One rule held to one record. Which rules decide shows only beside the others: whatever has days `decides` for now. */
export function lookAt(filled: FilledRule, facts: RecordFacts, reckoning: Reckoning): LookedAt {
  const match = matches(filled.rule, facts)
  if (match.is === 'mismatch') {
    return { ...looked(filled, 'not-about-this', noDays), why: match.why, about: match.about, assumptions: [] }
  }
  if (match.is === 'unanswered') return open(filled, 'question-unanswered', match.about)
  const { rule, event } = filled
  if (event === null || (rule.until === null && filled.period === null))
    return open(filled, 'not-understood', [rule.id])
  return counted(filled, historyOf(event, facts), facts, reckoning)
}

function looked({ rule, remit, assumptions }: FilledRule, role: LookedAt['role'], days: Days): LookedAt {
  return { rule, remit, role, why: null, about: [], history: null, assumptions, ...days }
}

function open(filled: FilledRule, why: Open, about: readonly string[], history: History | null = null): LookedAt {
  return { ...looked(filled, 'open', noDays), why, about, history }
}

function counted(filled: FilledRule, history: History, facts: RecordFacts, { dayAfter }: Reckoning): LookedAt {
  const { event, on, standing } = history
  if (on === null) {
    // An event taken as having happened ends nothing by itself: nobody knows the day, so somebody looks at it.
    if (standing === 'missing' && filled.takenAsHappened) return looked(filled, 'decides', noDays)
    return open(filled, whyOpen(filled, history), [event], history)
  }
  const after = dayAfter(on, filled.period)
  if (after === null) return open(filled, 'date-impossible', [event], history)
  if (filled.rule.modality === 'then-review') return reviewed(filled, history, on, after, facts)
  // An event that happened leaves nothing to assume about it.
  const assumptions = filled.rule.until === null ? filled.assumptions : []
  return { ...looked(filled, 'decides', daysOf(filled, on, after)), history, assumptions }
}

function whyOpen({ rule }: FilledRule, { standing }: History): Open {
  if (standing === 'at-odds') return 'dates-at-odds'
  if (standing === 'undecided') return 'reopening-undecided'
  if (standing === 'reopened') return 'reopened'
  return rule.until === null ? 'event-missing' : 'until-event'
}

/** What is kept `up-to` a period may go as soon as the period has begun. */
function daysOf({ rule: { modality } }: FilledRule, begins: Day, after: Day): Days {
  if (modality === 'at-least') return { mayGoFrom: after, mustBeGoneBy: null, reviewFrom: null }
  return { mayGoFrom: modality === 'up-to' ? begins : after, mustBeGoneBy: after, reviewFrom: null }
}

/** The newest review says when the next is due, or that there is none; of several on one day the one that keeps longest. */
function reviewed(filled: FilledRule, history: History, begins: Day, due: Day, facts: RecordFacts): LookedAt {
  const reviews = facts.reviews.filter(({ rule }) => rule === filled.rule.id)
  if (reviews.some(({ on }) => on < begins)) return open(filled, 'dates-at-odds', [filled.rule.id], history)
  const newest = latest(reviews.map(({ on }) => on))
  const next = latest(reviews.filter(({ on }) => on === newest).flatMap((review) => review.next ?? []))
  const released = newest !== null && next === null
  const days = released ? { ...noDays, mayGoFrom: newest } : { ...noDays, reviewFrom: next ?? due }
  return { ...looked(filled, 'decides', days), history }
}
