// Days and periods: which texts are days, month ends and leap days, held to sums of our own.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { calendar } from '#main/platform/calendar.ts'
import { reckoningBy } from '#shared/domain/retention/calendar.ts'
import { always } from '../../fixtures/seed.ts'

const day = 86_400_000
const text = (moment: number): string => new Date(moment).toISOString().slice(0, 10)
/** Days of 1900 to 2100: two centuries that are no leap years, one that is. */
const anyDay = fc
  .integer({ min: Date.UTC(1900, 0, 1) / day, max: Date.UTC(2100, 11, 31) / day })
  .map((days) => text(days * day))

test.each(['2024-02-29', '2000-02-29', '0001-01-01', '9999-12-31', '2026-11-24'])('%s is a day', (some) => {
  expect(calendar.isDay(some)).toBe(true)
})

test.each([
  '2023-02-31',
  '2023-02-29',
  '1900-02-29',
  '2023-04-31',
  '2023-13-01',
  '2023-00-10',
  '2023-01-00',
  '20230201',
  '2023-2-1',
  '2023-02-01T10:00',
  '+012023-02-01',
  '2023-02-01[u-ca=iso8601]',
  ' 2023-02-01',
  '2023-02-01\n',
  '31/01/2023',
  '',
])('%j is none', (some) => {
  expect(calendar.isDay(some)).toBe(false)
})

test.each([
  ['2024-01-31', 'P1M', '2024-02-29'],
  ['2023-01-31', 'P1M', '2023-02-28'],
  ['2024-02-29', 'P1Y', '2025-02-28'],
  ['2024-02-29', 'P4Y', '2028-02-29'],
  ['2096-02-29', 'P4Y', '2100-02-28'],
  ['2023-08-31', 'P6M', '2024-02-29'],
  ['2023-12-31', 'P90D', '2024-03-30'],
  ['2024-12-31', 'P2W', '2025-01-14'],
])('%s and %s is %s', (begins, period, ends) => {
  expect(calendar.plus(begins, period)).toBe(ends)
})

test('beyond the year 9999 there is no day', () => {
  expect(calendar.plus('9999-12-31', 'P1D')).toBeNull()
  expect(calendar.plus('2026-11-24', 'P9999Y')).toBeNull()
  expect(calendar.plus('2026-11-24', 'P99999999999999999999Y')).toBeNull()
  expect(calendar.plus('2026-02-31', 'P1D')).toBeNull()
  expect(reckoningBy(calendar).dayAfter('9999-01-01', 'P1Y')).toBeNull()
})

test('years and months keep the number of the day, or take the last that the month has', () => {
  always(
    fc.property(anyDay, fc.integer({ min: 1, max: 400 }), (begins, months) => {
      const [year = 0, month = 0, number = 0] = begins.split('-').map(Number)
      // The day 0 of the month after is the last of this one.
      const lastOfMonth = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate()
      const expected = text(Date.UTC(year, month - 1 + months, Math.min(number, lastOfMonth)))
      expect(calendar.plus(begins, `P${months}M`)).toBe(expected)
      if (months % 12 === 0) expect(calendar.plus(begins, `P${months / 12}Y`)).toBe(expected)
    }),
    1_000,
  )
})

test('days and weeks are counted', () => {
  always(
    fc.property(anyDay, fc.integer({ min: 1, max: 4_000 }), (begins, count) => {
      expect(calendar.plus(begins, `P${count}D`)).toBe(text(Date.parse(begins) + count * day))
      expect(calendar.plus(begins, `P${count}W`)).toBe(text(Date.parse(begins) + 7 * count * day))
    }),
    1_000,
  )
})

test('a period that begins later is never over sooner, and each is over the day after its last', () => {
  const { dayAfter } = reckoningBy(calendar)
  always(
    fc.property(
      anyDay,
      anyDay,
      fc.constantFrom(null, 'P90D', 'P1M', 'P6M', 'P1Y', 'P3Y', 'P25Y'),
      (one, other, period) => {
        const [earlier = '', later = ''] = [one, other].toSorted()
        const [over, overLater] = [dayAfter(earlier, period) ?? '', dayAfter(later, period) ?? '']
        expect(over <= overLater).toBe(true)
        const last = period === null ? earlier : calendar.plus(earlier, period)
        expect(text(Date.parse(over) - day)).toBe(last)
      },
    ),
    1_000,
  )
})
