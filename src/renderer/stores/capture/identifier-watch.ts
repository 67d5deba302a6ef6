// Looks for identifiers while somebody types: waits for a short pause and keeps only the answer to what was typed last.
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { FieldTexts } from '#shared/domain/identifiers/identifier.ts'
import type { ProblemReply } from '#shared/problems.ts'
import { groupsOf, type Identifier, type IdentifierGroup } from '../../capture/identifier-groups.ts'
import { replyFrom } from '../../problem.ts'

/** Pause in typing before main is asked, in milliseconds. */
const pause = 300

/** What the form holds now, and the ISO day that it speaks from; null for today. */
export interface Looked {
  readonly on: string | null
  readonly texts: FieldTexts
}

export interface IdentifierWatch {
  readonly groups: readonly IdentifierGroup[]
  /** The texts in which the groups have their places. */
  readonly looked: FieldTexts
  /** There was something to settle since the page was opened. */
  readonly had: boolean
  readonly look: (now: Looked) => void
  /** Takes a group off at once: it was replaced, and the next look says whether anything is left of it. */
  readonly take: (group: IdentifierGroup) => void
  /** The problem that kept it from being taken down, or null. */
  readonly confirm: (group: IdentifierGroup, reason: string) => Promise<ProblemReply | null>
  readonly stop: () => void
}

export interface IdentifierPorts {
  readonly find: (looked: Looked) => Promise<readonly Identifier[]>
  readonly confirm: (group: Pick<IdentifierGroup, 'kind' | 'words'>, reason: string) => Promise<unknown>
}

export function createIdentifierWatch(ports: IdentifierPorts): StoreApi<IdentifierWatch> {
  let asked = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let last: Looked | null = null
  return createStore<IdentifierWatch>()((set, get) => {
    const ask = async () => {
      const mine = asked
      const looked = last
      if (looked === null) return
      // Without an answer the list stays as it was: main looks again when it is to become evidence.
      const answer = await ports.find(looked).catch(() => null)
      if (mine !== asked || answer === null) return
      const groups = groupsOf(answer, looked.texts)
      set({ groups, looked: looked.texts, had: get().had || groups.length > 0 })
    }
    const take = (group: IdentifierGroup) => set({ groups: get().groups.filter((other) => other !== group) })
    return {
      groups: [],
      looked: {},
      had: false,
      look: (now) => {
        last = now
        asked += 1
        clearTimeout(timer)
        timer = setTimeout(() => void ask(), pause)
      },
      take,
      confirm: async (group, reason) => {
        try {
          await ports.confirm({ kind: group.kind, words: group.words }, reason)
          take(group)
          asked += 1
          void ask()
          return null
        } catch (caught) {
          return replyFrom(caught)
        }
      },
      stop: () => {
        asked += 1
        clearTimeout(timer)
      },
    }
  })
}
