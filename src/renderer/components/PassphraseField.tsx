// A passphrase: uncontrolled, so that React never holds what is typed; can be shown, and pasted into.
import { type ComponentProps, type ReactNode, useState } from 'react'
import { message } from '../messages.ts'
import { join } from './classes.ts'
import { describedBy, Field, type FieldProps } from './Field.tsx'

interface Props extends FieldProps, Omit<ComponentProps<'input'>, 'name' | 'id' | 'type' | 'value' | 'className'> {
  /** Stands below the field, for instance how strong the passphrase is. */
  readonly strength?: ReactNode
}

export function PassphraseField({ label, hint, error, id: given, labelSize, strength, ...input }: Props) {
  const [shown, setShown] = useState(false)
  const id = given ?? input.name
  return (
    <Field id={id} label={label} hint={hint} error={error} {...(labelSize && { labelSize })}>
      <div className="govuk-input__wrapper govuk-password-input__wrapper">
        <input
          spellCheck={false}
          autoCapitalize="none"
          autoCorrect="off"
          autoComplete="off"
          {...input}
          id={id}
          type={shown ? 'text' : 'password'}
          className={join('govuk-input govuk-password-input__input', error && 'govuk-input--error')}
          aria-describedby={describedBy(id, { hint, error })}
          aria-invalid={error === undefined ? undefined : true}
        />
        <button
          type="button"
          className="govuk-button govuk-button--secondary govuk-password-input__toggle fb-toggle"
          aria-controls={id}
          aria-label={message(shown ? 'field.hide-of' : 'field.show-of', { label: label.toLowerCase() })}
          onClick={() => setShown(!shown)}
        >
          {message(shown ? 'field.hide' : 'field.show')}
        </button>
      </div>
      <div className="govuk-visually-hidden" role="status">
        {shown ? message('field.shown') : null}
      </div>
      {strength}
    </Field>
  )
}
