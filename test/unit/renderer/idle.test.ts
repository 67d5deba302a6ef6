// When a page that nobody uses locks: announced a minute before, put off by a sign, and not fooled by the clock.
import { beforeEach, expect, test } from 'vitest'
import { announcedFor, IdleWatch, lockAfter } from '../../../src/renderer/stores/idle.ts'

let now: number
let watch: IdleWatch

beforeEach(() => {
  now = 1_000_000
  watch = new IdleWatch(() => now)
})

test('it is announced for a minute, then it is over', () => {
  now += lockAfter - announcedFor - 1
  expect(watch.state).toBe('in-use')
  now += 1
  expect(watch.state).toBe('announced')
  now += announcedFor - 1
  expect(watch.state).toBe('announced')
  now += 1
  expect(watch.state).toBe('over')
})

test('a sign puts it off for the whole time again', () => {
  now += lockAfter - 1
  watch.sign()
  now += lockAfter - announcedFor - 1
  expect(watch.state).toBe('in-use')
})

test('a night in which the computer slept is over at the first look', () => {
  now += 8 * 60 * 60_000
  expect(watch.state).toBe('over')
})

test('a clock that is put back puts nothing off for longer than the whole time', () => {
  now -= 24 * 60 * 60_000
  expect(watch.state).toBe('in-use')
  now += lockAfter
  expect(watch.state).toBe('over')
})
