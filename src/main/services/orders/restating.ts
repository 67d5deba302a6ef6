// What stands of a note, a person or a line of enquiry, said anew as a whole, so that everything before it can go.

import { foldObject, type Revision, type Shape } from '#shared/domain/fold.ts'
import type { Hash } from '#shared/domain/ids.ts'
import { emptyNote, type NoteContent, setNoteFields, singleNoteFields } from '#shared/domain/note.ts'
import { foldNote } from '#shared/domain/note-state.ts'
import type { RevisionData } from '#shared/domain/payload.ts'
import { enquiryShape, personShape } from '#shared/domain/people.ts'

/** What its revisions come to. */
export interface Standing {
  readonly heads: readonly Hash[]
  /** It was changed twice at once, and nobody has settled it. */
  readonly conflict: boolean
  /** Something in it is of a form that only a newer version knows. */
  readonly unreadable: boolean
  /** All of it, as one revision that builds on nothing would say it. */
  readonly restated: RevisionData
}

export const revisingKinds = { note: 'note.revised', person: 'person.revised', enquiry: 'enquiry.revised' } as const
export type Correctable = keyof typeof revisingKinds

export function standingOf(of: Correctable, revisions: readonly Revision[]): Standing {
  if (of === 'note') return noteStanding(revisions)
  return textStanding(revisions, of === 'person' ? personShape : enquiryShape)
}

function noteStanding(revisions: readonly Revision[]): Standing {
  const { content, heads, conflicts, unreadable } = foldNote(revisions)
  const kept = content.deleted ? withoutText(content) : content
  const set = Object.fromEntries(singleNoteFields.map((field) => [field, kept[field]]))
  const sets = setNoteFields
    .map((field): [string, string[]] => [field, [...kept[field]]])
    .filter(([, all]) => all.length > 0)
  return { heads, conflict: conflicts.length > 0, unreadable, restated: wholly(set, Object.fromEntries(sets)) }
}

/** Nobody can edit a name out of a note that is deleted, and nobody reads its text. */
function withoutText(content: NoteContent): NoteContent {
  const { text, place } = emptyNote
  return { ...content, text, place }
}

function textStanding(revisions: readonly Revision[], shape: Shape): Standing {
  const { heads, single } = foldObject(revisions, shape)
  const values = shape.single.map((field) => [field, single[field] ?? []] as const)
  const set = Object.fromEntries(values.map(([field, [head]]) => [field, head?.value ?? '']))
  return {
    heads,
    conflict: values.some(([, all]) => all.length > 1),
    unreadable: Object.values(set).some((value) => typeof value !== 'string'),
    restated: wholly(set, {}),
  }
}

function wholly(set: RevisionData['set'], add: RevisionData['add']): RevisionData {
  return { set, add, remove: {}, reason: '', typed: null }
}
