// When a store looks at what is due: at its start, when something begins to wait, and when its time has come; and how long that is.
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { DueTimer } from '#central/due-timer.ts'
import { run } from '#central/index.ts'
import { windowFrom, windowText, windowWords } from '#central/undo-window.ts'
import { enrolPeople, OrderedInspection } from './ordered.ts'
import { Caller } from './processes.ts'
import { TestStore } from './store.ts'

const minute = 60_000

test.each([
  ['0', 0, '0 seconds'],
  ['90', 90 * minute, '90 minutes'],
  ['60', 60 * minute, '1 hour'],
  ['PT24H', 1_440 * minute, '24 hours'],
  ['P1DT12H', 2_160 * minute, '36 hours'],
  ['PT1M30S', 90_000, '90 seconds'],
  ['P366D', 366 * 1_440 * minute, '8784 hours'],
])('an undo window of %s is %i milliseconds: %s', (text, milliseconds, words) => {
  expect([windowFrom(text), windowWords(milliseconds)]).toEqual([milliseconds, words])
  expect(windowFrom(windowText(milliseconds))).toBe(milliseconds)
})

test.each(['', 'P', 'PT', 'P1DT', '1.5', '-1', 'P1W', 'P1M', 'PT1H1D', 'pt1h', '1h', 'P367D', '9999999'])(
  '%j is no undo window',
  (text) => expect(windowFrom(text)).toBe(null),
)

test('a store carries out by itself what is approved there', async () => {
  const before = await TestStore.open()
  const people = await enrolPeople(before)
  const inspection = await OrderedInspection.begin(before, people, 1)
  const { hash: proposed } = await inspection.propose()
  const [, second] = people.officers
  const approval = await inspection.written(second, 'disposal.approved', { proposed })
  const size = await inspection.size()
  await before.app.close()
  await before.storage.close()

  const store = await run({ folder: before.folder, port: 0, undoWindow: 1 })
  const caller = new Caller(store.address, second.device)
  await caller.push(inspection.compartment, size, [approval])
  const sizeNow = async (): Promise<number> => (await caller.push(inspection.compartment, size, [])).size
  await vi.waitFor(async () => expect(await sizeNow()).toBe(size + 2), { timeout: 10_000 })
  await store.stop()
  const deeds = readFileSync(join(before.folder, 'log', 'central.log'), 'utf8')
  expect(deeds).toContain(
    `"deed":"disposal","outcome":"committed","compartment":"${inspection.compartment.slice(0, 8)}"`,
  )
  expect(deeds).not.toContain(inspection.compartment)
  rmSync(before.folder, { recursive: true })
})

/** What a timer was asked for and answers, by a clock that only the test moves. */
class Due {
  next: string | null = null
  looked = 0
  fails = false
  readonly timer = new DueTimer(
    async () => this.#look(),
    () => Date.now(),
  )

  async #look(): Promise<string | null> {
    this.looked += 1
    if (this.fails) throw new Error('something stood in the way')
    return this.next
  }

  in(milliseconds: number): void {
    this.next = new Date(Date.now() + milliseconds).toISOString()
  }
}

let due: Due

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
  due = new Due()
})
afterEach(async () => {
  await due.timer.stop()
  vi.useRealTimers()
})

test('it looks when the next one is due, and not before', async () => {
  due.in(10_000)
  await due.timer.look()
  await vi.advanceTimersByTimeAsync(9_999)
  expect(due.looked).toBe(1)
  due.next = null
  await vi.advanceTimersByTimeAsync(1)
  expect(due.looked).toBe(2)
  await vi.advanceTimersByTimeAsync(10 * minute)
  expect(due.looked).toBe(2)
})

test('it asks the clock every minute while something waits: a computer may have slept', async () => {
  due.in(24 * 60 * minute)
  await due.timer.look()
  await vi.advanceTimersByTimeAsync(3 * minute)
  expect(due.looked).toBe(4)
})

test('asked to look again, it takes the earlier time; what is overdue is looked at at once', async () => {
  due.in(minute)
  await due.timer.look()
  due.in(-1)
  await due.timer.look()
  due.next = null
  await vi.advanceTimersByTimeAsync(1)
  expect(due.looked).toBe(3)
  await vi.advanceTimersByTimeAsync(2 * minute)
  expect(due.looked).toBe(3)
})

test('what fails is tried again in a minute, and nothing is once it was stopped', async () => {
  due.fails = true
  await due.timer.look()
  await vi.advanceTimersByTimeAsync(minute)
  expect(due.looked).toBe(2)
  await due.timer.stop()
  await due.timer.look()
  await vi.advanceTimersByTimeAsync(2 * minute)
  expect(due.looked).toBe(2)
})
