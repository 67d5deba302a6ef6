// One line of text.
import type { ComponentProps } from 'react'
import { join } from './classes.ts'
import { describedBy, Field, type FieldProps } from './Field.tsx'

interface Props extends FieldProps, Omit<ComponentProps<'input'>, 'name' | 'id' | 'width' | 'className'> {
  /** How many characters the field is wide; the full width otherwise. */
  readonly width?: 2 | 3 | 4 | 5 | 10 | 20 | 30
}

export function TextField({ label, hint, error, id: given, labelSize, width, ...input }: Props) {
  const id = given ?? input.name
  return (
    <Field id={id} label={label} hint={hint} error={error} {...(labelSize && { labelSize })}>
      <input
        type="text"
        autoComplete="off"
        {...input}
        id={id}
        className={join('govuk-input', error && 'govuk-input--error', width && `govuk-input--width-${width}`)}
        aria-describedby={describedBy(id, { hint, error })}
        aria-invalid={error === undefined ? undefined : true}
      />
    </Field>
  )
}
