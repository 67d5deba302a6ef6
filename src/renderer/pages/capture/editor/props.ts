// What the parts of the editor of a note are given.
import type { UseFormReturn } from 'react-hook-form'
import type { NoteContent } from '#shared/domain/note.ts'
import type { FieldFault } from '../../../capture/faults.ts'
import type { NoteFields } from '../../../capture/note-form.ts'
import type { Terms } from '../../../capture/terms.ts'
import type { Begun, DraftEditor, EditorState } from '../../../stores/capture/draft-editor.ts'
import type { Note } from '../../../stores/capture/note-ports.ts'
import type { PageOf } from '../narrow.tsx'

export interface NoteEditorProps {
  readonly page: PageOf<'write-note'>
  readonly editor: DraftEditor<NoteContent, Note>
  readonly state: EditorState<NoteContent, Note>
  readonly begun: Begun<NoteContent, Note>
  readonly terms: Terms
  readonly onPeopleChanged: () => Promise<void>
}

export type NoteFormApi = UseFormReturn<NoteFields>

/** What every group of fields of the form takes. */
export interface FieldsProps {
  readonly form: NoteFormApi
  readonly terms: Terms
  readonly faults: readonly FieldFault[]
}
