// What the rules of one controller say together: the longest of them wins, and what is open keeps the record.
import { type Day, latest } from './calendar.ts'
import type { Days, LookedAt, Open, Verdict } from './explanation.ts'

type Said = Omit<Verdict, 'controller' | 'own'>

/** Open in a way that says nothing is wrong: it is known what is waited for. */
const waiting: ReadonlySet<LookedAt['why']> = new Set<Open>(['until-event', 'reopened'])

/** What follows from every rule of one controller that was looked at, on the day `asOf`. */
export function said(rules: readonly LookedAt[], asOf: Day): Said {
  const applying = rules.filter(({ role }) => role !== 'not-about-this')
  const open = applying.filter(({ role }) => role === 'open')
  if (open.length > 0) return stillOpen(rules, open)
  if (applying.length === 0) return { state: 'cannot-say', ...noDays, awaited: [], rules }
  const reviews = applying.filter(isUnderReview)
  return reviews.length > 0 ? underReview(rules, applying, reviews, asOf) : closed(rules, applying, asOf)
}

const noDays: Days = { mayGoFrom: null, mustBeGoneBy: null, reviewFrom: null }

function stillOpen(rules: readonly LookedAt[], open: readonly LookedAt[]): Said {
  const lastsUntil = new Set(open.filter(({ why }) => why === 'until-event').flatMap(({ about }) => about))
  const besides = rules.map((rule) => besideOpen(rule, lastsUntil))
  const reasons = besides.filter(({ role }) => role === 'open').map(({ why }) => why)
  const state = reasons.every((why) => waiting.has(why)) ? 'until-event' : 'cannot-say'
  const awaited = [...new Set(open.flatMap(({ about }) => about))].toSorted()
  return { state: reasons.includes('not-understood') ? 'not-understood' : state, ...noDays, awaited, rules: besides }
}

/** Where a period begins with the event until which another rule keeps the record, nothing is missing: it is kept till then. */
function besideOpen(rule: LookedAt, lastsUntil: ReadonlySet<string>): LookedAt {
  if (rule.role === 'decides') return { ...rule, role: 'waits' }
  const follows = rule.why === 'event-missing' && rule.about.every((event) => lastsUntil.has(event))
  return follows ? { ...rule, why: 'until-event' } : rule
}

/** Neither a day on which it may go nor one on which it must: somebody looks at it, and decides. */
function isUnderReview({ mayGoFrom, mustBeGoneBy }: LookedAt): boolean {
  return mayGoFrom === null && mustBeGoneBy === null
}

/** A review releases nothing by itself, so it outlasts every rule that ends; it comes when the others allow an end. */
function underReview(
  rules: readonly LookedAt[],
  applying: readonly LookedAt[],
  reviews: readonly LookedAt[],
  asOf: Day,
): Said {
  const reviewFrom = latest([...daysOf(applying, 'reviewFrom'), ...daysOf(applying, 'mayGoFrom')])
  const state = reviewFrom === null || reviewFrom <= asOf ? 'due-for-review' : 'keep'
  const setsTheDay = (rule: LookedAt) =>
    reviews.includes(rule) || (reviewFrom !== null && rule.mayGoFrom === reviewFrom)
  return { state, ...noDays, reviewFrom, awaited: [], rules: withRoles(rules, setsTheDay) }
}

/** A latest day that lies before the first possible one is outlasted: the longest rule is one that states no latest. */
function closed(rules: readonly LookedAt[], applying: readonly LookedAt[], asOf: Day): Said {
  const mayGoFrom = latest(daysOf(applying, 'mayGoFrom'))
  const last = latest(daysOf(applying, 'mustBeGoneBy'))
  const mustBeGoneBy = last !== null && mayGoFrom !== null && last < mayGoFrom ? null : last
  const setsADay = (rule: LookedAt) =>
    rule.mayGoFrom === mayGoFrom || (mustBeGoneBy !== null && rule.mustBeGoneBy === mustBeGoneBy)
  const state = stateOf(mayGoFrom, mustBeGoneBy, asOf)
  return { state, mayGoFrom, mustBeGoneBy, reviewFrom: null, awaited: [], rules: withRoles(rules, setsADay) }
}

function stateOf(mayGoFrom: Day | null, mustBeGoneBy: Day | null, asOf: Day): Verdict['state'] {
  if (mustBeGoneBy !== null && mustBeGoneBy <= asOf) return 'due'
  return mayGoFrom !== null && mayGoFrom <= asOf ? 'may-be-destroyed' : 'keep'
}

function daysOf(rules: readonly LookedAt[], which: keyof Days): readonly Day[] {
  const days: Day[] = []
  for (const { [which]: day } of rules) if (day !== null) days.push(day)
  return days
}

function withRoles(rules: readonly LookedAt[], decides: (rule: LookedAt) => boolean): readonly LookedAt[] {
  return rules.map((rule) => {
    if (rule.role === 'not-about-this') return rule
    const role = decides(rule) ? 'decides' : 'outlasted'
    return rule.role === role ? rule : { ...rule, role }
  })
}
