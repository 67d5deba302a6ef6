// All problems of a form in one place: takes the focus when it appears and leads to each field.
import { type MouseEvent, useEffect, useRef } from 'react'
import { message } from '../messages.ts'
import { focusField } from './focus.ts'

export interface FieldProblem {
  /** The id of the field, or null when no one field is meant. */
  readonly field: string | null
  readonly words: string
}

function prefixTitle(): () => void {
  const prefix = message('error.prefix')
  const without = (title: string) => (title.startsWith(prefix) ? title.slice(prefix.length) : title)
  document.title = prefix + without(document.title)
  return () => {
    document.title = without(document.title)
  }
}

interface Props {
  readonly problems: readonly FieldProblem[]
  /** Leaves the focus to the page, which puts it into the one field that is meant; the summary is read out all the same. */
  readonly keepFocus?: boolean
}

/** Renders nothing without problems. Every new array of problems takes the focus again. */
export function ErrorSummary({ problems, keepFocus = false }: Props) {
  const summary = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (problems.length === 0) return
    if (!keepFocus) summary.current?.focus()
    return prefixTitle()
  }, [problems, keepFocus])
  if (problems.length === 0) return null
  return (
    <div className="govuk-error-summary" ref={summary} tabIndex={-1}>
      <div role="alert">
        <h2 className="govuk-error-summary__title">{message('error.summary')}</h2>
        <div className="govuk-error-summary__body">
          <ul className="govuk-list govuk-error-summary__list">
            {problems.map(({ field, words }) => (
              <li key={`${field} ${words}`}>{field === null ? words : <SummaryLink field={field} words={words} />}</li>
            ))}
          </ul>
        </div>
      </div>
    </div>
  )
}

/** The address stays as it is: a fragment would become a step of the browser's history. */
function SummaryLink({ field, words }: { readonly field: string; readonly words: string }) {
  const follow = (event: MouseEvent) => {
    event.preventDefault()
    focusField(field)
  }
  return (
    <a href={`#${field}`} onClick={follow}>
      {words}
    </a>
  )
}
