// The list of notes under its filters, a hundred at a time.
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Input, Output } from '#shared/contract.ts'
import type { ProblemReply } from '#shared/problems.ts'
import { call } from '../../client.ts'
import { replyFrom } from '../../problem.ts'

export type NoteFilter = Input<'note.list'>['filter']
export type NoteSummary = Output<'note.list'>['notes'][number]
export type NoteCount = Output<'note.list'>['counts'][number]

export const noFilter: NoteFilter = {
  kind: null,
  person: null,
  category: null,
  area: null,
  enquiry: null,
  flag: null,
  bearing: null,
  deleted: false,
}

/** Notes that one step of the list shows. */
const step = 100

export interface NoteList {
  readonly loaded: boolean
  readonly notes: readonly NoteSummary[]
  readonly total: number
  readonly matching: number
  readonly counts: readonly NoteCount[]
  readonly problem: ProblemReply | null
  /** Begins the list anew under a filter. */
  readonly show: (filter: NoteFilter) => Promise<void>
  /** Adds the next hundred under the same filter. */
  readonly more: () => Promise<void>
}

type Order = Input<'note.list'>['order']

export function createNoteList(inspection: string, order: Order): StoreApi<NoteList> {
  let asked = 0
  let under = noFilter
  return createStore<NoteList>()((set, get) => {
    const load = async (kept: readonly NoteSummary[]) => {
      asked += 1
      const mine = asked
      try {
        const page = { offset: kept.length, limit: step }
        const found = await call('note.list', { inspection, filter: under, order, ...page })
        // The answer to an earlier filter must not stand under a later one.
        if (mine === asked) set({ ...found, notes: [...kept, ...found.notes], loaded: true, problem: null })
      } catch (caught) {
        if (mine === asked) set({ problem: replyFrom(caught), loaded: true })
      }
    }
    return {
      loaded: false,
      notes: [],
      total: 0,
      matching: 0,
      counts: [],
      problem: null,
      show: (filter) => {
        under = filter
        return load([])
      },
      more: () => load(get().notes),
    }
  })
}
