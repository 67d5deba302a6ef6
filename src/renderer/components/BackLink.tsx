// Leads back to the page above.
import type { ReactNode } from 'react'

export function BackLink({ onClick, children }: { readonly onClick: () => void; readonly children: ReactNode }) {
  return (
    <button type="button" className="govuk-back-link fb-link" onClick={onClick}>
      {children}
    </button>
  )
}
