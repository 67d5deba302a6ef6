// Files of this computer, chosen to be read by the page.
import type { ComponentProps } from 'react'
import { join } from './classes.ts'
import { describedBy, Field, type FieldProps } from './Field.tsx'

interface Props extends FieldProps, Omit<ComponentProps<'input'>, 'name' | 'id' | 'className' | 'type' | 'value'> {}

export function FileField({ label, hint, error, id: given, labelSize, ...input }: Props) {
  const id = given ?? input.name
  return (
    <Field id={id} label={label} hint={hint} error={error} {...(labelSize && { labelSize })}>
      <input
        autoComplete="off"
        {...input}
        id={id}
        type="file"
        className={join('govuk-file-upload', error !== undefined && 'govuk-file-upload--error')}
        aria-describedby={describedBy(id, { hint, error })}
        aria-invalid={error === undefined ? undefined : true}
      />
    </Field>
  )
}
