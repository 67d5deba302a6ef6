// A date as day, month and year; takes month names; highlights only the parts that are wrong.
import type { ComponentProps } from 'react'
import { message } from '../messages.ts'
import { join } from './classes.ts'
import { type FieldProps, FieldSet } from './Field.tsx'

const parts = ['day', 'month', 'year'] as const
type Part = (typeof parts)[number]
const widths = { day: '2', month: '5', year: '4' }

interface Props extends Omit<FieldProps, 'name' | 'id'> {
  readonly id: string
  /** What `register` gives for each part; the names are the ids that the error summary leads to. */
  readonly inputs: Readonly<Record<Part, ComponentProps<'input'> & { readonly name: string }>>
  readonly wrong?: readonly Part[] | undefined
}

export function DateInput({ id, label, hint, error, labelSize, inputs, wrong = [] }: Props) {
  return (
    <FieldSet id={id} label={label} hint={hint} error={error} {...(labelSize && { labelSize })}>
      <div className="govuk-date-input">
        {parts.map((part) => (
          <div key={part} className="govuk-date-input__item">
            <label className="govuk-label govuk-date-input__label" htmlFor={inputs[part].name}>
              {message(`date.${part}`)}
            </label>
            <input
              {...inputs[part]}
              id={inputs[part].name}
              type="text"
              autoComplete="off"
              inputMode={part === 'month' ? 'text' : 'numeric'}
              aria-invalid={wrong.includes(part) || undefined}
              className={join(
                'govuk-input govuk-date-input__input',
                `govuk-input--width-${widths[part]}`,
                wrong.includes(part) && 'govuk-input--error',
              )}
            />
          </div>
        ))}
      </div>
    </FieldSet>
  )
}
