// The size of the pages that travel: small at first and on a poor link, larger while replies come quickly.
import { expect, test } from 'vitest'
import { PageSize } from '#main/services/sync/page-size.ts'

function onClock() {
  let now = 0
  const pull = new PageSize('pull', () => now)
  const answered = async (took: number): Promise<number> => {
    const reply = Promise.resolve().then(() => {
      now += took
      return took
    })
    expect(await pull.after(reply)).toBe(took)
    return pull.entries
  }
  return { pull, answered }
}

test('pages double while replies come quickly, up to a largest one', async () => {
  const { pull, answered } = onClock()
  expect(pull.entries).toBe(50)
  expect(await answered(1_000)).toBe(100)
  expect(await answered(10)).toBe(200)
  expect(await answered(10)).toBe(200)
})

test('after a slow reply the next page is small again', async () => {
  const { answered } = onClock()
  await answered(10)
  await answered(10)
  expect(await answered(1_001)).toBe(50)
  expect(await answered(10)).toBe(100)
})

test('a page that failed leaves the size as it was, and its failure is passed on', async () => {
  const { pull, answered } = onClock()
  await answered(10)
  await expect(pull.after(Promise.reject(new Error('cut')))).rejects.toThrow('cut')
  expect(pull.entries).toBe(100)
})
