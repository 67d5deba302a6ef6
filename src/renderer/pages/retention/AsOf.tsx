// Asking about another day, and saying plainly that the answer is a simulation.
import { useState } from 'react'
import { typedDateOf } from '../../capture/date-input.ts'
import type { FieldFault } from '../../capture/faults.ts'
import { dayInWords } from '../../capture/time-words.ts'
import { Button, LinkButton } from '../../components/Button.tsx'
import { ErrorSummary } from '../../components/ErrorSummary.tsx'
import { Form } from '../../components/Form.tsx'
import { WarningText } from '../../components/WarningText.tsx'
import { message } from '../../messages.ts'
import { DayField, readDay } from './DayField.tsx'

interface AsOfProps {
  readonly asOf: string
  readonly onAsk: (day: string) => void
}

export function AsOf({ asOf, onAsk }: AsOfProps) {
  const [typed, setTyped] = useState(typedDateOf(asOf))
  const [faults, setFaults] = useState<readonly FieldFault[]>([])
  const ask = () => {
    const { day, faults: found } = readDay('as-of', typed, message('retention.date.name'))
    setFaults(found)
    if (day !== null) onAsk(day)
  }
  return (
    <section aria-labelledby="as-of-title">
      <h2 id="as-of-title" className="govuk-heading-m">
        {message('retention.as-of.title')}
      </h2>
      <ErrorSummary problems={faults} />
      <Form onSubmit={ask}>
        <DayField
          id="as-of"
          label={message('retention.as-of')}
          hint={message('retention.as-of.hint')}
          typed={typed}
          faults={faults}
          onType={setTyped}
        />
        <Button type="submit" kind="secondary">
          {message('retention.as-of.submit')}
        </Button>
      </Form>
    </section>
  )
}

interface SimulatedProps {
  readonly today: string
  readonly asOf: string
  readonly onBack: () => void
}

/** Renders nothing for today. */
export function Simulated({ today, asOf, onBack }: SimulatedProps) {
  if (today === asOf) return null
  return (
    <div className="fb-simulated">
      <WarningText>
        {message('retention.simulated', { day: dayInWords(asOf), today: dayInWords(today) })}{' '}
        <LinkButton onClick={onBack}>{message('retention.as-of.back')}</LinkButton>
      </WarningText>
    </div>
  )
}
