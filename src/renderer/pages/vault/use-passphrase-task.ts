// Runs a call that takes a passphrase or a recovery code: not while an earlier failure asks to wait.
import { useState } from 'react'
import { type Task, useTask } from '../use-task.ts'
import { useWait } from './use-wait.ts'

export interface PassphraseTask extends Task {
  readonly waiting: { readonly left: number; readonly asked: number }
  /** Whether an attempt may be made now; where it may not, the page says so again and what was typed stays. */
  readonly mayTry: () => boolean
}

export function usePassphraseTask(): PassphraseTask {
  const task = useTask()
  const left = useWait(task.problem)
  const [asked, setAsked] = useState(0)
  const mayTry = () => {
    if (left > 0) setAsked(asked + 1)
    return left === 0
  }
  return { ...task, waiting: { left, asked }, mayTry }
}
