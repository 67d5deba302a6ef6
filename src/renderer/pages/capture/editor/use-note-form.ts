// Joins the form of a note to its editor: what is typed is kept, and the keys and buttons save it.
import { useEffect, useState } from 'react'
import { useForm } from 'react-hook-form'
import type { FieldFault } from '../../../capture/faults.ts'
import { newId } from '../../../capture/new-id.ts'
import { canBeSaved, contentOf, fieldsOf, type NoteFields, noteFaults } from '../../../capture/note-form.ts'
import { useNavigation } from '../../../stores/navigation.ts'
import type { NoteEditorProps, NoteFormApi } from './props.ts'
import { usePageKeys } from './use-page-keys.ts'

interface NoteForm {
  readonly form: NoteFormApi
  readonly faults: readonly FieldFault[]
  readonly save: () => Promise<boolean>
  readonly saveAndNext: () => Promise<void>
}

export function useNoteForm({ page, editor, begun, terms: { pack } }: NoteEditorProps): NoteForm {
  const { replace } = useNavigation()
  const form = useForm<NoteFields>({ defaultValues: fieldsOf(begun.content, pack) })
  const [faults, setFaults] = useState<readonly FieldFault[]>([])
  useEffect(
    () =>
      form.subscribe({
        formState: { values: true },
        callback: ({ name, values }) => {
          if (name === 'reason') editor.setReason(values.reason)
          else editor.change(contentOf(values, pack), canBeSaved(values, pack))
        },
      }),
    [form, editor, pack],
  )
  const save = async () => {
    const found = noteFaults(form.getValues())
    setFaults(found)
    if (found.length > 0 || !(await editor.save())) return false
    form.setValue('reason', '')
    // What was saved beside another version is settled where both can be seen.
    if (editor.store.getState().conflict) await replace({ at: 'note', inspection: page.inspection, note: page.note })
    return true
  }
  const saveAndNext = async () => {
    const { inspection } = page
    if ((await save()) && !editor.store.getState().conflict)
      await replace({ at: 'write-note', inspection, note: newId(), isNew: true })
  }
  useKeys(save, saveAndNext)
  return { form, faults, save, saveAndNext }
}

/** Ctrl+S saves, Ctrl+Enter saves and starts the next; the command key does the same on a Mac. */
function useKeys(save: () => unknown, saveAndNext: () => unknown): void {
  usePageKeys((event) => {
    if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return
    const act = event.key.toLowerCase() === 's' ? save : event.key === 'Enter' ? saveAndNext : null
    if (act === null) return
    event.preventDefault()
    if (!event.repeat) void act()
  })
}
