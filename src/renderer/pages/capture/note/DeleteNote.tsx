// Deletes a note, or restores it, after asking; either is one more revision with its reason.
import { useState } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import { type FieldFault, wordsFor } from '../../../capture/faults.ts'
import { openingOf } from '../../../capture/opening.ts'
import { kindLabel } from '../../../capture/terms.ts'
import { instantInWords } from '../../../capture/time-words.ts'
import { Button, ButtonGroup } from '../../../components/Button.tsx'
import { Dialog } from '../../../components/Dialog.tsx'
import { Form } from '../../../components/Form.tsx'
import { ProblemBanner } from '../../../components/ProblemBanner.tsx'
import { TextField } from '../../../components/TextField.tsx'
import { message } from '../../../messages.ts'
import { inspectionPorts } from '../../../stores/capture/identifier-ports.ts'
import { useCommand } from '../hooks.ts'
import { Settle } from '../settle/Settle.tsx'
import { useSettling } from '../settle/use-settling.ts'
import type { NoteViewProps } from './props.ts'

export function DeleteNote({ note, terms, onChanged, onClose }: NoteViewProps & { readonly onClose: () => void }) {
  const { problem, run } = useCommand()
  const form = useForm({ defaultValues: { reason: '' } })
  const [faults, setFaults] = useState<readonly FieldFault[]>([])
  const { content, heads, history, inspection } = note
  const deletes = !content.deleted
  const reason = useWatch({ control: form.control, name: 'reason' })
  const settling = useSettling(
    () => inspectionPorts(inspection),
    { reason },
    (_, words) => form.setValue('reason', words),
  )
  const asks = deletes ? 'delete' : 'restore'
  const change = async () => {
    const reason = form.getValues('reason').trim()
    const found = faultsOf(reason, deletes)
    setFaults(found)
    if (found.length > 0) return
    const revision = { note: note.note, inspection, heads: [...heads], typed: null, reason }
    const saved = await run('note.save', { ...revision, content: { ...content, deleted: deletes } })
    if (saved === null) return
    onClose()
    await onChanged()
  }
  const first = history.find(({ parents }) => parents.length === 0)
  const written = first && { when: instantInWords(first.at, first.zone), name: first.by.name }
  return (
    <Dialog open title={message(`${asks}.title`)} onClose={onClose}>
      <p className="govuk-body">
        {written && message('delete.what', { kind: kindLabel(terms.pack, content.kind), ...written })}
      </p>
      <p className="govuk-body fb-opening">{openingOf(content.text.words, 120)}</p>
      {deletes ? <p className="govuk-body">{message('delete.body')}</p> : null}
      {problem === null ? null : <ProblemBanner reply={problem} />}
      <Form onSubmit={() => void change()} onKeyDown={settling.press}>
        <TextField label={message(`${asks}.reason`)} error={wordsFor(faults, 'reason')} {...form.register('reason')} />
        <Settle settling={settling} back="reason" />
        <ButtonGroup>
          <Button type="button" kind="secondary" onClick={onClose}>
            {message(`${asks}.cancel`)}
          </Button>
          <Button type="submit" kind={deletes ? 'warning' : 'primary'}>
            {message(`${asks}.confirm`)}
          </Button>
        </ButtonGroup>
      </Form>
    </Dialog>
  )
}

/** Who reads the log later must see why a note was deleted; restoring speaks for itself. */
function faultsOf(reason: string, deletes: boolean): readonly FieldFault[] {
  if (reason === '' && deletes) return [{ field: 'reason', words: message('delete.reason.missing') }]
  return reason.length > 500 ? [{ field: 'reason', words: message('write.reason.long') }] : []
}
