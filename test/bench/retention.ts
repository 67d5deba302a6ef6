// Retention of 100,000 notes, beside bare sums of the same dates by the library of the calendar.
import { calendar } from '#main/platform/calendar.ts'
import { retentionBy } from '#shared/domain/retention/explain.ts'
import type { RecordFacts } from '#shared/domain/retention/facts.ts'
import { noFacts, ourPack } from '../fixtures/retention/pack.ts'
import { type Figure, percentile, timed } from './figures.ts'

const notes = 100_000
const rounds = 5
const asOf = '2026-11-24'

/** A note differs from its neighbours in all that rules ask; those of one inspection share their dates. */
function factsOf(index: number): RecordFacts {
  const { remits, lists } = ourPack
  const nth = <Value>(values: readonly Value[], step: number): Value | undefined =>
    values[Math.floor(index / step) % values.length]
  const day = (back: number) => new Date(Date.UTC(2026, 10, 24) - back * 86_400_000).toISOString().slice(0, 10)
  // Some forty notes to an inspection; reports of twelve years.
  const published = day((Math.floor(index / 40) * 7) % 4_380)
  return {
    ...noFacts,
    id: `note-${index}`,
    remit: nth(remits, 40)?.id ?? null,
    subjects: [nth(lists.subjects, 1)?.id ?? ''],
    categories: [nth(lists.categories, 3)?.id ?? '', nth(lists.categories, 5)?.id ?? ''],
    circumstances: Object.fromEntries(lists.circumstances.map(({ id }, place) => [id, (index + place) % 3 === 0])),
    events: lists.events.map(({ id }) => ({ event: id, on: published })),
  }
}

export async function retentionFigures(): Promise<readonly Figure[]> {
  const records = Array.from({ length: notes }, (_, index) => factsOf(index))
  const ours: number[] = []
  const theirs: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    ours.push(
      await timed(() => {
        // A fresh one each time: what it has reckoned before is not what is measured.
        const explain = retentionBy(ourPack, {}, calendar)
        for (const facts of records) explain(facts, asOf)
      }),
    )
    theirs.push(
      await timed(() => {
        for (const { events } of records) calendar.plus(events[0]?.on ?? asOf, 'P3Y')
      }),
    )
  }
  const peer = { name: 'one sum of dates for each', value: percentile(theirs, 0.5) }
  const value = percentile(ours, 0.5)
  return [{ name: 'retention of 100,000 notes', unit: 'ms', value, peer, goal: { of: 'value', most: 1_000 } }]
}
