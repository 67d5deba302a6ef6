// People of an inspection: they appear under a pseudonym, initials and where two would collide a number.
import type { Shape } from './fold.ts'

export const personShape: Shape = { single: ['initials', 'label', 'role', 'family'], sets: [] }
export const enquiryShape: Shape = { single: ['question'], sets: [] }

/** The label that a writing device gives: `AB`, or `AB2` where `AB` is taken, and so on. It is data from then on. */
export function chosenLabel(initials: string, taken: ReadonlySet<string>): string {
  if (!taken.has(initials)) return initials
  for (let number = 2; ; number += 1) {
    const label = `${initials}${number}`
    if (!taken.has(label)) return label
  }
}
