// What a changed pack, or another answer, would change for records that are held: shown before it is adopted.
import { expect, test } from 'vitest'
import { calendar } from '#main/platform/calendar.ts'
import { compared } from '#shared/domain/retention/comparison.ts'
import { retentionBy } from '#shared/domain/retention/explain.ts'
import type { RecordFacts } from '#shared/domain/retention/facts.ts'
import type { RetentionPack, Rule } from '#shared/domain/retention/rules.ts'
import { noFacts } from '../../fixtures/retention/pack.ts'
import { packOf } from '../../fixtures/retention/random.ts'

const rule: Omit<Rule, 'id'> = {
  records: null,
  subjects: ['sailor'],
  categories: [],
  when: [],
  controller: 'harbour',
  modality: 'at-least',
  period: 'P3Y',
  startsAt: 'landed',
  until: null,
  assumptions: [],
  words: 'Kept.',
  source: { document: 1, heading: 'Of harbours' },
}
const recordOf = (subject: string, on: string): RecordFacts => ({
  ...noFacts,
  id: `${subject} ${on}`,
  remit: 'sea',
  subjects: [subject],
  controllers: ['harbour'],
  events: [{ event: 'landed', on }],
})
const old = recordOf('sailor', '2020-01-01')
const recent = recordOf('sailor', '2024-06-01')
const pilot = recordOf('pilot', '2020-01-01')

function change(before: RetentionPack, after: RetentionPack, answers: Readonly<Record<string, string>> = {}) {
  const by = (pack: RetentionPack, answered = {}) => retentionBy(pack, answered, calendar)
  const { looked, counts, changes } = compared(by(before), by(after, answers), [old, recent, pilot], '2026-11-24')
  const seen = changes.map(({ effect, before: was, after: is }) => [was.record, effect, was.state, is.state])
  return { looked, counts, seen }
}

test('the same pack, or one that only says it in other words, changes nothing', () => {
  const reworded = packOf([{ ...rule, words: 'Held.', source: { document: 2, heading: 'Of ports' } }])
  expect(change(packOf([rule]), reworded)).toEqual({
    looked: 3,
    counts: { 'could-go': 0, stays: 0, sooner: 0, later: 0, otherwise: 0 },
    seen: [],
  })
})

test('a longer period keeps what could go, and moves the day of the rest', () => {
  const { counts, seen } = change(packOf([rule]), packOf([{ ...rule, period: 'P9Y' }]))
  expect(seen).toEqual([
    ['sailor 2020-01-01', 'stays', 'may-be-destroyed', 'keep'],
    ['sailor 2024-06-01', 'later', 'keep', 'keep'],
  ])
  expect(counts).toMatchObject({ stays: 1, later: 1 })
})

test('a shorter period shows what could be destroyed by it, before anything is', () => {
  const { seen } = change(packOf([rule]), packOf([{ ...rule, period: 'P1Y' }]))
  expect(seen).toEqual([
    ['sailor 2020-01-01', 'sooner', 'may-be-destroyed', 'may-be-destroyed'],
    ['sailor 2024-06-01', 'could-go', 'keep', 'may-be-destroyed'],
  ])
})

test('a latest day where there was none is sooner; a rule that is about more records lets them go', () => {
  const { seen } = change(packOf([rule]), packOf([{ ...rule, modality: 'for', subjects: [] }]))
  expect(seen).toEqual([
    ['sailor 2020-01-01', 'sooner', 'may-be-destroyed', 'due'],
    ['sailor 2024-06-01', 'sooner', 'keep', 'keep'],
    ['pilot 2020-01-01', 'could-go', 'cannot-say', 'due'],
  ])
})

test('a pack that no longer knows a term keeps what used it', () => {
  const pack = packOf([{ ...rule, subjects: [] }])
  const without = { ...pack, lists: { ...pack.lists, subjects: [{ id: 'sailor' }] } }
  expect(change(pack, without).seen).toEqual([['pilot 2020-01-01', 'stays', 'may-be-destroyed', 'not-understood']])
})

test('the same days by another rule are shown', () => {
  const [short, long] = [{ ...rule, period: 'P1Y' }, rule]
  expect(change(packOf([short, long]), packOf([long, short])).seen.map(([, effect]) => effect)).toEqual([
    'otherwise',
    'otherwise',
  ])
})

test('an assumption that stands in with the same days, and another answer to an assumption, are shown', () => {
  const assuming = packOf([{ ...rule, period: null, assumptions: ['how-long'] }])
  expect(change(assuming, packOf([{ ...rule, period: 'P2Y' }])).seen.map(([, effect]) => effect)).toEqual([
    'otherwise',
    'otherwise',
  ])
  expect(change(assuming, assuming, { 'how-long': 'P9Y' }).seen.map(([, effect]) => effect)).toEqual(['stays', 'stays'])
})
