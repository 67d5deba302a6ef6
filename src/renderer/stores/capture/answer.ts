// Holds the answer to one question put to main; a stale answer never replaces a newer one.
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Input, Output, ProcedureName } from '#shared/contract.ts'
import type { ProblemReply } from '#shared/problems.ts'
import { call } from '../../client.ts'
import { replyFrom } from '../../problem.ts'

export interface Answer<N extends ProcedureName> {
  readonly answer: Output<N> | null
  readonly problem: ProblemReply | null
  /** Asks, or asks again; what was answered before stays until the new answer comes. */
  readonly ask: (input: Input<N>) => Promise<void>
}

export function createAnswer<N extends ProcedureName>(name: N): StoreApi<Answer<N>> {
  let asked = 0
  return createStore<Answer<N>>()((set) => ({
    answer: null,
    problem: null,
    ask: async (input) => {
      asked += 1
      const mine = asked
      const settle = (state: Partial<Answer<N>>) => mine === asked && set(state)
      try {
        const answer = await call(name, input)
        settle({ answer, problem: null })
      } catch (caught) {
        settle({ problem: replyFrom(caught) })
      }
    },
  }))
}
