// Runs one piece of work at a time for a page, with its state and its problem.
import { useRef, useState } from 'react'
import type { ProblemReply } from '#shared/problems.ts'
import { replyFrom } from '../problem.ts'

export interface Task {
  readonly busy: boolean
  readonly problem: ProblemReply | null
  /** Runs the work unless some is running; true when it went well. */
  readonly run: (work: () => Promise<void>) => Promise<boolean>
}

export function useTask(): Task {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<ProblemReply | null>(null)
  // A second click can come before React has drawn the disabled button.
  const running = useRef(false)
  const run = async (work: () => Promise<void>) => {
    if (running.current) return false
    running.current = true
    setBusy(true)
    setProblem(null)
    try {
      await work()
      return true
    } catch (caught) {
      setProblem(replyFrom(caught))
      return false
    } finally {
      running.current = false
      setBusy(false)
    }
  }
  return { busy, problem, run }
}
