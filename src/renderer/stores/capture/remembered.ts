// Remembers, while the vault is open, how the lists of an inspection were left, so that Back leads to the same view.
import { create } from 'zustand'
import { onVaultClosed } from '../forget.ts'
import { type NoteFilter, noFilter } from './note-list.ts'

interface View {
  readonly filter: NoteFilter
  readonly words: string
  /** Whether the search looks in every inspection. */
  readonly everywhere: boolean
}

interface Remembered {
  readonly views: Readonly<Record<string, View>>
  readonly remember: (inspection: string, change: Partial<View>) => void
}

export const firstView: View = { filter: noFilter, words: '', everywhere: false }

export const useRemembered = create<Remembered>()((set) => ({
  views: {},
  remember: (inspection, change) =>
    set(({ views }) => ({ views: { ...views, [inspection]: { ...firstView, ...views[inspection], ...change } } })),
}))

// The words searched for are evidence too: nothing of them outlives the lock.
onVaultClosed(() => useRemembered.setState({ views: {} }))
