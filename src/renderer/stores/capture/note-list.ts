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
/** The most that main gives at once (contract, `note.list`). */
const most = 500

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
  /** Asks again for what is shown, without showing less meanwhile. */
  readonly renew: () => Promise<void>
}

type Order = Input<'note.list'>['order']
type Found = Output<'note.list'>
type Step = Pick<Input<'note.list'>, 'offset' | 'limit'>

/** The first `wanted` notes, asked for in as few steps as main allows. */
async function upTo(wanted: number, ask: (step: Step) => Promise<Found>): Promise<Found> {
  let found = await ask({ offset: 0, limit: Math.min(most, wanted) })
  while (found.notes.length < Math.min(wanted, found.matching)) {
    const offset = found.notes.length
    const next = await ask({ offset, limit: Math.min(most, wanted - offset) })
    if (next.notes.length === 0) break
    found = { ...next, notes: [...found.notes, ...next.notes] }
  }
  return found
}

export function createNoteList(inspection: string, order: Order): StoreApi<NoteList> {
  let asked = 0
  let under = noFilter
  /** What was asked for by a person; a renewal never takes its place. */
  let loading: Promise<void> = Promise.resolve()
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
    const renew = async () => {
      await loading
      asked += 1
      const mine = asked
      const wanted = Math.max(step, get().notes.length)
      try {
        const found = await upTo(wanted, (page) => call('note.list', { inspection, filter: under, order, ...page }))
        if (mine === asked) set({ ...found, loaded: true, problem: null })
      } catch (caught) {
        if (mine === asked) set({ problem: replyFrom(caught) })
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
        loading = load([])
        return loading
      },
      more: () => {
        loading = load(get().notes)
        return loading
      },
      renew,
    }
  })
}
