// The retention engine: rules, assumptions and the facts of one record give an explanation of what is kept until when.
import { Problem } from '../../problems.ts'
import { type Calendar, type Day, type Reckoning, reckoningBy } from './calendar.ts'
import { disagreementsOf, together } from './controllers.ts'
import type { Explanation, LookedAt, Verdict } from './explanation.ts'
import { type Finding, impossibleDates, notUnderstood, type RecordFacts, vocabularyOf } from './facts.ts'
import { findingsOf } from './findings.ts'
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
  const reckoning = reckoningBy(calendar)
  return (facts, asOf) => {
    if (!reckoning.isDay(asOf)) throw new Problem('retention.date-impossible', { fields: ['asOf'] })
    const wrong = [...notUnderstood(facts, known), ...impossibleDates(facts, reckoning)]
    return wrong.length > 0 ? unreckoned(facts, asOf, wrong) : reckoned(rulesFor(facts), facts, asOf, reckoning)
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

function reckoned(rules: readonly FilledRule[], facts: RecordFacts, asOf: Day, reckoning: Reckoning): Explanation {
  const looked = rules.map((rule) => lookAt(rule, facts, reckoning))
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
  const own = distinct(controllers)
  const others = new Set<string>()
  for (const { role, rule } of looked) {
    if (role !== 'not-about-this' && !own.includes(rule.controller)) others.add(rule.controller)
  }
  const verdictOf = (controller: string, isOwn: boolean): Verdict => {
    const rules = looked.filter(({ rule }) => rule.controller === controller)
    return { controller, own: isOwn, ...said(rules, asOf) }
  }
  return [
    ...own.map((controller) => verdictOf(controller, true)),
    ...distinct([...others]).map((controller) => verdictOf(controller, false)),
  ]
}

function distinct(terms: readonly string[]): readonly string[] {
  return terms.length < 2 ? terms : [...new Set(terms)].toSorted()
}

function assumptionsUsed(looked: readonly LookedAt[]): readonly AssumptionUsed[] {
  const used = new Map<string, AssumptionUsed>()
  for (const { assumptions } of looked) for (const assumption of assumptions) used.set(assumption.id, assumption)
  return [...used.values()].toSorted((one, other) => (one.id < other.id ? -1 : 1))
}
