// The heading of a page, which takes the focus when the page opens.
import type { ReactNode } from 'react'
import { join } from './classes.ts'

interface Props {
  /** Stands above the heading: where this page belongs. */
  readonly caption?: ReactNode
  readonly size?: 'l' | 'xl'
  readonly children: ReactNode
}

export function PageTitle({ caption, size = 'l', children }: Props) {
  return (
    <>
      {caption ? <span className={`govuk-caption-${size}`}>{caption}</span> : null}
      <h1 className={join(`govuk-heading-${size}`, 'fb-title')} tabIndex={-1} data-page-title="">
        {children}
      </h1>
    </>
  )
}
