// Categories that stand beside no other in a note, as the lists of the pack say: ticking one clears the rest.
import type { Pack } from './policy.ts'

type Alone = Pack['lists']['alone']

/** The categories once one more is chosen: those that it cannot stand beside are gone. */
export function withCategory(chosen: readonly string[], category: string, alone: Alone): readonly string[] {
  if (alone.includes(category)) return [category]
  return [...chosen.filter((other) => other !== category && !alone.includes(other)), category]
}

/** Whether a category stands beside others that has to stand alone. */
export function standsBesideOthers(chosen: readonly string[], alone: Alone): boolean {
  return new Set(chosen).size > 1 && chosen.some((category) => alone.includes(category))
}
