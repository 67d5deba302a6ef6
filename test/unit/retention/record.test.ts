// From a register to records: who the people may be, whose record it is, and what of the statements counts.
import { describe, expect, test } from 'vitest'
import { calendar } from '#main/platform/calendar.ts'
import { loadPolicy } from '#main/services/policy.ts'
import type { Pack } from '#shared/domain/policy.ts'
import { aboutOf } from '#shared/domain/register/fold.ts'
import type { Stated } from '#shared/domain/register/kinds.ts'
import { faultIn } from '#shared/domain/register/stating.ts'
import { controllerAssumptions, type Kept, obstaclesIn, recordsIn } from '#shared/domain/retention/record.ts'
import { lighthouses, shipped } from '../../fixtures/policy/packs.ts'

const pack = loadPolicy(shipped)

function kept(about: Partial<Omit<Kept, 'statements'>>, ...said: readonly Stated[]): Kept {
  return {
    inspection: 'an inspection',
    remit: 'local-area-send',
    ends: '2024-03-15',
    groups: [{ people: ['child'], categories: ['health'], notes: 3 }],
    statements: said.map((one) => ({ about: aboutOf(one), said: one })),
    unread: false,
    ...about,
  }
}

const first = (of: Kept, by: Pack = pack) => recordsIn(by, of)[0]
const published = (...days: readonly string[]): Stated => ({
  event: 'report-published',
  happenings: days.map((on) => ({ on, reopened: null })),
})

describe('the people of a group', () => {
  test('are every kind of data subject that the remit holds and that somebody in their role may be', () => {
    const registered = {
      remit: 'registered-childrens-care',
      groups: [{ people: ['manager'], categories: [], notes: 1 }],
    }
    expect(first(kept(registered))?.subjects).toEqual(['registered-person', 'staff'])
    expect(first(kept({ ...registered, remit: 'unregistered-childrens-care' }))?.subjects).toEqual(['staff', 'suspect'])
  })

  test('in a role that the pack does not know stand for themselves, so that nothing is concluded', () => {
    const groups = [{ people: ['child', 'ghost'], categories: [], notes: 1 }]
    expect(first(kept({ groups }))?.subjects).toEqual(['child', 'ghost'])
  })

  test('are nobody where it holds no note, or nobody has said what it holds', () => {
    for (const groups of [[], null]) {
      expect(recordsIn(pack, kept({ groups }))).toMatchObject([{ subjects: [], categories: [] }])
    }
  })
})

describe('the controllers of a record', () => {
  const controllers = (remit: string, by: Pack = pack) => first(kept({ remit }), by)?.controllers

  test('are those of the shared systems; what others gather themselves lies with them', () => {
    expect(controllers('registered-childrens-care')).toEqual(['ofsted'])
    expect(controllers('joint-targeted-area')).toEqual(['ofsted'])
  })

  test('are every inspectorate that takes part, where the organisation answered so', () => {
    const remit = 'secure-training-centres'
    const asked = pack.remits.find(({ id }) => id === remit)
    if (asked === undefined) throw new Error('no such remit')
    expect(controllers(remit)).toEqual(['ofsted'])
    expect(controllerAssumptions(pack, asked)).toMatchObject([{ value: 'lead', byDefault: true }])
    const answer = { assumption: 'controller-of-joint-inspections', decided: '2026-11', by: 'Head of records' }
    const each = { ...pack, answers: [{ ...answer, value: 'each' }] }
    expect(controllers(remit, each)).toEqual(['ofsted', 'hmi-prisons', 'cqc'])
    expect(controllerAssumptions(each, asked)).toMatchObject([{ value: 'each', byDefault: false }])
    const lead = { ...pack, answers: [{ ...answer, value: 'lead' }] }
    expect(controllers(remit, lead)).toEqual(['ofsted'])
    expect(controllerAssumptions(lead, asked)).toMatchObject([{ value: 'lead', byDefault: false }])
  })

  test('are none under a remit that the pack does not know, or of another pack', () => {
    expect(controllers('inspection-of-ships')).toEqual([])
    expect(controllers('rock-lights', loadPolicy(lighthouses))).toEqual(['trinity'])
  })
})

describe('what was stated', () => {
  test('of an event is its days and reopenings; the last day of the inspection is known from the register', () => {
    const said: Stated = {
      event: 'report-published',
      happenings: [
        { on: '2024-05-01', reopened: { on: '2024-06-01', period: 'runs-on' } },
        { on: '2024-07-01', reopened: null },
      ],
    }
    expect(first(kept({}, said))).toMatchObject({
      events: [
        { event: 'inspection-ended', on: '2024-03-15' },
        { event: 'report-published', on: '2024-05-01' },
        { event: 'report-published', on: '2024-07-01' },
      ],
      reopenings: [{ event: 'report-published', on: '2024-06-01', period: 'runs-on' }],
    })
    const later: Stated = { event: 'inspection-ended', happenings: [{ on: '2024-03-20', reopened: null }] }
    expect(first(kept({}, later))?.events).toEqual([{ event: 'inspection-ended', on: '2024-03-20' }])
  })

  test('of a question holds for all, unless the notes with just these people have an answer of their own', () => {
    const groups = [
      { people: ['child'], categories: [], notes: 1 },
      { people: ['child', 'manager'], categories: [], notes: 1 },
    ]
    const circumstance = 'bears-on-suitability'
    const said: readonly Stated[] = [
      { circumstance, people: null, answer: true },
      { circumstance, people: ['child'], answer: false },
      { circumstance: 'concerns-raised', people: null, answer: null },
    ]
    expect(recordsIn(pack, kept({ groups }, ...said)).map(({ circumstances }) => circumstances)).toEqual([
      { [circumstance]: false },
      { [circumstance]: true },
    ])
  })

  test('of reviews comes with the rule', () => {
    const rule = 'suitability-under-review'
    const said: Stated = { rule, reviews: [{ on: '2026-01-05', next: '2027-01-05' }] }
    expect(first(kept({}, said))?.reviews).toEqual([{ rule, on: '2026-01-05', next: '2027-01-05' }])
  })

  test('differently by two people is taken of neither, and named', () => {
    const both = kept({}, published('2024-05-01'), published('2024-05-02'))
    expect(first(both)?.events).toEqual([{ event: 'inspection-ended', on: '2024-03-15' }])
    expect(obstaclesIn(both)).toEqual([{ code: 'retention.statements-differ', about: 'report-published' }])
    const alike = kept({}, published('2024-05-01'), published('2024-05-01'))
    expect(first(alike)?.events).toContainEqual({ event: 'report-published', on: '2024-05-01' })
    expect(obstaclesIn(alike)).toEqual([])
  })

  test('in a form that only a newer version knows, or nothing of what it holds, is in the way of any result', () => {
    expect(obstaclesIn(kept({ unread: true, groups: null })).map(({ code }) => code)).toEqual([
      'retention.newer-version',
      'retention.not-summarised',
    ])
  })
})

describe('a statement', () => {
  const fault = (said: Stated, remit = 'registered-childrens-care') =>
    faultIn(said, { pack, remit, isDay: calendar.isDay, today: '2026-11-24' })?.code ?? null
  const reopened = (on: string) => ({ on, period: 'undecided' as const })
  const registration = (...happenings: Extract<Stated, { readonly event: string }>['happenings']): Stated => ({
    event: 'registration-ended',
    happenings,
  })
  const reviewed = (...reviews: Extract<Stated, { readonly rule: string }>['reviews']): Stated => ({
    rule: 'suitability-under-review',
    reviews,
  })

  test.each<readonly [string, Stated]>([
    ['of a day that is over', published('2026-11-24')],
    ['that takes everything back', published()],
    [
      'of a reopening and a second end',
      registration({ on: '2020-01-01', reopened: reopened('2020-02-01') }, { on: '2020-02-01', reopened: null }),
    ],
    ['of an answer for some people', { circumstance: 'concerns-raised', people: ['child'], answer: true }],
    ['of a review that looks ahead', reviewed({ on: '2026-01-01', next: '2031-01-01' })],
  ])('%s is taken', (_, said) => {
    expect(fault(said)).toBeNull()
  })

  test.each<readonly [string, Stated, string]>([
    ['of an event that the pack does not know', { event: 'ship-sank', happenings: [] }, 'policy.unknown-term'],
    [
      'of a question that the pack does not know',
      { circumstance: 'at-sea', people: null, answer: true },
      'policy.unknown-term',
    ],
    [
      'about a role that the pack does not know',
      { circumstance: 'concerns-raised', people: ['ghost'], answer: true },
      'policy.unknown-term',
    ],
    ['of a review of a rule that reviews nothing', { rule: 'suitability', reviews: [] }, 'policy.unknown-term'],
    ['of a day that does not exist', published('2026-02-30'), 'retention.date-impossible'],
    ['of a day written otherwise', published('30 May 2026'), 'retention.date-impossible'],
    ['of a day ahead', published('2026-11-25'), 'retention.date-ahead'],
    [
      'of a reopening ahead',
      registration({ on: '2026-01-01', reopened: reopened('2027-01-01') }),
      'retention.date-ahead',
    ],
    [
      'of a reopening before the end',
      registration({ on: '2026-01-02', reopened: reopened('2026-01-01') }),
      'retention.dates-at-odds',
    ],
    ['of two ends without a reopening', published('2024-05-01', '2024-05-02'), 'retention.dates-at-odds'],
    ['of a review that looks back', reviewed({ on: '2026-01-02', next: '2026-01-01' }), 'retention.dates-at-odds'],
    [
      'of reviews out of order',
      reviewed({ on: '2026-01-02', next: null }, { on: '2025-01-01', next: null }),
      'retention.dates-at-odds',
    ],
  ])('%s is refused', (_, said, code) => {
    expect(fault(said)).toBe(code)
  })
})
