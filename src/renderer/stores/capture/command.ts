// Carries out one thing after another that changes the vault, and holds why the last one did not happen.
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Input, Output, ProcedureName } from '#shared/contract.ts'
import type { ProblemReply } from '#shared/problems.ts'
import { call } from '../../client.ts'
import { replyFrom } from '../../problem.ts'

export interface Command {
  readonly problem: ProblemReply | null
  /** The answer, or null when it did not happen. */
  readonly run: <N extends ProcedureName>(name: N, input: Input<N>) => Promise<Output<N> | null>
}

export function createCommand(): StoreApi<Command> {
  return createStore<Command>()((set) => ({
    problem: null,
    run: async (name, input) => {
      try {
        const answer = await call(name, input)
        set({ problem: null })
        return answer
      } catch (caught) {
        set({ problem: replyFrom(caught) })
        return null
      }
    },
  }))
}
