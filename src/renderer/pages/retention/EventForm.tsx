// Records of an event that it happened, was taken up again, ended again; and the decision about its period.
import { useState } from 'react'
import { type FieldFault, wordsFor } from '../../capture/faults.ts'
import { Radios } from '../../components/Radios.tsx'
import { message } from '../../messages.ts'
import {
  actionsFor,
  asksDay,
  asksPeriod,
  type EventAction,
  type Period,
  periods,
  withAction,
} from '../../retention/event-history.ts'
import { DayField, noDay, readDay } from './DayField.tsx'
import { type KindProps, RecordFrame } from './RecordFrame.tsx'

export function EventForm({ thing, task, onState, onCancel }: KindProps) {
  const { term, standing } = thing
  const history = standing.flatMap(({ said }) => ('event' in said ? [said.happenings] : []))[0] ?? []
  const actions = actionsFor(history)
  const [only] = actions.length === 1 ? actions : []
  const [action, setAction] = useState<EventAction | ''>(only ?? '')
  const [typed, setTyped] = useState(noDay)
  const [period, setPeriod] = useState<Period | ''>('')
  const [faults, setFaults] = useState<readonly FieldFault[]>([])
  const fields = { action: `action-${term}`, day: `day-${term}`, period: `period-${term}` }
  const submit = () => {
    if (action === '') return setFaults([{ field: fields.action, words: message('retention.action.missing') }])
    const read = asksDay.has(action) ? readDay(fields.day, typed, message('retention.date.name')) : null
    const undecided = asksPeriod.has(action) && period === ''
    const missing = undecided ? [{ field: fields.period, words: message('retention.decision.missing') }] : []
    const found = [...(read?.faults ?? []), ...missing]
    setFaults(found)
    if (found.length > 0) return
    onState({ event: term, happenings: withAction(history, action, read?.day ?? '', period || 'undecided') })
  }
  return (
    <RecordFrame task={task} faults={faults} onSubmit={submit} onCancel={onCancel}>
      {only === undefined ? (
        <Radios
          name={fields.action}
          label={message('retention.action')}
          labelSize="s"
          error={wordsFor(faults, fields.action)}
          value={action}
          options={actions.map((value) => ({ value, label: message(`retention.action.${value}`) }))}
          onChange={(event) => setAction(actions.find((known) => known === event.target.value) ?? '')}
        />
      ) : null}
      {action !== '' && asksDay.has(action) ? (
        <DayField
          id={fields.day}
          label={message('retention.date')}
          hint={message('retention.date.hint')}
          typed={typed}
          faults={faults}
          onType={setTyped}
        />
      ) : null}
      {action !== '' && asksPeriod.has(action) ? (
        <Radios
          name={fields.period}
          label={message('retention.decision')}
          labelSize="s"
          hint={message('retention.decision.hint')}
          error={wordsFor(faults, fields.period)}
          value={period}
          options={periods.map((value) => ({ value, label: message(`retention.decision.${value}`) }))}
          onChange={(event) => setPeriod(periods.find((known) => known === event.target.value) ?? '')}
        />
      ) : null}
    </RecordFrame>
  )
}
