// Properties of retention on random packs and records: time only ever allows more, a longer rule never less.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { calendar } from '#main/platform/calendar.ts'
import { explainingAlike } from '#shared/domain/retention/alike.ts'
import type { Day } from '#shared/domain/retention/calendar.ts'
import { destroys } from '#shared/domain/retention/controllers.ts'
import { retentionBy } from '#shared/domain/retention/explain.ts'
import type { Explanation, LookedAt, State, Verdict } from '#shared/domain/retention/explanation.ts'
import type { RecordFacts } from '#shared/domain/retention/facts.ts'
import type { RetentionPack } from '#shared/domain/retention/rules.ts'
import { wholeOf } from '#shared/domain/retention/whole.ts'
import { packOf, someDay, someFacts, someMinimum, somePack, someRule } from '../fixtures/retention/random.ts'
import { always } from '../fixtures/seed.ts'

const runs = 800

const explain = (pack: RetentionPack, facts: RecordFacts, asOf: Day): Explanation =>
  retentionBy(pack, {}, calendar)(facts, asOf)

/** How much a state allows: nothing, that it is destroyed, or that it has to be. */
const allowed = (state: State): number => (destroys(state) ? 1 : 0) + (state === 'due' ? 1 : 0)

const own = ({ verdicts }: Explanation): readonly Verdict[] => verdicts.filter((verdict) => verdict.own)
const about = ({ rules }: Verdict): readonly LookedAt[] => rules.filter(({ role }) => role !== 'not-about-this')

test('what may be destroyed one day may be the next; what must, must', () => {
  always(
    fc.property(somePack, someFacts, someDay, someDay, (pack, facts, one, other) => {
      const [earlier, later] = [one, other].toSorted()
      if (earlier === undefined || later === undefined) throw new Error('two days')
      const [before, after] = [explain(pack, facts, earlier), explain(pack, facts, later)]
      expect(allowed(after.state)).toBeGreaterThanOrEqual(allowed(before.state))
      const days = (explanation: Explanation) =>
        explanation.verdicts.map(({ mayGoFrom, mustBeGoneBy, reviewFrom }) => [mayGoFrom, mustBeGoneBy, reviewFrom])
      expect(days(after)).toEqual(days(before))
    }),
    runs,
  )
})

test('one more rule of the kind "at least" never shortens', () => {
  always(
    fc.property(
      fc.array(someRule, { maxLength: 4 }),
      someMinimum,
      someFacts,
      someDay,
      (rules, minimum, facts, asOf) => {
        const before = explain(packOf(rules), facts, asOf)
        const after = explain(packOf([...rules, minimum]), facts, asOf)
        // Without a rule nothing is allowed, so the first rule that is about a record always allows more.
        fc.pre(own(before).every((verdict) => about(verdict).length > 0))
        expect(allowed(after.state)).toBeLessThanOrEqual(allowed(before.state))
        own(before).forEach((was, index) => {
          const becomes = own(after)[index]
          if (becomes === undefined) throw new Error('the same controllers')
          expect(isNoSooner(becomes.mayGoFrom, was.mayGoFrom)).toBe(true)
          expect(isNoSooner(becomes.mustBeGoneBy, was.mustBeGoneBy)).toBe(true)
        })
      },
    ),
    runs,
  )
})

/** No day at all is later than any. */
function isNoSooner(day: Day | null, than: Day | null): boolean {
  return day === null || (than !== null && day >= than)
}

test('the order of rules, assumptions, events and everything else that is listed means nothing', () => {
  const shuffled = <Value>(values: readonly Value[], turn: number): readonly Value[] => {
    const at = values.length === 0 ? 0 : turn % values.length
    return [...values.slice(at), ...values.slice(0, at)].toReversed()
  }
  always(
    fc.property(somePack, someFacts, someDay, fc.nat(20), (pack, facts, asOf, turn) => {
      const turned = <Rules extends { readonly retention: readonly unknown[] }>(part: Rules): Rules => ({
        ...part,
        retention: shuffled(part.retention, turn),
      })
      const otherPack = {
        ...pack,
        assumptions: shuffled(pack.assumptions, turn),
        remits: pack.remits.map(turned),
        records: turned(pack.records),
        childrenInNeed: turned(pack.childrenInNeed),
      }
      const otherFacts = {
        ...facts,
        subjects: shuffled(facts.subjects, turn),
        categories: shuffled(facts.categories, turn),
        controllers: shuffled(facts.controllers, turn),
        events: [...shuffled(facts.events, turn), ...facts.events],
        reopenings: shuffled(facts.reopenings, turn),
        reviews: shuffled(facts.reviews, turn),
      }
      expect(explain(otherPack, otherFacts, asOf)).toEqual(explain(pack, facts, asOf))
    }),
    runs,
  )
})

test('nothing is due, or may go, that any rule of its controllers forbids', () => {
  let allowedSome = 0
  always(
    fc.property(somePack, someFacts, someDay, (pack, facts, asOf) => {
      const explanation = explain(pack, facts, asOf)
      if (!destroys(explanation.state)) return
      allowedSome += 1
      expect(explanation.findings).toEqual([])
      for (const verdict of own(explanation)) {
        expect(about(verdict)).not.toEqual([])
        for (const rule of about(verdict)) {
          expect(rule.role).not.toBe('open')
          expect(rule.reviewFrom).toBeNull()
          expect(rule.mayGoFrom !== null && rule.mayGoFrom <= asOf).toBe(true)
        }
      }
    }),
    runs,
  )
  expect(allowedSome).toBeGreaterThan(runs / 50)
})

test('a latest day never lies before the first possible one, and it is due from that day on', () => {
  always(
    fc.property(somePack, someFacts, someDay, (pack, facts, asOf) => {
      for (const { state, mayGoFrom, mustBeGoneBy } of explain(pack, facts, asOf).verdicts) {
        if (mustBeGoneBy === null) expect(state).not.toBe('due')
        else {
          expect(mayGoFrom !== null && mayGoFrom <= mustBeGoneBy).toBe(true)
          expect(state === 'due').toBe(mustBeGoneBy <= asOf)
        }
      }
    }),
    runs,
  )
})

test('by rules of the kind "at least" alone nothing is ever due', () => {
  always(
    fc.property(fc.array(someMinimum, { maxLength: 4 }), someFacts, (rules, facts) => {
      expect(explain(packOf(rules), facts, '9999-12-31').state).not.toBe('due')
    }),
    runs,
  )
})

test('what is not understood, or has a date that cannot be, is kept for ever', () => {
  const spoilt: readonly ((facts: RecordFacts) => RecordFacts)[] = [
    (facts) => ({ ...facts, remit: 'air' }),
    (facts) => ({ ...facts, records: 'flight-recorder' }),
    (facts) => ({ ...facts, subjects: [...facts.subjects, 'stowaway'] }),
    (facts) => ({ ...facts, categories: [...facts.categories, 'weather'] }),
    (facts) => ({ ...facts, controllers: [...facts.controllers, 'coastguard'] }),
    (facts) => ({ ...facts, circumstances: { ...facts.circumstances, pirates: false } }),
    (facts) => ({ ...facts, events: [...facts.events, { event: 'sunk', on: '2024-01-01' }] }),
    (facts) => ({ ...facts, events: [...facts.events, { event: 'sold', on: '2023-02-31' }] }),
    (facts) => ({ ...facts, reopenings: [{ event: 'sold', on: '2023-06-31', period: 'runs-on' }] }),
    (facts) => ({ ...facts, reviews: [{ rule: 'sea-0', on: '2024-01-01', next: '2025-13-01' }] }),
  ]
  always(
    fc.property(somePack, someFacts, fc.constantFrom(...spoilt), (pack, facts, spoil) => {
      const { state, findings } = explain(pack, spoil(facts), '9999-12-31')
      expect(['not-understood', 'cannot-say']).toContain(state)
      expect(findings).not.toEqual([])
    }),
    runs,
  )
})

test('records that are alike in all that a rule asks have the same result as each by itself', () => {
  const categories = fc.uniqueArray(fc.constantFrom('voyage', 'cargo', 'unheard-of'), { maxLength: 3 })
  const subjects = fc.uniqueArray(fc.constantFrom('sailor', 'pilot'), { maxLength: 2 })
  const kinds = fc.array(fc.record({ categories, subjects }), { minLength: 1, maxLength: 6 })
  always(
    fc.property(somePack, someFacts, kinds, someDay, (pack, facts, some, asOf) => {
      const alike = explainingAlike(pack, retentionBy(pack, {}, calendar))()
      for (const kind of some) {
        const { record: _, ...apart } = explain(pack, { ...facts, ...kind, records: null }, asOf)
        expect(alike({ ...facts, ...kind, records: null }, asOf)).toMatchObject(apart)
      }
    }),
    runs,
  )
})

test('an inspection goes only when each of its records may, and never by more days than they have', () => {
  let gone = 0
  // Few inspections of several records may go on just any day; on the last day, and with one record, more of them may.
  const records = fc.oneof(fc.tuple(someFacts), fc.array(someFacts, { minLength: 2, maxLength: 4 }))
  const days = fc.oneof(someDay, fc.constant('9999-12-31'))
  always(
    fc.property(somePack, records, days, (pack, records, asOf) => {
      const explanations = records.map((facts) => explain(pack, facts, asOf))
      const whole = wholeOf(explanations, [])
      const states = explanations.map(({ state }) => state)
      expect(destroys(whole.state)).toBe(states.every(destroys))
      if (destroys(whole.state)) {
        gone += 1
        expect(whole.state === 'due').toBe(states.includes('due'))
        expect(whole.mayGoFrom !== null && whole.mayGoFrom <= asOf).toBe(true)
      }
      if (whole.mustBeGoneBy !== null)
        expect(whole.mayGoFrom !== null && whole.mayGoFrom <= whole.mustBeGoneBy).toBe(true)
      const all = explanations.flatMap(own)
      if (whole.mayGoFrom !== null) {
        for (const { mayGoFrom } of all) expect(mayGoFrom !== null && mayGoFrom <= (whole.mayGoFrom ?? '')).toBe(true)
      }
      expect(wholeOf(explanations.toReversed(), [])).toMatchObject({ state: whole.state, mayGoFrom: whole.mayGoFrom })
      expect(destroys(wholeOf(explanations, [{ code: 'retention.not-summarised', about: '' }]).state)).toBe(false)
    }),
    runs,
  )
  expect(gone).toBeGreaterThan(runs / 50)
})
