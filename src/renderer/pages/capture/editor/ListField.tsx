// Checkboxes for a list of the note; controlled, because what can be ticked changes while the form is open.
import { useController } from 'react-hook-form'
import { Checkboxes } from '../../../components/Checkboxes.tsx'
import type { Choice } from '../../../components/Choices.tsx'
import type { NoteFormApi } from './props.ts'

interface Props {
  readonly form: NoteFormApi
  readonly name: 'people' | 'areas' | 'flags'
  readonly label: string
  readonly options: readonly Choice[]
  /** Choices that follow from others: they are ticked and stay so. */
  readonly fixed?: readonly string[]
}

export function ListField({ form, name, label, options, fixed = [] }: Props) {
  const { field } = useController({ control: form.control, name })
  const chosen: readonly string[] = field.value
  const toggle = (value: string, ticked: boolean) => {
    if (fixed.includes(value)) return
    field.onChange(ticked ? [...chosen, value] : chosen.filter((other) => other !== value))
  }
  return (
    <Checkboxes
      label={label}
      name={name}
      small
      options={options}
      value={[...chosen, ...fixed]}
      onBlur={field.onBlur}
      onChange={(event) => toggle(event.target.value, event.target.checked)}
    />
  )
}
