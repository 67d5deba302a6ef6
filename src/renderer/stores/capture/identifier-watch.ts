// Looks for identifiers while somebody types: waits for a short pause and keeps only the answer to what was typed last.
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Input, Output } from '#shared/contract.ts'
import type { NoteContent } from '#shared/domain/note.ts'
import type { ProblemReply } from '#shared/problems.ts'
import { type FieldTexts, groupsOf, type IdentifierGroup } from '../../capture/identifier-groups.ts'
import { replyFrom } from '../../problem.ts'

/** Pause in typing before main is asked, in milliseconds. */
const pause = 300

/** What the form holds now: the note, and the reason of the change. */
export interface Looked {
  readonly content: NoteContent
  readonly reason: string
}

export interface IdentifierWatch {
  readonly groups: readonly IdentifierGroup[]
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
  readonly find: (input: Input<'identifier.find'>) => Promise<Output<'identifier.find'>>
  readonly confirm: (input: Input<'identifier.confirm'>) => Promise<unknown>
}

function textsOf({ content, reason }: Looked): FieldTexts {
  const { words, described } = content.text
  return { words, described, place: content.place, reason }
}

export function createIdentifierWatch(ports: IdentifierPorts, inspection: string): StoreApi<IdentifierWatch> {
  let asked = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let last: Looked | null = null
  return createStore<IdentifierWatch>()((set, get) => {
    const ask = async () => {
      const mine = asked
      const looked = last
      if (looked === null) return
      // Without an answer the list stays as it was: main looks again when the note is saved.
      const answer = await ports.find({ inspection, ...looked }).catch(() => null)
      if (mine !== asked || answer === null) return
      const groups = groupsOf(answer.identifiers, textsOf(looked))
      set({ groups, had: get().had || groups.length > 0 })
    }
    const take = (group: IdentifierGroup) => set({ groups: get().groups.filter((other) => other !== group) })
    return {
      groups: [],
      had: false,
      look: (now) => {
        last = now
        asked += 1
        clearTimeout(timer)
        timer = setTimeout(() => void ask(), pause)
      },
      take,
      confirm: async (group, reason) => {
        const { kind, words } = group
        try {
          await ports.confirm({ inspection, kind, words, reason })
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
