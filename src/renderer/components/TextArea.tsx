// Text of several paragraphs.
import type { ComponentProps } from 'react'
import { join } from './classes.ts'
import { describedBy, Field, type FieldProps } from './Field.tsx'

type Props = FieldProps & Omit<ComponentProps<'textarea'>, 'name' | 'id' | 'className'>

export function TextArea({ label, hint, error, id: given, labelSize, ...area }: Props) {
  const id = given ?? area.name
  return (
    <Field id={id} label={label} hint={hint} error={error} {...(labelSize && { labelSize })}>
      <textarea
        rows={5}
        autoComplete="off"
        {...area}
        id={id}
        className={join('govuk-textarea', error && 'govuk-textarea--error')}
        aria-describedby={describedBy(id, { hint, error })}
        aria-invalid={error === undefined ? undefined : true}
      />
    </Field>
  )
}
