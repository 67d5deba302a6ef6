// How many notes support and how many contradict each line of enquiry.
import { createStore, type StoreApi } from 'zustand/vanilla'
import { call } from '../../client.ts'
import { noFilter } from './note-list.ts'

interface Bearings {
  readonly supports: number
  readonly contradicts: number
}

export interface BearingCounts {
  readonly counts: Readonly<Record<string, Bearings>>
  readonly count: (enquiries: readonly string[]) => Promise<void>
}

export function createBearingCounts(inspection: string): StoreApi<BearingCounts> {
  const matching = async (enquiry: string, bearing: string) => {
    const filter = { ...noFilter, enquiry, bearing }
    return (await call('note.list', { inspection, filter, order: 'newest', offset: 0, limit: 1 })).matching
  }
  return createStore<BearingCounts>()((set) => ({
    counts: {},
    count: async (enquiries) => {
      // One after another: the list itself is shown meanwhile, and nothing waits for these numbers.
      for (const enquiry of enquiries) {
        try {
          const bearings = {
            supports: await matching(enquiry, 'supports'),
            contradicts: await matching(enquiry, 'contradicts'),
          }
          set(({ counts }) => ({ counts: { ...counts, [enquiry]: bearings } }))
        } catch {
          // Without the numbers the line of enquiry is still shown.
        }
      }
    },
  }))
}
