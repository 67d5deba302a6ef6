// The versions of a field that was changed twice at the same time, and the note that settles them.
import type { Output } from '#shared/contract.ts'
import { type NoteContent, singleNoteFields } from '#shared/domain/note.ts'

export type Note = Output<'note.read'>
export type Revision = Note['history'][number]
export type SingleField = (typeof singleNoteFields)[number]

export interface Versions {
  readonly field: SingleField
  readonly revisions: readonly Revision[]
}

/** The conflicts of a note with the revisions that made them; what this version cannot name is left out. */
export function versionsOf(note: Note): readonly Versions[] {
  return note.conflicts.flatMap(({ field, entries }) => {
    const known = singleNoteFields.find((name) => name === field)
    const revisions = note.history.filter(({ entry }) => entries.includes(entry))
    return known === undefined || revisions.length < 2 ? [] : [{ field: known, revisions }]
  })
}

/** `content` with the chosen version of each field; `chosen` names the entry that made it. */
export function settled(
  content: NoteContent,
  versions: readonly Versions[],
  chosen: Partial<Record<SingleField, string>>,
): NoteContent {
  return versions.reduce<NoteContent>((settling, { field, revisions }) => {
    const revision = revisions.find(({ entry }) => entry === chosen[field])
    return revision === undefined ? settling : { ...settling, [field]: revision.content[field] }
  }, content)
}

/** The revision that another one built on first, or undefined for the first of all. */
export function before(revision: Revision, history: readonly Revision[]): Revision | undefined {
  return history.find(({ entry }) => entry === revision.parents[0])
}

/** Times tie and clocks go wrong, so a revision always stands above what it builds on. */
export function newestFirst(history: readonly Revision[]): readonly Revision[] {
  const depth = new Map<string, number>()
  const depthOf = (entry: string): number => {
    const known = depth.get(entry)
    if (known !== undefined) return known
    // Set before descending, so that no broken chain of parents can go round for ever.
    depth.set(entry, 0)
    const parents = history.find((revision) => revision.entry === entry)?.parents ?? []
    const found = Math.max(0, ...parents.map((parent) => depthOf(parent) + 1))
    depth.set(entry, found)
    return found
  }
  const key = ({ entry, at }: Revision) => `${String(depthOf(entry)).padStart(6, '0')} ${at} ${entry}`
  return history.toSorted((one, other) => (key(one) < key(other) ? 1 : -1))
}
