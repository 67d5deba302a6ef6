// How long the next attempt to open a vault has to wait, judged from the attempts that failed.
import { instantSchema } from '#shared/domain/ids.ts'

/** One attempt as the file has it: when, and a name that tells it from all others. */
export interface Attempt {
  readonly at: string
  readonly id: string
}

/** What the lines so far amount to. `last`: when the waiting began, in milliseconds; null where nobody knows. */
export interface Tally {
  readonly failures: number
  readonly last: number | null
}

export const nothingFailed: Tally = { failures: 0, last: null }

/** Failures after which the next attempt need not wait: anybody mistypes. */
const free = 3
const longestSeconds = 60
/** Failures from which the wait is the longest. */
const worst = 10

/** None after the first three failures, then one second, doubling up to a minute. In milliseconds. */
export function delayAfter(failures: number): number {
  return failures <= free ? 0 : 1_000 * Math.min(2 ** (failures - free - 1), longestSeconds)
}

/**
 * Milliseconds that an attempt at this time has to wait. Where the clock was put back, or nobody knows when the waiting
 * began, it begins now: so it is never longer than the longest delay.
 */
export function waitAt({ failures, last }: Tally, at: number): number {
  const delay = delayAfter(failures)
  return last === null || at < last ? delay : Math.max(0, last + delay - at)
}

/** An attempt that waited long enough counts. A line that nobody can read stands for as many failures as matter. */
export function counted(tally: Tally, attempt: Attempt | null): Tally {
  if (attempt === null) return { failures: Math.max(tally.failures, worst), last: null }
  const at = Date.parse(attempt.at)
  if (waitAt(tally, at) === 0) return { failures: tally.failures + 1, last: at }
  return tally.last === null || at < tally.last ? { ...tally, last: at } : tally
}

/** The attempts of a file in their order; null for a line that cannot be read. */
export function attemptsIn(text: string): readonly (Attempt | null)[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map(attemptOf)
}

/** The tally before the attempt of this name, or null when the file has no such attempt. */
export function tallyBefore(attempts: readonly (Attempt | null)[], id: string): Tally | null {
  const place = attempts.findIndex((attempt) => attempt?.id === id)
  return place === -1 ? null : attempts.slice(0, place).reduce(counted, nothingFailed)
}

function attemptOf(line: string): Attempt | null {
  const [at = '', id = ''] = line.split(' ')
  const readable = instantSchema.safeParse(at).success && !Number.isNaN(Date.parse(at))
  return readable && /^[0-9a-f]{16}$/.test(id) ? { at, id } : null
}
