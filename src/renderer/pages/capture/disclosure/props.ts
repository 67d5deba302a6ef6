// What the parts of the editor of a disclosure are given.
import type { DisclosureContent } from '#shared/domain/disclosure.ts'
import type { Disclosure } from '../../../stores/capture/disclosure-ports.ts'
import type { Begun, DraftEditor, EditorState } from '../../../stores/capture/draft-editor.ts'

export interface DisclosureEditorProps {
  readonly editor: DraftEditor<DisclosureContent, Disclosure>
  readonly state: EditorState<DisclosureContent, Disclosure>
  readonly begun: Begun<DisclosureContent, Disclosure>
  readonly inspectionTitle: string
  /** The disclosure that was written, once it was saved. */
  readonly saved: () => string | null
}
