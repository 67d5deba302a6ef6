// What the parts of the page of a note are given.
import type { Terms } from '../../../capture/terms.ts'
import type { Note, SingleField } from '../../../capture/versions.ts'

export interface NoteViewProps {
  readonly note: Note
  readonly terms: Terms
  /** A change of this note was begun and not saved. */
  readonly hasDraft: boolean
  readonly onChanged: () => Promise<void>
}

/** The form that settles versions. */
export interface SettleFields {
  /** For each field the entry of the version chosen, empty until one is. */
  chosen: Partial<Record<SingleField, string>>
  reason: string
}
