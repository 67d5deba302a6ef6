// The delay after failed attempts grows, ends, survives damage and clocks put back, and locks nobody out.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { attemptsIn, counted, delayAfter, nothingFailed, tallyBefore, waitAt } from '#main/services/vault/delay.ts'
import { always } from '../fixtures/seed.ts'

const start = Date.parse('2026-03-10T09:00:00.000Z')
const attempt = (at: number, id = 'a'.repeat(16)) => ({ at: new Date(at).toISOString(), id })
const line = (at: number, id?: string): string => `\n${attempt(at, id).at} ${attempt(at, id).id}\n`
const tallyOf = (text: string) => attemptsIn(text).reduce(counted, nothingFailed)

test('three failures cost nothing, then each doubles the wait up to a minute', () => {
  expect([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 1_000].map(delayAfter)).toEqual(
    [0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60].map((seconds) => seconds * 1_000),
  )
})

test('the wait runs from the last attempt that counted; what came too early neither counts nor prolongs it', () => {
  const failures = [0, 1, 2, 3, 4].map((second) => line(start + second * 1_000))
  expect(tallyOf(failures.join(''))).toEqual({ failures: 5, last: start + 4_000 })
  const early = [...failures, line(start + 5_000), line(start + 5_999)].join('')
  expect(tallyOf(early)).toEqual({ failures: 5, last: start + 4_000 })
  expect(waitAt(tallyOf(early), start + 5_999)).toBe(1)
  expect(waitAt(tallyOf(early), start + 6_000)).toBe(0)
})

test('a clock put back begins the wait anew, and only once', () => {
  const ahead = [0, 1, 2, 3, 4, 5].map((second) => line(start + second * 10_000)).join('')
  const back = start - 365 * 86_400_000
  expect(waitAt(tallyOf(ahead), back)).toBe(4_000)
  const known = tallyOf(ahead + line(back))
  expect(known).toEqual({ failures: 6, last: back })
  expect(waitAt(known, back + 4_000)).toBe(0)
})

test.each([
  'not a line',
  '2026-03-10T09:00:00.000Z',
  '2026-99-99T99:99:99.999Z aaaaaaaaaaaaaaaa',
  '2026-03-10T09:00:00.000Z AAAAAAAAAAAAAAAA',
  '{"failures":0}',
])('%s cannot be read, and stands for the longest wait from the next attempt on', (words) => {
  const damaged = tallyOf(words)
  expect(waitAt(damaged, start)).toBe(60_000)
  const known = tallyOf(words + line(start))
  expect(waitAt(known, start + 59_999)).toBe(1)
  expect(waitAt(known, start + 60_000)).toBe(0)
})

test('attempts are judged by their order in the file, so that the second of two at one instant waits', () => {
  const [one, two] = ['1'.repeat(16), '2'.repeat(16)]
  const failures = [0, 1, 2, 3].map((second) => line(start + second * 1_000)).join('')
  const both = attemptsIn(failures + line(start + 10_000, two) + line(start + 10_000, one))
  expect(waitAt(tallyBefore(both, two) ?? nothingFailed, start + 10_000)).toBe(0)
  expect(waitAt(tallyBefore(both, one) ?? nothingFailed, start + 10_000)).toBe(2_000)
  expect(tallyBefore(both, '3'.repeat(16))).toBeNull()
})

test('whatever the file holds, an attempt waits a minute at most, and may be made a minute after it was refused', () => {
  const instant = fc.integer({ min: start - 1_000_000, max: start + 1_000_000 })
  const anyLine = fc.oneof(
    { weight: 5, arbitrary: instant.map((at) => line(at)) },
    fc.string().map((words) => `${words}\n`),
  )
  const property = fc.property(fc.array(anyLine, { maxLength: 40 }), instant, (lines, at) => {
    const text = lines.join('')
    const wait = waitAt(tallyOf(text), at)
    expect(wait).toBeGreaterThanOrEqual(0)
    expect(wait).toBeLessThanOrEqual(60_000)
    if (wait > 0) expect(waitAt(tallyOf(text + line(at)), at + 60_000)).toBe(0)
  })
  always(property, 300)
})
