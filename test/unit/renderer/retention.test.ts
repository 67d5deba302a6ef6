// What the pages of retention work out by themselves: months, filters, what can be recorded, and the words for it.
import { describe, expect, test } from 'vitest'
import { calendar } from '#main/platform/calendar.ts'
import { loadPolicy } from '#main/services/policy.ts'
import { faultIn } from '#shared/domain/register/stating.ts'
import { askedOf } from '../../../src/renderer/retention/asked.ts'
import {
  actionsFor,
  asksDay,
  asksPeriod,
  type EventAction,
  withAction,
} from '../../../src/renderer/retention/event-history.ts'
import {
  inOrder,
  type Kept,
  matching,
  monthsOf,
  nameInWords,
  noFilter,
  referenceOf,
} from '../../../src/renderer/retention/kept.ts'
import { differing, replacedBy, thingsOf } from '../../../src/renderer/retention/things.ts'
import {
  aboutInWords,
  dayOf,
  nextInWords,
  periodInWords,
  type Read,
  type Said,
  termInWords,
  valueInWords,
} from '../../../src/renderer/retention/words.ts'
import { shipped } from '../../fixtures/policy/packs.ts'

const pack = loadPolicy(shipped)

function kept(about: Partial<Kept['stands']>, remit = 'local-area-send', inspection = 'ab'.repeat(32)): Kept {
  return {
    inspection,
    title: null,
    remit,
    setting: 'local-area',
    begins: '2022-04-04',
    ends: '2022-04-08',
    notes: 3,
    stands: {
      state: 'keep',
      mayGoFrom: null,
      mustBeGoneBy: null,
      reviewFrom: null,
      partlyBy: null,
      falls: null,
      what: null,
      notice: 'none',
      awaited: [],
      findings: [],
      ...about,
    },
  }
}

const later = (falls: string): Partial<Kept['stands']> => ({ falls, what: 'may-go', notice: 'later' })

describe('an inspection', () => {
  test('is named by kind of setting and days, or by its title where the evidence is here', () => {
    expect(nameInWords(pack, kept({}))).toBe('Local area, 4 to 8 April 2022')
    expect(nameInWords(pack, { ...kept({}), title: 'the southern area' })).toBe('the southern area')
    expect(referenceOf('0123456789')).toBe('01234567')
  })
})

describe('months', () => {
  test('begin with now, go on with those in which something falls due, and end with what has no day', () => {
    const all = [
      kept({ state: 'due', falls: '2020-01-01', what: 'gone', notice: 'now' }),
      kept(later('2029-05-17')),
      kept(later('2029-05-01'), 'cafcass'),
      kept(later('2027-01-31')),
      kept({}, 'cafcass'),
    ]
    expect(monthsOf(all, ['cafcass', 'local-area-send'])).toEqual([
      { key: 'now', label: 'Now', counts: [0, 1] },
      { key: '2027-01', label: 'January 2027', counts: [0, 1] },
      { key: '2029-05', label: 'May 2029', counts: [1, 1] },
      { key: 'none', label: 'No day known', counts: [1, 0] },
    ])
  })

  test('that are many end with all later ones together, and count every inspection once', () => {
    const all = Array.from({ length: 40 }, (_, index) =>
      kept(later(`${2030 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}-01`)),
    )
    const rows = monthsOf(all, ['local-area-send'])
    expect(rows).toHaveLength(26)
    expect(rows.at(-1)).toEqual({ key: 'later', label: 'After December 2031', counts: [16] })
    expect(rows.reduce((sum, { counts }) => sum + (counts[0] ?? 0), 0)).toBe(40)
  })
})

test('the list puts first what falls due first, and lets through what every filter lets through', () => {
  const [now, soon, late, never] = [
    kept({ state: 'may-be-destroyed', falls: '2025-01-01', what: 'may-go', notice: 'now' }),
    kept({ falls: '2027-01-01', what: 'may-go', notice: 'in-90-days' }),
    kept(later('2028-01-01'), 'cafcass'),
    kept({ state: 'cannot-say' }),
  ]
  const all = [never, late, soon, now].flatMap((one) => one ?? [])
  expect(inOrder(all)).toEqual([now, soon, late, never])
  expect(matching(all, noFilter)).toEqual(all)
  expect(matching(all, { ...noFilter, remit: 'cafcass' })).toEqual([late])
  expect(matching(all, { ...noFilter, state: 'keep', notice: 'in-90-days' })).toEqual([soon])
})

describe('what is recorded of an event', () => {
  const on = '2024-05-01'
  const happened = [{ on, reopened: null }]
  const open = [{ on, reopened: { on: '2024-06-01', period: 'undecided' as const } }]
  const again = [...open, { on: '2024-07-01', reopened: null }]

  test.each([
    [[], ['happened']],
    [happened, ['reopened', 'corrected', 'taken-back']],
    [open, ['happened-again', 'decided', 'not-reopened']],
    [again, ['decided', 'reopened', 'corrected', 'taken-back']],
  ])('follows from %j', (history, actions) => {
    expect(actionsFor(history)).toEqual(actions)
  })

  test('changes only what was meant', () => {
    expect(withAction([], 'happened', on, 'undecided')).toEqual(happened)
    expect(withAction(happened, 'reopened', '2024-06-01', 'undecided')).toEqual(open)
    expect(withAction(open, 'happened-again', '2024-07-01', 'undecided')).toEqual(again)
    expect(withAction(again, 'decided', '', 'runs-on')[0]?.reopened).toEqual({ on: '2024-06-01', period: 'runs-on' })
    expect(withAction(open, 'not-reopened', '', 'undecided')).toEqual(happened)
    expect(withAction(again, 'corrected', '2024-07-02', 'undecided')[1]?.on).toBe('2024-07-02')
    expect(withAction(again, 'taken-back', '', 'undecided')).toEqual(open)
    expect(withAction(happened, 'taken-back', '', 'undecided')).toEqual([])
  })

  test('is a history that main takes, whatever is recorded in whatever order', () => {
    const surroundings = { pack, remit: 'local-area-send', isDay: calendar.isDay, today: '2026-12-31' }
    const walk = (history: ReturnType<typeof withAction>, day: number, depth: number): void => {
      const said = { event: 'report-published', happenings: history }
      expect(faultIn(said, surroundings), JSON.stringify(history)).toBeNull()
      if (depth === 0) return
      for (const action of actionsFor(history)) {
        const next = `2024-01-${String(day).padStart(2, '0')}`
        walk(withAction(history, action, next, 'begins-anew'), day + 1, depth - 1)
      }
    }
    walk([], 1, 5)
    const asking: readonly EventAction[] = [...asksDay, ...asksPeriod]
    expect(asking).toContain('reopened')
  })
})

describe('the things of a page', () => {
  const by = { person: 'c'.repeat(64), name: 'Rex Moorcroft', me: true }
  const statement = (entry: string, said: Said, stands = true) => ({ entry, said, at: '', by, stands })
  const published = (on: string): Said => ({ event: 'report-published', happenings: [{ on, reopened: null }] })
  const read = (...statements: Read['statements']): Read => ({
    ...kept({}),
    today: '2026-12-01',
    asOf: '2026-12-01',
    version: '2',
    register: true,
    outcomes: [],
    kinds: [],
    assumptions: [],
    statements,
    mayState: true,
  })

  test('are those that the rules of the remit ask, in their order, and whatever else was stated', () => {
    expect(askedOf(pack, 'local-area-send')).toEqual({
      events: ['report-published', 'research-completed'],
      circumstances: ['used-in-research'],
      reviews: [],
    })
    expect(askedOf(pack, 'unregistered-childrens-care').reviews).toEqual(['after-the-investigation'])
    const answer = { assumption: 'start-of-evidence-period', value: 'inspection-ended', decided: '2026', by: 'Records' }
    expect(askedOf({ ...pack, answers: [answer] }, 'local-area-send').events[0]).toBe('inspection-ended')
    const other: Said = { event: 'born', happenings: [] }
    expect(thingsOf(pack, read(statement('1', other))).map(({ term }) => term)).toContain('born')
  })

  test('differ where two stand about the same that say something else, and only there', () => {
    const one = statement('1', published('2024-05-01'))
    const same = statement('2', published('2024-05-01'))
    const other = statement('3', published('2024-05-02'))
    const past = statement('4', published('2024-05-03'), false)
    const [thing] = thingsOf(pack, read(one, same, past))
    expect(thing?.standing).toEqual([one, same])
    expect(differing(thing?.standing ?? [])).toEqual([])
    expect(differing([one, other])).toEqual([one, other])
    const answered = (people: string[] | null, answer: boolean): Said => ({
      circumstance: 'used-in-research',
      people,
      answer,
    })
    const answers = [statement('5', answered(null, true)), statement('6', answered(['child'], false))]
    expect(differing(answers)).toEqual([])
    expect(replacedBy(answers, answered(['child'], true))).toEqual(['6'])
    expect(replacedBy([one, other], published('2024-06-01'))).toEqual(['1', '3'])
  })
})

describe('words', () => {
  test('for what is awaited name what is most in the way first', () => {
    const findings = [
      { code: 'retention.question-unanswered', about: 'used-in-research' },
      { code: 'retention.event-missing', about: 'report-published' },
    ]
    expect(nextInWords(pack, kept({ findings, awaited: ['report-published'] }).stands)).toEqual([
      'Record the day: The report was published',
      'Answer: Is it used in a larger piece of research?',
    ])
    expect(nextInWords(pack, kept({ awaited: ['registration-ended'], partlyBy: '2024-07-01' }).stands)).toEqual([
      'Waits for: The registration ended',
      'Some of it would have to be gone by 1 July 2024; it goes as a whole, so decide about that part',
    ])
    expect(nextInWords(pack, kept({}).stands)).toEqual([])
    const unknown = [{ code: 'retention.not-understood', about: 'moonlight' }]
    expect(nextInWords(pack, kept({ findings: unknown }).stands)).toEqual([
      'Install the newer version that knows “moonlight”',
    ])
  })

  test('for days, periods and terms are plain', () => {
    expect(dayOf({ falls: '2027-01-02', what: 'gone' })).toBe('Must be gone by 2 January 2027')
    expect(dayOf({ falls: null, what: null })).toBe('No day known')
    expect([periodInWords('P1Y'), periodInWords('P90D'), periodInWords('P6M')]).toEqual([
      '1 year',
      '90 days',
      '6 months',
    ])
    expect(termInWords(pack, 'moonlight')).toBe('moonlight')
  })

  test('for statements say all of a history', () => {
    const happenings = [
      { on: '2024-05-01', reopened: { on: '2024-06-01', period: 'begins-anew' as const } },
      { on: '2024-07-01', reopened: null },
    ]
    expect(valueInWords({ event: 'report-published', happenings })).toBe(
      '1 May 2024; taken up again on 1 June 2024: the period begins anew; ended again on 1 July 2024',
    )
    expect(valueInWords({ event: 'report-published', happenings: [] })).toBe('It did not happen')
    expect(valueInWords({ circumstance: 'used-in-research', people: null, answer: null })).toBe(
      'The answer was taken back',
    )
    expect(valueInWords({ rule: 'x', reviews: [{ on: '2026-01-05', next: null }] })).toBe(
      'reviewed on 5 January 2026, need not be kept under this rule',
    )
    expect(aboutInWords(pack, { circumstance: 'used-in-research', people: ['child'], answer: true })).toBe(
      'Is it used in a larger piece of research? For notes with: Child',
    )
  })
})
