// Words that most readers can leave folded.
import type { ReactNode } from 'react'

interface Props {
  readonly summary: string
  readonly open?: boolean
  readonly children: ReactNode
}

export function Details({ summary, open, children }: Props) {
  return (
    <details className="govuk-details" open={open}>
      <summary className="govuk-details__summary">
        <span className="govuk-details__summary-text">{summary}</span>
      </summary>
      <div className="govuk-details__text">{children}</div>
    </details>
  )
}
