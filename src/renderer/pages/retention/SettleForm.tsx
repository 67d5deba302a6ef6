// People recorded different things: somebody says which of them holds.
import { useState } from 'react'
import { type FieldFault, wordsFor } from '../../capture/faults.ts'
import { instantInWords } from '../../capture/time-words.ts'
import { Radios } from '../../components/Radios.tsx'
import { message } from '../../messages.ts'
import { differing } from '../../retention/things.ts'
import { valueInWords } from '../../retention/words.ts'
import { nameOf } from '../capture/by.ts'
import { type KindProps, RecordFrame } from './RecordFrame.tsx'

export function SettleForm({ thing, task, onState, onCancel }: KindProps) {
  const [chosen, setChosen] = useState('')
  const [faults, setFaults] = useState<readonly FieldFault[]>([])
  const field = `which-${thing.term}`
  const statements = differing(thing.standing)
  const submit = () => {
    const statement = statements.find(({ entry }) => entry === chosen)
    setFaults(statement === undefined ? [{ field, words: message('retention.which.missing') }] : [])
    if (statement !== undefined) onState(statement.said)
  }
  return (
    <RecordFrame task={task} faults={faults} onSubmit={submit} onCancel={onCancel}>
      <Radios
        name={field}
        label={message('retention.which')}
        labelSize="s"
        error={wordsFor(faults, field)}
        value={chosen}
        options={statements.map(({ entry, said, by, at }) => ({
          value: entry,
          label: message('retention.which.by', {
            value: valueInWords(said),
            name: nameOf(by),
            when: instantInWords(at),
          }),
        }))}
        onChange={(event) => setChosen(event.target.value)}
      />
    </RecordFrame>
  )
}
