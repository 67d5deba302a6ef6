// An inspection as a whole: one record that has to stay keeps all, what is in the way of a result keeps it, notices in time.
import { describe, expect, test } from 'vitest'
import { calendar } from '#main/platform/calendar.ts'
import { dueOf, horizonFrom } from '#shared/domain/retention/due.ts'
import { retentionBy } from '#shared/domain/retention/explain.ts'
import type { Explanation } from '#shared/domain/retention/explanation.ts'
import type { RecordFacts } from '#shared/domain/retention/facts.ts'
import { wholeOf } from '#shared/domain/retention/whole.ts'
import { noFacts, ourPack } from '../../fixtures/retention/pack.ts'

const explain = retentionBy(ourPack, {}, calendar)
const day = '2026-11-24'
const evidence: RecordFacts = { ...noFacts, remit: 'local-area-send', circumstances: { 'used-in-research': false } }
const on = (event: string, text: string) => ({ events: [{ event, on: text }] })
const published = (text: string): Explanation => explain({ ...evidence, ...on('report-published', text) }, day)
const researched = (completed: string): Explanation =>
  explain(
    {
      ...evidence,
      circumstances: { 'used-in-research': true },
      events: [
        { event: 'report-published', on: '2015-01-01' },
        { event: 'research-completed', on: completed },
      ],
    },
    day,
  )

describe('the whole', () => {
  test('is as its only record is', () => {
    expect(wholeOf([published('2020-05-15')], [])).toMatchObject({
      state: 'may-be-destroyed',
      mayGoFrom: '2023-05-16',
      mustBeGoneBy: null,
      partlyBy: null,
      awaited: [],
      findings: [],
    })
  })

  test('may go when the last of its records may', () => {
    const both = wholeOf([published('2020-05-15'), published('2024-02-29')], [])
    expect(both).toMatchObject({ state: 'keep', mayGoFrom: '2027-03-01' })
  })

  test('awaits what any of its records awaits, and has no day until then', () => {
    const missing = explain(evidence, day)
    expect(wholeOf([published('2020-05-15'), missing], [])).toMatchObject({
      state: 'cannot-say',
      mayGoFrom: null,
      awaited: ['report-published'],
      findings: [{ code: 'retention.event-missing', about: 'report-published' }],
    })
  })

  test('is due once all may go and one must', () => {
    expect(wholeOf([published('2020-05-15'), researched('2024-06-30')], [])).toMatchObject({
      state: 'due',
      mayGoFrom: '2024-07-01',
      mustBeGoneBy: '2024-07-01',
    })
  })

  test('is kept where one part must go and another may not yet, and says by when the part would have had to', () => {
    expect(wholeOf([published('2024-02-29'), researched('2024-06-30')], [])).toMatchObject({
      state: 'keep',
      mayGoFrom: '2027-03-01',
      mustBeGoneBy: null,
      partlyBy: '2024-07-01',
    })
  })

  test('has no day while a word of one record is not understood', () => {
    const unknown = explain({ ...evidence, categories: ['moonlight'] }, day)
    expect(wholeOf([published('2020-05-15'), unknown], [])).toMatchObject({ state: 'not-understood', mayGoFrom: null })
  })

  test.each([
    ['retention.newer-version', 'not-understood'],
    ['retention.not-summarised', 'cannot-say'],
    ['retention.statements-differ', 'cannot-say'],
  ] as const)('is kept by %s, whatever its records say', (code, state) => {
    const whole = wholeOf([published('2020-05-15')], [{ code, about: '' }])
    expect(whole).toMatchObject({ state, mayGoFrom: null, findings: [{ code, about: '' }] })
  })

  test('of no record at all says nothing', () => {
    expect(wholeOf([], [])).toMatchObject({ state: 'cannot-say', mayGoFrom: null })
  })
})

describe('what falls due', () => {
  const horizon = horizonFrom(day, calendar.plus)

  test.each([
    ['2026-11-23', 'now'],
    ['2026-11-24', 'now'],
    ['2026-11-25', 'in-30-days'],
    ['2026-12-24', 'in-30-days'],
    ['2026-12-25', 'in-90-days'],
    ['2027-02-22', 'in-90-days'],
    ['2027-02-23', 'later'],
  ])('on %s is noticed as %s', (falls, notice) => {
    const whole = { ...wholeOf([published('2020-05-15')], []), state: 'keep' as const, mayGoFrom: falls }
    expect(dueOf(whole, horizon)).toEqual({ falls, what: 'may-go', notice })
  })

  test('is the day by which it must be gone, where there is one', () => {
    const whole = wholeOf([researched('2027-01-31')], [])
    expect(dueOf(whole, horizon)).toEqual({ falls: '2027-02-01', what: 'gone', notice: 'in-90-days' })
  })

  test('is a review where somebody has to look at it, and now where nobody knows from which day', () => {
    const unregistered: RecordFacts = { ...noFacts, remit: 'unregistered-childrens-care' }
    const ended = explain({ ...unregistered, ...on('proceedings-ended', '2024-01-10') }, day)
    expect(dueOf(wholeOf([ended], []), horizon)).toEqual({ falls: '2027-01-11', what: 'review', notice: 'in-90-days' })
    const answers = { 'end-of-the-inquiry': 'yes' }
    const incident = retentionBy(
      ourPack,
      answers,
      calendar,
    )(
      {
        ...noFacts,
        remit: 'local-authority-childrens-services',
        categories: ['serious-incidents'],
        circumstances: { 'used-in-research': false, 'reported-by-local-authority': true },
        ...on('report-published', '2020-05-15'),
      },
      day,
    )
    expect(wholeOf([incident], []).state).toBe('due-for-review')
    expect(dueOf(wholeOf([incident], []), horizon)).toMatchObject({ notice: 'now' })
  })

  test('is nothing while nobody can say', () => {
    expect(dueOf(wholeOf([explain(evidence, day)], []), horizon)).toEqual({ falls: null, what: null, notice: 'none' })
  })
})
