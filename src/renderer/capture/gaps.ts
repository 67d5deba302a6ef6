// What is missing or unfinished before sealing, as a list of places to go to: each note once, with all that it lacks.
import type { Output } from '#shared/contract.ts'

export type Gap = Output<'bundle.prepare'>['gaps'][number]

export interface Place {
  readonly key: string
  readonly note: string | null
  /** A draft is gone on with; a note is read, and changed from there. */
  readonly isDraft: boolean
  readonly words: string
  readonly gaps: readonly Gap['gap'][]
}

/** In the order in which the gaps name them first. */
export function placesOf(gaps: readonly Gap[]): readonly Place[] {
  const places = new Map<string, Place>()
  for (const { gap, note, words } of gaps) {
    const isDraft = gap === 'draft'
    const key = note === null ? `${gap} ${words}` : `${isDraft} ${note}`
    const known = places.get(key)
    places.set(key, { key, note, isDraft, words, gaps: [...(known?.gaps ?? []), gap] })
  }
  return [...places.values()]
}
