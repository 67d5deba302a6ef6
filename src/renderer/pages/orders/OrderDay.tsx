// A day of a hold, which may be left empty.
import type { UseFormReturn } from 'react-hook-form'
import type { FieldFault } from '../../capture/faults.ts'
import { DateInput } from '../../components/DateInput.tsx'
import { message } from '../../messages.ts'
import type { HoldFields } from './hold-form.ts'

interface Props {
  readonly form: UseFormReturn<HoldFields>
  readonly of: 'review' | 'from' | 'to'
  readonly faults: readonly FieldFault[]
  readonly hint?: string
}

export function OrderDay({ form, of, faults, hint }: Props) {
  const fault = faults.find(({ field }) => field.startsWith(`${of}.`))
  return (
    <DateInput
      id={of}
      label={message(`hold.${of}`)}
      labelSize="s"
      hint={hint}
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
