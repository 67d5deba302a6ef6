// Searches while somebody types: waits for a short pause and shows only the answer to what was typed last.
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Input, Output } from '#shared/contract.ts'
import type { ProblemReply } from '#shared/problems.ts'
import { replyFrom } from '../../problem.ts'

/** Pause in typing before main is asked. */
const pause = 150
const longest = 100

export type Found = Output<'search.find'>

export interface Search {
  readonly words: string
  /** An inspection, or null for all of them. */
  readonly within: string | null
  /** The answer and the words that it answers; null before the first one and without words. */
  readonly found: Found | null
  readonly problem: ProblemReply | null
  readonly type: (words: string) => void
  readonly lookIn: (inspection: string | null) => void
  readonly stop: () => void
}

type Find = (input: Input<'search.find'>) => Promise<Found>

export function createSearch(find: Find, words: string, within: string | null): StoreApi<Search> {
  let asked = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  return createStore<Search>()((set, get) => {
    const ask = async () => {
      const mine = asked
      const { words, within } = get()
      try {
        const found = await find({ inspection: within, words, limit: longest })
        if (mine === asked) set({ found, problem: null })
      } catch (caught) {
        if (mine === asked) set({ problem: replyFrom(caught) })
      }
    }
    // Counting here, not when main is asked, makes an answer stale as soon as something else is typed.
    const soon = (wait: number) => {
      asked += 1
      clearTimeout(timer)
      if (get().words.trim() === '') set({ found: null, problem: null })
      else timer = setTimeout(() => void ask(), wait)
    }
    return {
      words,
      within,
      found: null,
      problem: null,
      type: (typed) => {
        set({ words: typed })
        soon(pause)
      },
      lookIn: (inspection) => {
        set({ within: inspection })
        soon(0)
      },
      stop: () => {
        asked += 1
        clearTimeout(timer)
      },
    }
  })
}
