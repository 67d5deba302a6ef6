// Records a review: when somebody looked at it, and whether it is kept and looked at again, or need not be kept.
import { useState } from 'react'
import { type FieldFault, wordsFor } from '../../capture/faults.ts'
import { Radios } from '../../components/Radios.tsx'
import { message } from '../../messages.ts'
import { DayField, noDay, readDay } from './DayField.tsx'
import { type KindProps, RecordFrame } from './RecordFrame.tsx'

const outcomes = ['again', 'released'] as const
type Outcome = (typeof outcomes)[number]

export function ReviewForm({ thing, task, onState, onCancel }: KindProps) {
  const { term, standing } = thing
  const before = standing.flatMap(({ said }) => ('rule' in said ? [said.reviews] : []))[0] ?? []
  const [typed, setTyped] = useState(noDay)
  const [outcome, setOutcome] = useState<Outcome | ''>('')
  const [again, setAgain] = useState(noDay)
  const [faults, setFaults] = useState<readonly FieldFault[]>([])
  const fields = { day: `day-${term}`, outcome: `outcome-${term}`, next: `next-${term}` }
  const submit = () => {
    const on = readDay(fields.day, typed, message('retention.date.name'))
    const next = outcome === 'again' ? readDay(fields.next, again, message('retention.date.next.name')) : null
    const missing = outcome === '' ? [{ field: fields.outcome, words: message('retention.review.missing') }] : []
    const found = [...on.faults, ...missing, ...(next?.faults ?? [])]
    setFaults(found)
    if (found.length > 0 || on.day === null) return
    onState({ rule: term, reviews: [...before, { on: on.day, next: next?.day ?? null }] })
  }
  return (
    <RecordFrame task={task} faults={faults} onSubmit={submit} onCancel={onCancel}>
      <DayField
        id={fields.day}
        label={message('retention.date')}
        hint={message('retention.date.hint')}
        typed={typed}
        faults={faults}
        onType={setTyped}
      />
      <Radios
        name={fields.outcome}
        label={message('retention.review')}
        labelSize="s"
        error={wordsFor(faults, fields.outcome)}
        value={outcome}
        options={outcomes.map((value) => ({ value, label: message(`retention.review.${value}`) }))}
        onChange={(event) => setOutcome(outcomes.find((one) => one === event.target.value) ?? '')}
      />
      {outcome === 'again' ? (
        <DayField
          id={fields.next}
          label={message('retention.date.next')}
          hint={message('open.date.hint')}
          typed={again}
          faults={faults}
          onType={setAgain}
        />
      ) : null}
    </RecordFrame>
  )
}
