// Remembers, while the vault is open, what is being typed to a reviewer or an inspector, so that leaving a page loses none of it.
import { create } from 'zustand'
import { onVaultClosed } from '../forget.ts'

interface Typed {
  readonly words: Readonly<Record<string, string>>
  /** `key` says what is written to whom; empty words forget it. */
  readonly type: (key: string, words: string) => void
}

export const useTyped = create<Typed>()((set) => ({
  words: {},
  type: (key, words) =>
    set((typed) => {
      const { [key]: _, ...others } = typed.words
      return { words: words === '' ? others : { ...others, [key]: words } }
    }),
}))

onVaultClosed(() => useTyped.setState({ words: {} }))
