// What every field has: a label, a hint, the words of an error, and the ids that tie them together.
import type { ReactNode } from 'react'
import { message } from '../messages.ts'
import { join } from './classes.ts'

export interface FieldProps {
  readonly label: string
  readonly hint?: ReactNode
  /** The words of the error, the same as in the summary. */
  readonly error?: string | undefined
  readonly name: string
  /** Defaults to the name. The error summary leads to it. */
  readonly id?: string
  readonly labelSize?: 's' | 'm' | 'l'
}

/** The ids that describe a field, in the order in which they are read out. */
export function describedBy(id: string, { hint, error }: Pick<FieldProps, 'hint' | 'error'>): string | undefined {
  return join(hint !== undefined && `${id}-hint`, error !== undefined && `${id}-error`)
}

export function Hint({ id, children }: { readonly id: string; readonly children: ReactNode }) {
  if (children === undefined) return null
  return (
    <div id={`${id}-hint`} className="govuk-hint">
      {children}
    </div>
  )
}

export function FieldError({ id, words }: { readonly id: string; readonly words: string | undefined }) {
  if (words === undefined) return null
  return (
    <p id={`${id}-error`} className="govuk-error-message">
      <span className="govuk-visually-hidden">{message('error.prefix')}</span>
      {words}
    </p>
  )
}

type FrameProps = Omit<FieldProps, 'name' | 'id'> & { readonly id: string; readonly children: ReactNode }

/** A field with one control. */
export function Field({ id, label, hint, error, labelSize, children }: FrameProps) {
  return (
    <div className={join('govuk-form-group', error !== undefined && 'govuk-form-group--error')}>
      <label className={join('govuk-label', labelSize && `govuk-label--${labelSize}`)} htmlFor={id}>
        {label}
      </label>
      <Hint id={id}>{hint}</Hint>
      <FieldError id={id} words={error} />
      {children}
    </div>
  )
}

/** A field with several controls under one legend. */
export function FieldSet({ id, label, hint, error, labelSize, children }: FrameProps) {
  return (
    <div className={join('govuk-form-group', error !== undefined && 'govuk-form-group--error')}>
      <fieldset className="govuk-fieldset" aria-describedby={describedBy(id, { hint, error })}>
        <legend className={join('govuk-fieldset__legend', labelSize && `govuk-fieldset__legend--${labelSize}`)}>
          {label}
        </legend>
        <Hint id={id}>{hint}</Hint>
        <FieldError id={id} words={error} />
        {children}
      </fieldset>
    </div>
  )
}
