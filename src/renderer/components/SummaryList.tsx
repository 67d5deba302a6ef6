// Facts as pairs of what and value, each with an optional action.
import type { ReactNode } from 'react'
import { join } from './classes.ts'

export interface SummaryRow {
  readonly label: string
  readonly value: ReactNode
  readonly action?: ReactNode
}

interface Props {
  readonly rows: readonly SummaryRow[]
  readonly plain?: boolean
}

export function SummaryList({ rows, plain }: Props) {
  const withActions = rows.some((row) => row.action !== undefined)
  return (
    <dl className={join('govuk-summary-list', plain && 'govuk-summary-list--no-border')}>
      {rows.map((row) => (
        <div
          key={row.label}
          className={join(
            'govuk-summary-list__row',
            withActions && !row.action && 'govuk-summary-list__row--no-actions',
          )}
        >
          <dt className="govuk-summary-list__key">{row.label}</dt>
          <dd className="govuk-summary-list__value">{row.value}</dd>
          {row.action ? <dd className="govuk-summary-list__actions">{row.action}</dd> : null}
        </div>
      ))}
    </dl>
  )
}
