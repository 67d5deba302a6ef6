// Brings together the entries that one save wrote: a disclosure is saved as two, its source and its concern.
import type { Output } from '#shared/contract.ts'

type Entry = Output<'disclosure.read'>['history'][number]

/** Entries of one save are written in one go; a person cannot save twice in this time. */
const longestSave = 1_000

/** Oldest first, each save as its last entry, which shows all that was saved. */
export function savesOf(history: readonly Entry[]): readonly Entry[] {
  const oldestFirst = history.toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at))
  return oldestFirst.filter((entry, index) => {
    const next = oldestFirst[index + 1]
    return next === undefined || !isOneSave(entry, next)
  })
}

function isOneSave(entry: Entry, next: Entry): boolean {
  const apart = Date.parse(next.at) - Date.parse(entry.at)
  return apart < longestSave && entry.by.person === next.by.person && entry.reason === next.reason
}
