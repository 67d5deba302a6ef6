// Counts the seconds down after which an attempt at the passphrase may be made again.
import { useEffect, useState } from 'react'
import type { ProblemReply } from '#shared/problems.ts'

const TICK_MS = 250

/** Whole seconds that are left at a time in milliseconds, never less than none. */
export const secondsLeft = (until: number, now: number): number => Math.max(0, Math.ceil((until - now) / 1_000))

/** The seconds that this problem still asks to wait for; none for a problem that asks for nothing. */
export function useWait(problem: ProblemReply | null): number {
  const [left, setLeft] = useState(0)
  useEffect(() => {
    // The clock that never goes back; the laptop's may be set meanwhile.
    const until = performance.now() + (problem?.seconds ?? 0) * 1_000
    const look = () => setLeft(secondsLeft(until, performance.now()))
    look()
    const timer = setInterval(() => {
      look()
      if (performance.now() >= until) clearInterval(timer)
    }, TICK_MS)
    return () => clearInterval(timer)
  }, [problem])
  return left
}
