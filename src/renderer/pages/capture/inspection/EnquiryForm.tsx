// Adds a line of enquiry or changes its question.
import { useEffect, useState } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import type { FieldFault } from '../../../capture/faults.ts'
import { wordsFor } from '../../../capture/faults.ts'
import type { Enquiry } from '../../../capture/terms.ts'
import { Button, ButtonGroup } from '../../../components/Button.tsx'
import { ErrorSummary } from '../../../components/ErrorSummary.tsx'
import { Form } from '../../../components/Form.tsx'
import { ProblemBanner } from '../../../components/ProblemBanner.tsx'
import { TextArea } from '../../../components/TextArea.tsx'
import { message } from '../../../messages.ts'
import { inspectionPorts } from '../../../stores/capture/identifier-ports.ts'
import { useCommand } from '../hooks.ts'
import { FoundIn } from '../settle/FoundIn.tsx'
import { Settle } from '../settle/Settle.tsx'
import { useSettling } from '../settle/use-settling.ts'

interface Props {
  readonly inspection: string
  /** Null adds a line of enquiry. */
  readonly enquiry: Enquiry | null
  readonly onSaved: () => void
  readonly onCancel: () => void
}

export function EnquiryForm({ inspection, enquiry, onSaved, onCancel }: Props) {
  const { problem, run } = useCommand()
  const [faults, setFaults] = useState<readonly FieldFault[]>([])
  const form = useForm({ defaultValues: { question: enquiry?.question ?? '' } })
  const question = useWatch({ control: form.control, name: 'question' })
  const settling = useSettling(
    () => inspectionPorts(inspection),
    { question },
    (_, words) => form.setValue('question', words),
  )
  const { setFocus } = form
  useEffect(() => setFocus('question'), [setFocus])
  const save = async () => {
    const question = form.getValues('question').trim()
    const found = questionFaults(question)
    setFaults(found)
    if (found.length > 0) return
    const heads = { enquiry: enquiry?.enquiry ?? null, heads: enquiry?.heads ?? [] }
    if ((await run('enquiry.save', { inspection, ...heads, question })) !== null) onSaved()
  }
  return (
    <Form className="fb-panel" onSubmit={() => void save()} onKeyDown={settling.press}>
      <ErrorSummary problems={faults} />
      {problem === null ? null : <ProblemBanner reply={problem} />}
      <TextArea
        label={message('enquiry.question')}
        labelSize="s"
        hint={message('enquiry.question.hint')}
        error={wordsFor(faults, 'question')}
        rows={2}
        layer={<FoundIn settling={settling} field="question" />}
        {...form.register('question')}
      />
      <Settle settling={settling} back="question" />
      <ButtonGroup>
        <Button type="submit">{message(enquiry === null ? 'enquiry.add' : 'enquiry.save')}</Button>
        <Button type="button" kind="secondary" onClick={onCancel}>
          {message('person.cancel')}
        </Button>
      </ButtonGroup>
    </Form>
  )
}

function questionFaults(question: string): readonly FieldFault[] {
  if (question === '') return [{ field: 'question', words: message('enquiry.question.missing') }]
  return question.length > 500 ? [{ field: 'question', words: message('enquiry.question.long') }] : []
}
