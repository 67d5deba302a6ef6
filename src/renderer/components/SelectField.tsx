// One choice from a list too long for radios.
import type { ComponentProps } from 'react'
import { join } from './classes.ts'
import { describedBy, Field, type FieldProps } from './Field.tsx'

interface Props extends FieldProps, Omit<ComponentProps<'select'>, 'name' | 'id' | 'className'> {
  readonly options: readonly { readonly value: string; readonly label: string }[]
}

export function SelectField({ label, hint, error, id: given, labelSize, options, ...select }: Props) {
  const id = given ?? select.name
  return (
    <Field id={id} label={label} hint={hint} error={error} {...(labelSize && { labelSize })}>
      <select
        autoComplete="off"
        {...select}
        id={id}
        className={join('govuk-select', error && 'govuk-select--error')}
        aria-describedby={describedBy(id, { hint, error })}
        aria-invalid={error === undefined ? undefined : true}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Field>
  )
}
