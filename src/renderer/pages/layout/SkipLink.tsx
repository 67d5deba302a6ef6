// Leads those who use the keyboard past the header.
import type { MouseEvent } from 'react'
import { message } from '../../messages.ts'

/** The address stays as it is: a fragment would become a step of the browser's history. */
function skip(event: MouseEvent) {
  event.preventDefault()
  const main = document.getElementById('main')
  main?.scrollIntoView()
  main?.focus()
}

export function SkipLink() {
  return (
    <a href="#main" className="govuk-skip-link" onClick={skip}>
      {message('product.skip')}
    </a>
  )
}
