// Settles the fields of a note that were changed twice at the same time; nothing is lost whichever is chosen.
import { useState } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import type { NoteContent } from '#shared/domain/note.ts'
import type { FieldFault } from '../../../capture/faults.ts'
import { settled, type Versions, versionsOf } from '../../../capture/versions.ts'
import { Button, ButtonGroup } from '../../../components/Button.tsx'
import { ErrorSummary } from '../../../components/ErrorSummary.tsx'
import { Form } from '../../../components/Form.tsx'
import { ProblemBanner } from '../../../components/ProblemBanner.tsx'
import { TextField } from '../../../components/TextField.tsx'
import { WarningText } from '../../../components/WarningText.tsx'
import { message } from '../../../messages.ts'
import { inspectionPorts } from '../../../stores/capture/identifier-ports.ts'
import { useNavigation } from '../../../stores/navigation.ts'
import { useCommand } from '../hooks.ts'
import { Settle } from '../settle/Settle.tsx'
import { useSettling } from '../settle/use-settling.ts'
import { ConflictField } from './ConflictField.tsx'
import type { NoteViewProps, SettleFields } from './props.ts'

export function Conflicts({ note, terms, hasDraft, onChanged }: NoteViewProps) {
  const { go } = useNavigation()
  const { problem, run } = useCommand()
  const [faults, setFaults] = useState<readonly FieldFault[]>([])
  const versions = versionsOf(note)
  const form = useForm<SettleFields>({ defaultValues: { chosen: {}, reason: '' } })
  const reason = useWatch({ control: form.control, name: 'reason' })
  const settling = useSettling(
    () => inspectionPorts(note.inspection),
    { reason },
    (_, words) => form.setValue('reason', words),
  )
  if (versions.length === 0) return null
  /** The note that was chosen, or null after saying which choices are missing. */
  const choose = (): NoteContent | null => {
    const { chosen } = form.getValues()
    const missing = versions.filter(({ field }) => !chosen[field])
    setFaults(missing.map(faultOf))
    return missing.length > 0 ? null : settled(note.content, versions, chosen)
  }
  // Both name every head, so that nothing is left to settle.
  const place = { note: note.note, inspection: note.inspection, heads: [...note.heads], typed: null }
  const settle = async () => {
    const content = choose()
    if (content === null) return
    const reason = form.getValues('reason').trim()
    if ((await run('note.save', { ...place, content, reason })) !== null) await onChanged()
  }
  // Edited words are kept from the first keystroke, so they are written in the editor, as a draft.
  const edit = async () => {
    const content = choose()
    if (content === null || (await run('draft.keep', { ...place, content })) === null) return
    await go({ at: 'write-note', inspection: note.inspection, note: note.note, isNew: false })
  }
  const settleable = terms.inspection.writing === 'allowed' && !hasDraft && !note.changedByNewerVersion
  return (
    <section className="fb-panel" aria-labelledby="conflicts">
      <h2 id="conflicts" className="govuk-heading-m">
        {message('conflict.title')}
      </h2>
      <ErrorSummary problems={faults} />
      {problem === null ? null : <ProblemBanner reply={problem} />}
      <p className="govuk-body">{message('conflict.body', { count: versions.length })}</p>
      {versions.some(({ field }) => field === 'mayBeShown') ? (
        <WarningText>{message('conflict.cautious')}</WarningText>
      ) : null}
      <Form onSubmit={() => void settle()} onKeyDown={settling.press}>
        {versions.map((version) => (
          <ConflictField key={version.field} version={version} form={form} terms={terms} faults={faults} />
        ))}
        <TextField label={message('conflict.reason')} {...form.register('reason')} maxLength={500} />
        <Settle settling={settling} back="reason" />
        {settleable ? (
          <ButtonGroup>
            <Button type="submit">{message('conflict.submit')}</Button>
            <Button type="button" kind="secondary" onClick={() => void edit()}>
              {message('conflict.edit')}
            </Button>
          </ButtonGroup>
        ) : null}
      </Form>
    </section>
  )
}

function faultOf({ field }: Versions): FieldFault {
  return { field: `chosen.${field}`, words: message('conflict.missing', { field: message(`note.field.${field}`) }) }
}
