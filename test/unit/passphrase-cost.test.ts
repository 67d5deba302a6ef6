// What a passphrase costs comes near half a second on any machine, within floor, cap and memory.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { random } from '#main/platform/crypto.ts'
import { openPassphraseSlot, passphraseSlot } from '#main/platform/key-slots.ts'
import {
  argon2Cap,
  argon2Floor,
  type Costing,
  calibrated,
  costFor,
  isDearer,
  memoryFor,
} from '#main/platform/passphrase-cost.ts'
import { utf8 } from '#shared/domain/bytes.ts'
import { always } from '../fixtures/seed.ts'

const gibibyte = 1024 ** 3
const mebibytes = (count: number): number => count * 1024

type Cost = typeof argon2Floor

/** A machine that gets through so many KiB a millisecond, and needs some more time for each KiB that it touches first. */
interface Speed {
  readonly perMillisecond: number
  readonly firstTouch: number
}

const timeOn = ({ perMillisecond, firstTouch }: Speed, { memory, passes }: Cost): number =>
  (memory * passes) / perMillisecond + memory * firstTouch

/** As the slot is made: derives, and derives anew at the cost that is asked for, until none is. */
function chosen(speed: Speed, memory: number): Cost {
  let cost = argon2Floor
  for (let tries = 1; tries < 4; tries++) {
    const next = costFor(cost, timeOn(speed, cost), memory)
    if (next === null) return cost
    cost = next
  }
  return cost
}

const speeds = fc.record({
  perMillisecond: fc.double({ min: 20, max: 100_000, noNaN: true }),
  firstTouch: fc.double({ min: 0, max: 0.0005, noNaN: true }),
})
const memories = fc.integer({ min: mebibytes(64), max: mebibytes(512) })

test('a derivation takes a quarter of a second to a second, unless floor or cap forbid it', () => {
  const property = fc.property(speeds, memories, (speed, memory) => {
    const cost = chosen(speed, memory)
    const took = timeOn(speed, cost)
    const atFloor = cost.memory === argon2Floor.memory && cost.passes === argon2Floor.passes
    const atCap = cost.passes === argon2Cap.passes
    expect(took >= 250 || atCap, `${took} ms at ${JSON.stringify(cost)}`).toBe(true)
    expect(took <= 1_000 || atFloor, `${took} ms at ${JSON.stringify(cost)}`).toBe(true)
  })
  always(property)
})

test('it is never below the floor, never above the memory allowed, and passes rise only once that is used up', () => {
  const property = fc.property(speeds, memories, (speed, memory) => {
    const cost = chosen(speed, memory)
    expect(cost.memory).toBeGreaterThanOrEqual(argon2Floor.memory)
    expect(cost.passes).toBeGreaterThanOrEqual(argon2Floor.passes)
    expect(cost.memory).toBeLessThanOrEqual(memory)
    if (cost.passes > argon2Floor.passes + 1) expect(cost.memory).toBeGreaterThan(memory - mebibytes(16))
  })
  always(property)
})

test.each([
  [0, 64],
  [gibibyte / 8, 64],
  [gibibyte, 256],
  [2 * gibibyte, 512],
  [64 * gibibyte, 512],
])('of %i bytes that are free a slot may take %i MiB', (free, memory) => {
  expect(memoryFor(free)).toBe(mebibytes(memory))
})

test('a cost that takes long enough stays, also where it was chosen otherwise', () => {
  const cost = { memory: mebibytes(100), passes: 7, lanes: 4 }
  for (const took of [250, 400, 1_000]) expect(costFor(cost, took, mebibytes(512))).toBeNull()
  expect(costFor(argon2Floor, 5_000, mebibytes(512))).toBeNull()
})

test('the machine is asked for its free memory each time', () => {
  let free = gibibyte / 2
  const { next } = calibrated({ freeMemory: () => free, now: () => 0 })
  expect(next(argon2Floor, 50)).toEqual({ memory: mebibytes(128), passes: 15, lanes: 4 })
  free = 8 * gibibyte
  expect(next(argon2Floor, 50)).toEqual({ memory: mebibytes(512), passes: 4, lanes: 4 })
})

/** Says that each derivation took as long as the cost is worth in KiB, whatever it took here. */
function pretending(wanted: number): Costing & { readonly tried: readonly Cost[] } {
  const tried: Cost[] = []
  const next = (cost: Cost): Cost | null => {
    tried.push(cost)
    return cost.memory === wanted ? null : { ...cost, memory: wanted }
  }
  return { least: { memory: 64, passes: 1, lanes: 1 }, next, now: () => 0, tried }
}

test('a slot is made at the cost that is asked for, and opens at it', async () => {
  const secrets = { vaultKey: random(32), seed: random(32) }
  const costing = pretending(128)
  const slot = await passphraseSlot('a1'.repeat(16), utf8('a passphrase of Ada'), secrets, costing)
  expect(slot.cost).toEqual({ memory: 128, passes: 1, lanes: 1 })
  expect(costing.tried.map(({ memory }) => memory)).toEqual([64, 128])
  const slots = {
    v: 1 as const,
    vault: 'a1'.repeat(16),
    practice: false,
    made: '2026-03-10T09:00:00.000Z',
    slots: [slot],
  }
  const opened = await openPassphraseSlot(slots, utf8('a passphrase of Ada'), costing)
  expect(opened).toMatchObject({ secrets, dearer: null })
  const later = await openPassphraseSlot(slots, utf8('a passphrase of Ada'), pretending(256))
  expect(later?.dearer).toEqual({ memory: 256, passes: 1, lanes: 1 })
  const slower = await openPassphraseSlot(slots, utf8('a passphrase of Ada'), pretending(100))
  expect(slower?.dearer).toBeNull()
})

test('a machine whose times tell nothing ends with the fourth cost', async () => {
  let memory = 64
  const costing = {
    least: { memory, passes: 1, lanes: 1 },
    next: (cost: Cost) => ({ ...cost, memory: (memory += 8) }),
    now: () => 0,
  }
  const slot = await passphraseSlot('a1'.repeat(16), utf8('x'), { vaultKey: random(32), seed: random(32) }, costing)
  expect(slot.cost.memory).toBe(88)
})

test('dearer is what takes more memory and passes together', () => {
  expect(isDearer({ ...argon2Floor, passes: 4 }, argon2Floor)).toBe(true)
  expect(isDearer(argon2Floor, argon2Floor)).toBe(false)
  expect(isDearer({ memory: mebibytes(128), passes: 1, lanes: 4 }, argon2Floor)).toBe(false)
})
