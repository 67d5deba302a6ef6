// Chooses the inspection in which something that came too late is entered.
import { useState } from 'react'
import type { Output } from '#shared/contract.ts'
import { daysInWords } from '../../capture/time-words.ts'
import { Button, ButtonGroup } from '../../components/Button.tsx'
import { ErrorSummary } from '../../components/ErrorSummary.tsx'
import { Form } from '../../components/Form.tsx'
import { ProblemBanner } from '../../components/ProblemBanner.tsx'
import { SelectField } from '../../components/SelectField.tsx'
import { message } from '../../messages.ts'
import { useTask } from '../use-task.ts'

interface Props {
  /** Names the field apart from those of others. */
  readonly id: string
  readonly inspections: Output<'inspection.list'>['inspections']
  /** Rejects with the problem when it did not happen. */
  readonly onEnter: (inspection: string) => Promise<void>
  readonly onCancel: () => void
}

export function EnterLate({ id, inspections, onEnter, onCancel }: Props) {
  const { busy, problem, run } = useTask()
  const [chosen, setChosen] = useState('')
  const [isMissing, setMissing] = useState(false)
  const field = `enter-${id}`
  const missing = { field, words: message('late.enter.missing') }
  const enter = () => {
    setMissing(chosen === '')
    if (chosen !== '') void run(() => onEnter(chosen))
  }
  if (inspections.length === 0) return <p className="govuk-body">{message('late.enter.none')}</p>
  return (
    <Form className="fb-words" onSubmit={enter}>
      <ErrorSummary problems={isMissing ? [missing] : []} />
      {problem === null ? null : <ProblemBanner reply={problem} />}
      <SelectField
        name={field}
        label={message('late.enter.where')}
        labelSize="s"
        hint={message('late.enter.hint')}
        error={isMissing ? missing.words : undefined}
        value={chosen}
        options={[
          { value: '', label: message('late.enter.choose') },
          ...inspections.map(({ inspection, title, begins, ends }) => ({
            value: inspection,
            label: message('late.enter.option', { title, dates: daysInWords(begins, ends) }),
          })),
        ]}
        onChange={(event) => setChosen(event.target.value)}
      />
      <ButtonGroup>
        <Button type="submit" busy={busy}>
          {message('late.enter.submit')}
        </Button>
        <Button type="button" kind="secondary" onClick={onCancel}>
          {message('late.enter.cancel')}
        </Button>
      </ButtonGroup>
    </Form>
  )
}
