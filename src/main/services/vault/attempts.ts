// Failed attempts to open a vault, kept outside it: after a few, the next one has to wait, also after a restart.
import { closeSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs'
import { toHex } from '#shared/domain/bytes.ts'
import { Problem } from '#shared/problems.ts'
import { random } from '../../platform/crypto.ts'
import { readFileOrNull } from '../../platform/files.ts'
import { type Attempt, attemptsIn, counted, nothingFailed, tallyBefore, waitAt } from './delay.ts'

const ownerOnly = 0o600
/** For an attempt whose line another process removed when it opened the vault. */
const aMoment = 1_000

/**
 * Counts an attempt before it is made, and refuses it where it comes too early: throws Problem `vault.wait`.
 * Each process appends its attempt to the file and then reads in which order they came. All judge the same lines in the
 * same way, so that none can race past another, and no lock is there to be left behind by a crash.
 */
export function beginAttempt(path: string, now: string): void {
  const before = attemptsIn(read(path)).reduce(counted, nothingFailed)
  const at = Date.parse(now)
  // What comes while the waiting goes on changes nothing and is not written down.
  if (before.last !== null && at >= before.last) refuseFor(waitAt(before, at))
  const attempt = { at: now, id: toHex(random(8)) }
  // A vault does not close to its owner because this file cannot be written.
  if (!append(path, attempt)) return
  const tally = tallyBefore(attemptsIn(read(path)), attempt.id)
  refuseFor(tally === null ? aMoment : waitAt(tally, at))
}

/** Whoever opened the vault waits no more. A file that stays makes somebody wait for a minute at most. */
export function clearAttempts(path: string): void {
  try {
    rmSync(path, { force: true })
  } catch {
    // Opening the vault matters more.
  }
}

function refuseFor(milliseconds: number): void {
  if (milliseconds === 0) return
  const seconds = Math.ceil(milliseconds / 1_000)
  throw new Problem('vault.wait', { seconds, detail: `${seconds} seconds` })
}

function read(path: string): string {
  try {
    return readFileOrNull(path) ?? ''
  } catch {
    return ''
  }
}

function append(path: string, { at, id }: Attempt): boolean {
  try {
    const handle = openSync(path, 'a', ownerOnly)
    try {
      // The line before may have been cut off by a crash.
      writeSync(handle, `\n${at} ${id}\n`)
      fsyncSync(handle)
    } finally {
      closeSync(handle)
    }
    return true
  } catch {
    return false
  }
}
