// The draft that somebody has just left and that could not become a note: the page they come to says so, and why.
import { create } from 'zustand'
import { onVaultClosed } from '../forget.ts'
import { useNavigation } from '../navigation.ts'
import type { Stays } from './draft-editor.ts'

export interface Left {
  readonly inspection: string
  readonly note: string
  readonly stays: Stays
}

interface LeftBehind {
  readonly left: Left | null
  /** The page that says so is open; the next one says it no more. */
  readonly told: boolean
}

const nothing: LeftBehind = { left: null, told: false }

export const useLeftBehind = create<LeftBehind>()(() => nothing)

/** Null where nothing was left, so that what was left before is not told of what was saved since. */
export function leaveBehind(left: Left | null): void {
  useLeftBehind.setState({ left, told: false })
}

useNavigation.subscribe(() => {
  const { left, told } = useLeftBehind.getState()
  if (left !== null) useLeftBehind.setState(told ? nothing : { told: true })
})
onVaultClosed(() => useLeftBehind.setState(nothing))
