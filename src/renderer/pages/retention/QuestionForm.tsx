// Answers a question of the rules, for the whole inspection or for the notes with just some people.
import { useState } from 'react'
import { type FieldFault, wordsFor } from '../../capture/faults.ts'
import { Radios } from '../../components/Radios.tsx'
import { SelectField } from '../../components/SelectField.tsx'
import { message } from '../../messages.ts'
import { answerOf, peopleInWords } from '../../retention/words.ts'
import { type KindProps, RecordFrame } from './RecordFrame.tsx'

const answers = ['yes', 'no', 'none'] as const
const given = { yes: true, no: false, none: null } as const
type Answer = (typeof answers)[number]

/** Which notes: `all`, or the place of some people in the list of those that stand together. */
const all = 'all'

export function QuestionForm({ pack, read, thing, task, onState, onCancel }: KindProps) {
  const { term, standing } = thing
  const [scope, setScope] = useState(all)
  const [answer, setAnswer] = useState<Answer | ''>('')
  const [faults, setFaults] = useState<readonly FieldFault[]>([])
  const field = `answer-${term}`
  const people = read.kinds[Number(scope)]?.people ?? null
  const stands = standing.find(
    ({ said }) => 'circumstance' in said && JSON.stringify(said.people) === JSON.stringify(people),
  )
  // Only what was answered can be taken back.
  const known = stands !== undefined && 'answer' in stands.said && answerOf(stands.said.answer) !== 'none'
  const offered = answers.filter((value) => value !== 'none' || known)
  const submit = () => {
    setFaults(answer === '' ? [{ field, words: message('retention.answer.missing') }] : [])
    if (answer !== '') onState({ circumstance: term, people, answer: given[answer] })
  }
  return (
    <RecordFrame task={task} faults={faults} onSubmit={submit} onCancel={onCancel}>
      {read.kinds.length < 2 ? null : (
        <SelectField
          name={`scope-${term}`}
          label={message('retention.scope')}
          labelSize="s"
          value={scope}
          options={[
            { value: all, label: message('retention.scope.all') },
            ...read.kinds.map((kind, place) => ({
              value: String(place),
              label: message('retention.scope.some', {
                people: peopleInWords(pack, kind.people),
                count: kind.notes,
              }),
            })),
          ]}
          onChange={(event) => setScope(event.target.value)}
        />
      )}
      <Radios
        name={field}
        label={message('retention.answer')}
        labelSize="s"
        error={wordsFor(faults, field)}
        value={answer}
        options={offered.map((value) => ({ value, label: message(`retention.answer.${value}`) }))}
        onChange={(event) => setAnswer(offered.find((one) => one === event.target.value) ?? '')}
      />
    </RecordFrame>
  )
}
