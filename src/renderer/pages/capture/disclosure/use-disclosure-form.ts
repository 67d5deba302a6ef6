// Joins the form of a disclosure to its editor: what is typed is kept; saving leads to the disclosure.
import { useEffect, useEffectEvent, useState } from 'react'
import { type UseFormReturn, useForm } from 'react-hook-form'
import { type DisclosureContent, disclosureContentSchema } from '#shared/domain/disclosure.ts'
import type { FieldFault } from '../../../capture/faults.ts'
import { message } from '../../../messages.ts'
import { useNavigation } from '../../../stores/navigation.ts'
import type { DisclosureEditorProps } from './props.ts'

interface Fields extends DisclosureContent {
  reason: string
}

export interface DisclosureForm {
  readonly form: UseFormReturn<Fields>
  readonly faults: readonly FieldFault[]
  readonly save: () => Promise<void>
}

export function useDisclosureForm({ editor, begun, saved }: DisclosureEditorProps): DisclosureForm {
  const { replace } = useNavigation()
  const form = useForm<Fields>({ defaultValues: { ...begun.content, reason: '' } })
  const [faults, setFaults] = useState<readonly FieldFault[]>([])
  useEffect(
    () =>
      form.subscribe({
        formState: { values: true },
        callback: ({ name, values }) => {
          if (name === 'reason') editor.setReason(values.reason)
          else editor.change(contentOf(values), faultsOf(values).length === 0)
        },
      }),
    [form, editor],
  )
  const save = async () => {
    const found = faultsOf(form.getValues())
    setFaults(found)
    if (found.length > 0 || !(await editor.save())) return
    const disclosure = saved()
    if (disclosure !== null) await replace({ at: 'disclosure', disclosure })
  }
  useSaveKey(save)
  return { form, faults, save }
}

const contentOf = ({ reason: _, ...content }: Fields): DisclosureContent => content

function faultsOf(fields: Fields): readonly FieldFault[] {
  if (fields.concern.trim() === '') return [{ field: 'concern', words: message('disclose.concern.missing') }]
  const names = ['concern', 'who', 'role', 'contact', 'howKnown'] as const
  return names.flatMap((name) => {
    const limit = disclosureContentSchema.shape[name].maxLength ?? Number.POSITIVE_INFINITY
    if (fields[name].length <= limit) return []
    return [{ field: name, words: message('disclose.long', { field: message(`disclose.${name}`), limit }) }]
  })
}

/** Ctrl+S saves, as in the editor of notes. */
function useSaveKey(save: () => Promise<void>): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey || event.key.toLowerCase() !== 's') return
    event.preventDefault()
    if (!event.repeat) void save()
  })
  useEffect(() => {
    const listener = (event: KeyboardEvent) => press(event)
    document.addEventListener('keydown', listener)
    return () => document.removeEventListener('keydown', listener)
  }, [])
}
