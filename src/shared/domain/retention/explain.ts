// The retention engine: rules, assumptions and the facts of one record give an explanation of what is kept until when.
import { Problem, type ProblemCode } from '../../problems.ts'
import { type Calendar, type Day, type DayAfter, dayAfterBy } from './calendar.ts'
import { disagreementsOf, together } from './controllers.ts'
import type { Explanation, LookedAt, Verdict } from './explanation.ts'
import { type Finding, findings, impossibleDates, notUnderstood, type RecordFacts, vocabularyOf } from './facts.ts'
import { lookAt } from './reach.ts'
import type { AssumptionUsed, FilledRule, RetentionPack } from './rules.ts'
import { type Answers, assumptionsIn, fill } from './settings.ts'
import { said } from './verdict.ts'

/** Explains one record on one day. Throws `retention.date-impossible` for a day that does not exist; nothing else. */
export type Explain = (facts: RecordFacts, asOf: Day) => Explanation

/**
 * The rules of a pack, filled with what the organisation answered, ready for any number of records.
 * Throws `retention.assumption-refused` for an answer that the pack does not allow.
 */
export function retentionBy(pack: RetentionPack, answers: Answers, calendar: Calendar): Explain {
  const rulesFor = rulesByRecord(pack, answers)
  const known = vocabularyOf(pack)
  const dayAfter = dayAfterBy(calendar)
  return (facts, asOf) => {
    if (!calendar.isDay(asOf)) throw new Problem('retention.date-impossible', { fields: ['asOf'] })
    const wrong = [...notUnderstood(facts, known), ...impossibleDates(facts, calendar)]
    return wrong.length > 0 ? unreckoned(facts, asOf, wrong) : reckoned(rulesFor(facts), facts, asOf, dayAfter)
  }
}

/** Rules of the record's remit, of its class of records, and those of others; in the order of their ids. */
function rulesByRecord(pack: RetentionPack, answers: Answers): (facts: RecordFacts) => readonly FilledRule[] {
  const assumptions = assumptionsIn(pack, answers)
  const byRemit = new Map(
    pack.remits.map(({ id, retention }) => [id, retention.map((rule) => fill(id, rule, assumptions))]),
  )
  const ofNoRemit = pack.records.retention.map((rule) => fill(null, rule, assumptions))
  const ofOthers = pack.childrenInNeed.retention.map((rule) => fill(null, rule, assumptions))
  const found = new Map<string, readonly FilledRule[]>()
  return ({ remit, records }) => {
    const key = `${remit ?? ''} ${records ?? ''}`
    const before = found.get(key)
    if (before !== undefined) return before
    const ofClass = records === null ? [] : ofNoRemit.filter(({ rule }) => rule.records === records)
    const rules = [...(byRemit.get(remit ?? '') ?? []), ...ofClass, ...ofOthers]
    const ordered = rules.toSorted((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1))
    found.set(key, ordered)
    return ordered
  }
}

function keyOf({ rule, remit }: FilledRule): string {
  return `${rule.id} ${remit ?? ''} ${rule.controller}`
}

/** From facts that are not understood, or cannot be, nothing is concluded but that the record is kept. */
function unreckoned(facts: RecordFacts, asOf: Day, wrong: readonly Finding[]): Explanation {
  const isUnknown = wrong.some(({ code }) => code === 'retention.not-understood')
  const state = isUnknown ? 'not-understood' : 'cannot-say'
  return { record: facts.id, asOf, state, verdicts: [], disagreements: [], assumptions: [], findings: wrong }
}

function reckoned(rules: readonly FilledRule[], facts: RecordFacts, asOf: Day, dayAfter: DayAfter): Explanation {
  const looked = rules.map((rule) => lookAt(rule, facts, dayAfter))
  const verdicts = verdictsOf(looked, facts, asOf)
  const disagreements = disagreementsOf(verdicts, asOf)
  return {
    record: facts.id,
    asOf,
    state: together(verdicts),
    verdicts,
    disagreements,
    assumptions: assumptionsUsed(looked),
    findings: findingsOf(verdicts, disagreements, facts),
  }
}

/** Every controller of the record, with rules or without; then every other whose rules are about it. */
function verdictsOf(looked: readonly LookedAt[], { controllers }: RecordFacts, asOf: Day): readonly Verdict[] {
  const others = looked.filter(({ role }) => role !== 'not-about-this').map(({ rule }) => rule.controller)
  const own = [...new Set(controllers)].toSorted()
  const all = [...own, ...[...new Set(others)].toSorted().filter((other) => !controllers.includes(other))]
  return all.map((controller) => ({
    controller,
    own: controllers.includes(controller),
    ...said(
      looked.filter(({ rule }) => rule.controller === controller),
      asOf,
    ),
  }))
}

function assumptionsUsed(looked: readonly LookedAt[]): readonly AssumptionUsed[] {
  const used = new Map(looked.flatMap((rule) => rule.assumptions.map((assumption) => [assumption.id, assumption])))
  return [...used.values()].toSorted((one, other) => (one.id < other.id ? -1 : 1))
}

const codes: Partial<Record<NonNullable<LookedAt['why']>, ProblemCode>> = {
  'event-missing': 'retention.event-missing',
  'question-unanswered': 'retention.question-unanswered',
  'reopening-undecided': 'retention.reopening-undecided',
  'dates-at-odds': 'retention.dates-at-odds',
  'date-impossible': 'retention.date-impossible',
  'not-understood': 'retention.not-understood',
}

/** Of the record's own controllers; what another's rule lacks is shown with that rule. */
function findingsOf(
  verdicts: readonly Verdict[],
  disagreements: Explanation['disagreements'],
  { id, controllers }: RecordFacts,
): readonly Finding[] {
  const own = verdicts.filter((verdict) => verdict.own)
  const open = own.flatMap(({ rules }) => rules.filter(({ role }) => role === 'open'))
  const ruleless = own.filter(({ rules }) => rules.every(({ role }) => role === 'not-about-this'))
  const between = disagreements.filter(
    ({ wantsGone, keeps }) => controllers.includes(wantsGone) && controllers.includes(keeps),
  )
  return [
    ...Object.entries(codes).flatMap(([reason, code]) =>
      findings(
        code,
        open.flatMap(({ why, about }) => (why === reason ? about : [])),
      ),
    ),
    ...findings('retention.no-rule', controllers.length === 0 ? [id] : ruleless.map(({ controller }) => controller)),
    ...findings(
      'retention.controllers-disagree',
      between.map(({ keeps }) => keeps),
    ),
  ]
}
