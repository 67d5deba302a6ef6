// The first or the last day of an inspection.
import type { UseFormReturn } from 'react-hook-form'
import type { FieldFault } from '../../../capture/faults.ts'
import { DateInput } from '../../../components/DateInput.tsx'
import { message } from '../../../messages.ts'
import type { OpeningFields } from './opening.ts'

interface Props {
  readonly form: UseFormReturn<OpeningFields>
  readonly of: 'begins' | 'ends'
  readonly faults: readonly FieldFault[]
}

export function DayField({ form, of, faults }: Props) {
  const fault = faults.find(({ field }) => field.startsWith(`${of}.`))
  return (
    <DateInput
      id={of}
      label={message(`open.${of}`)}
      labelSize="m"
      hint={message('open.date.hint')}
      error={fault?.words}
      wrong={fault?.parts}
      inputs={{
        day: form.register(`${of}.day`),
        month: form.register(`${of}.month`),
        year: form.register(`${of}.year`),
      }}
    />
  )
}
