// What an explanation says beside its result: what was not understood, which rules were looked at, what was assumed.
import { describe, expect, test } from 'vitest'
import { calendar } from '#main/platform/calendar.ts'
import { loadPolicy } from '#main/services/policy.ts'
import { type Explain, retentionBy } from '#shared/domain/retention/explain.ts'
import type { RecordFacts } from '#shared/domain/retention/facts.ts'
import type { RetentionPack, Rule } from '#shared/domain/retention/rules.ts'
import { Problem } from '#shared/problems.ts'
import { lighthouses } from '../../fixtures/policy/packs.ts'
import { noFacts, ourPack } from '../../fixtures/retention/pack.ts'
import { packOf } from '../../fixtures/retention/random.ts'

const explain = retentionBy(ourPack, {}, calendar)
const evidence: RecordFacts = {
  ...noFacts,
  remit: 'local-area-send',
  subjects: ['child'],
  categories: ['health'],
  circumstances: { 'used-in-research': false },
  events: [{ event: 'report-published', on: '2020-05-15' }],
}

function codeOf(work: () => unknown): unknown {
  try {
    work()
  } catch (fault) {
    return fault instanceof Problem ? [fault.code, ...fault.fields] : fault
  }
  return null
}

describe('what the pack does not know is kept, and named', () => {
  test.each<[string, Partial<RecordFacts>]>([
    ['moonlight', { categories: ['health', 'moonlight'] }],
    ['time-capsule', { records: 'time-capsule' }],
    ['inspection-of-ships', { remit: 'inspection-of-ships' }],
    ['robot', { subjects: ['robot'] }],
    ['another-body', { controllers: ['another-body'] }],
    ['ship-sank', { events: [{ event: 'ship-sank', on: '2020-01-01' }] }],
    ['at-sea', { circumstances: { 'at-sea': true } }],
    ['toString', { circumstances: { toString: true } }],
  ])('%s', (about, some) => {
    const { state, findings, verdicts } = explain({ ...evidence, ...some }, '2099-01-01')
    expect({ state, findings, verdicts }).toEqual({
      state: 'not-understood',
      findings: [{ code: 'retention.not-understood', about }],
      verdicts: [],
    })
  })
})

describe('a date that cannot be stands in the way, and is named', () => {
  test.each<[string, Partial<RecordFacts>]>([
    ['report-published', { events: [{ event: 'report-published', on: '2020-02-31' }] }],
    ['report-published', { events: [...evidence.events, { event: 'report-published', on: '' }] }],
    ['report-published', { reopenings: [{ event: 'report-published', on: '31 June', period: 'runs-on' }] }],
    ['research', { reviews: [{ rule: 'research', on: '2021-01-01', next: '2022-02-29' }] }],
  ])('%s', (about, some) => {
    const { state, findings } = explain({ ...evidence, ...some }, '2099-01-01')
    expect({ state, findings }).toEqual({
      state: 'cannot-say',
      findings: [{ code: 'retention.date-impossible', about }],
    })
  })

  test('the day asked about', () => {
    expect(codeOf(() => explain(evidence, '2026-02-29'))).toEqual(['retention.date-impossible', 'asOf'])
  })

  test('a period that nobody lives to see the end of', () => {
    const endless = retentionBy(ourPack, { 'length-of-review': `P${'9'.repeat(30)}Y` }, calendar)
    const suitability = {
      ...noFacts,
      remit: 'registered-childrens-care',
      subjects: ['registered-person'],
      circumstances: { 'bears-on-suitability': true, 'concerns-raised': true },
      events: [{ event: 'registration-ended', on: '2020-01-01' }],
    }
    expect(endless(suitability, '9999-12-31')).toMatchObject({
      state: 'cannot-say',
      findings: [{ code: 'retention.date-impossible', about: 'registration-ended' }],
    })
  })

  test('a period that ends beyond the year 9999', () => {
    const far = { ...evidence, events: [{ event: 'report-published', on: '9998-01-01' }] }
    expect(explain(far, '9999-12-31')).toMatchObject({
      state: 'cannot-say',
      findings: [{ code: 'retention.date-impossible', about: 'report-published' }],
    })
  })
})

describe('answers of the organisation', () => {
  test.each([
    ['start-of-evidence-period', 'born'],
    ['start-of-evidence-period', ''],
    ['length-of-review', 'a year'],
    ['length-of-review', 'P0Y'],
    ['length-of-review', 'P1Y6M'],
    ['end-of-the-inquiry', 'perhaps'],
    ['no-such-assumption', 'yes'],
    ['constructor', 'yes'],
  ])('%s may not be %j', (id, value) => {
    expect(codeOf(() => retentionBy(ourPack, { [id]: value }, calendar))).toEqual(['retention.assumption-refused', id])
  })

  test('an explanation says whether an assumption was answered or is the default', () => {
    const answered = retentionBy(ourPack, { 'start-of-evidence-period': 'report-published' }, calendar)
    const used = { id: 'start-of-evidence-period', value: 'report-published' }
    expect(explain(evidence, '2026-11-24').assumptions).toEqual([{ ...used, byDefault: true }])
    expect(answered(evidence, '2026-11-24').assumptions).toEqual([{ ...used, byDefault: false }])
  })
})

test('every rule that was looked at is there, with its source and why it does not apply', () => {
  const { verdicts } = explain({ ...evidence, subjects: ['staff'] }, '2026-11-24')
  const looked = verdicts.flatMap(({ rules }) => rules)
  expect(looked.map(({ rule, role, why, about }) => [rule.id, role, why, about])).toEqual([
    ['inspection-evidence', 'decides', null, []],
    ['research', 'not-about-this', 'other-circumstance', ['used-in-research']],
  ])
  expect(looked.every(({ rule }) => 'heading' in rule.source && rule.source.heading !== '')).toBe(true)
})

test('a reopening is shown with the rule whose period counts from it, whatever was decided', () => {
  const reopening = { event: 'report-published', on: '2020-08-01', period: 'runs-on' } as const
  const again = { event: 'report-published', on: '2020-09-01' }
  const facts = { ...evidence, events: [...evidence.events, again], reopenings: [reopening] }
  const [verdict] = explain(facts, '2026-11-24').verdicts
  expect(verdict?.mayGoFrom).toBe('2023-05-16')
  expect(verdict?.rules[0]?.history).toEqual({
    event: 'report-published',
    standing: 'happened',
    on: '2020-05-15',
    reopenings: [reopening],
  })
})

test('a record of nobody has no rule', () => {
  expect(explain({ ...evidence, controllers: [] }, '2026-11-24')).toMatchObject({
    state: 'cannot-say',
    findings: [{ code: 'retention.no-rule', about: evidence.id }],
  })
})

test('a pack about lighthouses, in which nothing is called as in ours', () => {
  const pack = loadPolicy(lighthouses)
  const [remit] = pack.remits
  const [logs] = remit?.retention ?? []
  const facts = { ...noFacts, remit: remit?.id ?? null, controllers: [logs?.controller ?? ''] }
  const byLighthouses = retentionBy(pack, {}, calendar)
  const [awaited] = byLighthouses(facts, '2026-11-24').findings
  expect(awaited?.code).toBe('retention.event-missing')
  const events = [{ event: awaited?.about ?? '', on: '2019-11-23' }]
  expect(byLighthouses({ ...facts, events }, '2026-11-24')).toMatchObject({
    state: 'may-be-destroyed',
    verdicts: [{ controller: logs?.controller, mayGoFrom: '2026-11-24', mustBeGoneBy: null }],
    assumptions: [{ value: awaited?.about, byDefault: true }],
  })
})

describe('a small pack with other words', () => {
  const source = { document: 1, heading: 'Of harbours' }
  const base: Omit<Rule, 'id'> = {
    records: null,
    subjects: [],
    categories: [],
    when: [],
    controller: 'harbour',
    modality: 'at-least',
    period: 'P1Y',
    startsAt: 'landed',
    until: null,
    assumptions: [],
    words: 'Kept.',
    source,
  }
  const facts: RecordFacts = {
    ...noFacts,
    remit: 'sea',
    controllers: ['harbour'],
    events: [{ event: 'landed', on: '2024-02-29' }],
  }
  const by = (pack: RetentionPack): Explain => retentionBy(pack, {}, calendar)

  test('longest wins only among rules of one controller', () => {
    const pack = packOf([base, { ...base, period: 'P3Y' }, { ...base, controller: 'lighthouse', period: 'P9Y' }])
    const { state, verdicts } = by(pack)(facts, '2027-03-01')
    expect(state).toBe('may-be-destroyed')
    expect(verdicts.map(({ controller, own, mayGoFrom }) => [controller, own, mayGoFrom])).toEqual([
      ['harbour', true, '2027-03-01'],
      ['lighthouse', false, '2033-03-01'],
    ])
    expect(verdicts[0]?.rules.map(({ rule, role }) => [rule.id, role])).toEqual([
      ['sea-0', 'outlasted'],
      ['sea-1', 'decides'],
    ])
  })

  test('a longer "at least" outlasts an "up to" of its controller, and orders nothing', () => {
    const pack = packOf([
      { ...base, period: 'P3Y' },
      { ...base, modality: 'up-to', period: 'P2Y' },
    ])
    const { state, verdicts } = by(pack)(facts, '2030-01-01')
    expect(state).toBe('may-be-destroyed')
    expect(verdicts[0]).toMatchObject({ mayGoFrom: '2027-03-01', mustBeGoneBy: null })
  })

  test('controllers that want different things are shown, neither gives way', () => {
    const pack = packOf([
      { ...base, modality: 'up-to' },
      { ...base, controller: 'lighthouse', period: 'P9Y' },
    ])
    const { state, disagreements } = by(pack)({ ...facts, controllers: ['harbour', 'lighthouse'] }, '2026-01-01')
    expect(state).toBe('controllers-disagree')
    expect(disagreements).toEqual([
      { wantsGone: 'harbour', by: '2025-03-01', keeps: 'lighthouse', until: '2033-03-01' },
    ])
  })

  test('a rule that says nothing of its length is not understood, so the record is kept', () => {
    for (const odd of [{ period: null }, { startsAt: null }]) {
      const { state, findings } = by(packOf([{ ...base, ...odd }]))(facts, '2099-01-01')
      expect([state, findings]).toEqual(['not-understood', [{ code: 'retention.not-understood', about: 'sea-0' }]])
    }
  })

  test('of two reviews on one day the one that keeps longest holds', () => {
    const pack = packOf([{ ...base, modality: 'then-review' }])
    const reviews = [
      { rule: 'sea-0', on: '2025-06-01', next: null },
      { rule: 'sea-0', on: '2025-06-01', next: '2026-06-01' },
    ]
    expect(by(pack)({ ...facts, reviews }, '2026-05-31')).toMatchObject({
      state: 'keep',
      verdicts: [{ reviewFrom: '2026-06-01' }],
    })
  })
})
