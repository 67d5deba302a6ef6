// When and where it was seen or heard; nothing is assumed, but the present time and the last place are one press away.
import { wordsFor } from '../../../capture/faults.ts'
import { whenFieldsOf } from '../../../capture/note-form.ts'
import { localTimeAt } from '../../../capture/time-words.ts'
import { Button } from '../../../components/Button.tsx'
import { DateInput } from '../../../components/DateInput.tsx'
import { TextField } from '../../../components/TextField.tsx'
import { message } from '../../../messages.ts'
import { noFilter } from '../../../stores/capture/note-list.ts'
import { useAnswer } from '../hooks.ts'
import type { FieldsProps, NoteFormApi } from './props.ts'

const whenParts = ['day', 'month', 'year', 'time'] as const

export function WhenFields({ form, terms, faults }: FieldsProps) {
  const fault = faults.find(({ parts }) => parts !== undefined)
  const now = () => {
    const fields = whenFieldsOf(localTimeAt(new Date()))
    for (const part of whenParts) form.setValue(part, fields[part], { shouldDirty: true })
  }
  return (
    <>
      <div className="fb-when">
        <DateInput
          id="when"
          label={message('write.when')}
          error={fault?.words}
          wrong={fault?.parts}
          inputs={{ day: form.register('day'), month: form.register('month'), year: form.register('year') }}
        />
        <TextField
          label={message('write.time')}
          hint={message('write.time.hint')}
          error={wordsFor(faults, 'time')}
          width={10}
          {...form.register('time')}
        />
        <Button type="button" kind="secondary" onClick={now}>
          {message('write.now')}
        </Button>
      </div>
      <TextField label={message('write.place')} error={wordsFor(faults, 'place')} {...form.register('place')} />
      <SamePlace form={form} inspection={terms.inspection.inspection} />
    </>
  )
}

/** The place of the note that was saved last, offered and never filled in by itself. */
function SamePlace({ form, inspection }: { readonly form: NoteFormApi; readonly inspection: string }) {
  const page = { order: 'newest', offset: 0, limit: 1 } as const
  const { answer } = useAnswer('note.list', { inspection, filter: noFilter, ...page })
  const place = answer?.notes[0]?.place ?? ''
  if (place === '') return null
  return (
    <Button type="button" kind="secondary" onClick={() => form.setValue('place', place, { shouldDirty: true })}>
      {message('write.place.same', { place })}
    </Button>
  )
}
