// A consequence that must not be overlooked.
import type { ReactNode } from 'react'
import { message } from '../messages.ts'

export function WarningText({ children }: { readonly children: ReactNode }) {
  return (
    <div className="govuk-warning-text">
      <span className="govuk-warning-text__icon" aria-hidden="true">
        !
      </span>
      <strong className="govuk-warning-text__text">
        <span className="govuk-visually-hidden">{message('warning.prefix')}</span>
        {children}
      </strong>
    </div>
  )
}
