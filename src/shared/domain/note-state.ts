// A note as its revisions say: content for the screen, heads to build on, and the fields in conflict.
import { z } from 'zod'
import { type FieldHead, foldObject, inDisplayOrder, type ObjectState, type Revision, type Shape } from './fold.ts'
import type { Hash } from './ids.ts'
import { emptyNote, type NoteContent, noteContentSchema, setNoteFields, singleNoteFields } from './note.ts'

export const noteShape: Shape = { single: singleNoteFields, sets: setNoteFields, deletion: 'deleted' }

export interface NoteState {
  readonly content: NoteContent
  readonly heads: readonly Hash[]
  readonly conflicts: readonly { readonly field: string; readonly entries: readonly Hash[] }[]
  /** A value is of a form that only a newer version knows: show read-only. */
  readonly unreadable: boolean
  readonly object: ObjectState
}

/**
 * Folds a note. In a conflict the latest value stands on screen, with two exceptions: nothing is shown to the provider,
 * and a note whose deletion is disputed stays (section 3; section 7, rule 4).
 */
export function foldNote(revisions: readonly Revision[]): NoteState {
  const object = foldObject(revisions, noteShape)
  const order = inDisplayOrder(revisions).map((revision) => revision.hash)
  const single = singleNoteFields.map((field) => [field, shown(field, object.single[field] ?? [], order)] as const)
  const sets = setNoteFields.map((field) => [field, (object.sets[field] ?? []).map(({ value }) => value)] as const)
  const parsed = contentFrom(Object.fromEntries([...single, ...sets]))
  const conflicts = singleNoteFields
    .map((field) => ({ field, entries: (object.single[field] ?? []).flatMap(({ entries }) => entries) }))
    .filter(({ field }) => (object.single[field] ?? []).length > 1)
  return { ...parsed, heads: object.heads, conflicts, object }
}

function shown(field: keyof NoteContent, heads: readonly FieldHead[], order: readonly Hash[]): unknown {
  if ((field === 'mayBeShown' || field === 'deleted') && heads.length > 1) return false
  const latest = heads.toSorted((one, other) => lastPlace(one, order) - lastPlace(other, order)).at(-1)
  return latest === undefined ? emptyNote[field] : latest.value
}

function lastPlace(head: FieldHead, order: readonly Hash[]): number {
  return Math.max(...head.entries.map((entry) => order.indexOf(entry)))
}

/** Each field is read by itself, so that one form from a newer version does not hide the others. */
function contentFrom(fields: Record<string, unknown>): { content: NoteContent; unreadable: boolean } {
  const whole = noteContentSchema.safeParse(fields)
  if (whole.success) return { content: whole.data, unreadable: false }
  const readable = Object.entries(noteContentSchema.shape).map(([field, schema]) => {
    const value = (schema as z.ZodType).safeParse(fields[field])
    return [field, value.success ? value.data : emptyNote[field as keyof NoteContent]]
  })
  return { content: noteContentSchema.parse(Object.fromEntries(readable)), unreadable: true }
}
