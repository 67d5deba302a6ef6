// Text of several paragraphs.
import type { ComponentProps, ReactNode } from 'react'
import { join } from './classes.ts'
import { describedBy, Field, type FieldProps } from './Field.tsx'

interface Props extends FieldProps, Omit<ComponentProps<'textarea'>, 'name' | 'id' | 'className'> {
  /** Lies over the field, beside it in the document. */
  readonly layer?: ReactNode
}

export function TextArea({ label, hint, error, id: given, labelSize, layer, ...area }: Props) {
  const id = given ?? area.name
  return (
    <Field id={id} label={label} hint={hint} error={error} {...(labelSize && { labelSize })}>
      <div className="fb-layered">
        <textarea
          rows={5}
          autoComplete="off"
          {...area}
          id={id}
          className={join('govuk-textarea', error && 'govuk-textarea--error')}
          aria-describedby={describedBy(id, { hint, error })}
          aria-invalid={error === undefined ? undefined : true}
        />
        {layer}
      </div>
    </Field>
  )
}
