// What a guess at a passphrase costs: raised from the floor until deriving takes about half a second on this machine.
import type { Argon2Cost } from './crypto.ts'

/** Argon2id's floor: 64 MiB, three passes, four lanes (RFC 9106 section 4, second recommended option). */
export const argon2Floor: Argon2Cost = { memory: 65_536, passes: 3, lanes: 4 }
/** Caps for costs read from a file, so that a changed file cannot make unlocking hang. */
export const argon2Cap: Argon2Cost = { memory: 4 * 1024 * 1024, passes: 16, lanes: 16 }

/** A derivation that takes between `least` and `most` stays as it is; another is brought to `aim`. In milliseconds. */
const wanted = { least: 250, aim: 500, most: 1_000 } as const

/** 512 MiB in KiB: with more, a vault might not open while other programs hold the memory of a small laptop. */
const mostMemory = 512 * 1024
/** Of the memory that is free when a slot is made, so that unlocking never makes the machine swap. */
const shareOfFree = 1 / 4
/** Costs are made in whole pieces of this many KiB. */
const memoryStep = 16 * 1024

/** How the cost of a slot is chosen. */
export interface Costing {
  /** The least that a slot may cost, and where choosing begins. */
  readonly least: Argon2Cost
  /** The cost to go on with after deriving at `cost` took so many milliseconds, or null when it is right. */
  readonly next: (cost: Argon2Cost, took: number) => Argon2Cost | null
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number
}

/** What calibration must know of the machine. */
export interface Machine {
  /** Bytes of memory that are free now. */
  readonly freeMemory: () => number
  readonly now: () => number
}

/** Costs for this machine, never below the floor. */
export function calibrated({ freeMemory, now }: Machine): Costing {
  const next = (cost: Argon2Cost, took: number) => costFor(cost, took, memoryFor(freeMemory()))
  return { least: argon2Floor, next, now }
}

/** One cost for everything, whatever it takes. */
export function fixedAt(cost: Argon2Cost): Costing {
  return { least: cost, next: () => null, now: () => 0 }
}

/** KiB that a slot may take, of so many bytes that are free. */
export function memoryFor(free: number): number {
  return clamp((free / 1024) * shareOfFree, argon2Floor.memory, mostMemory)
}

/**
 * The cost at which deriving should take half a second, given how long it took at `cost`; null where that took
 * between a quarter of a second and a second, or where neither floor nor cap lets it come nearer.
 * Memory is raised first, because it is what guessing machines lack most; passes once the memory is used up.
 */
export function costFor(cost: Argon2Cost, took: number, memory: number): Argon2Cost | null {
  if (took >= wanted.least && took <= wanted.most) return null
  const work = (cost.memory * cost.passes * wanted.aim) / Math.max(took, 1)
  const taken = clamp(wholeSteps(work / argon2Floor.passes), argon2Floor.memory, wholeSteps(memory))
  const passes = clamp(Math.round(work / taken), argon2Floor.passes, argon2Cap.passes)
  const next = { memory: taken, passes, lanes: argon2Floor.lanes }
  return workOf(next) === workOf(cost) ? null : next
}

/** Whether a guess costs more at `one` than at `other`. */
export function isDearer(one: Argon2Cost, other: Argon2Cost): boolean {
  return workOf(one) > workOf(other)
}

export function isWithin(cost: Argon2Cost, least: Argon2Cost): boolean {
  return (
    cost.memory >= least.memory &&
    cost.passes >= least.passes &&
    cost.lanes >= least.lanes &&
    cost.memory <= argon2Cap.memory &&
    cost.passes <= argon2Cap.passes &&
    cost.lanes <= argon2Cap.lanes
  )
}

function workOf({ memory, passes }: Argon2Cost): number {
  return memory * passes
}

function wholeSteps(memory: number): number {
  return Math.floor(memory / memoryStep) * memoryStep
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most)
}
