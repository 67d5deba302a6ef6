// A refusal or failure of a call: what happened, what to do next, and the code to report.
import { useEffect, useRef } from 'react'
import type { ProblemReply } from '#shared/problems.ts'
import { message } from '../messages.ts'

/** Takes the focus when it appears, unless `quiet`: then it only announces itself. */
export function ProblemBanner({ reply, quiet = false }: { readonly reply: ProblemReply; readonly quiet?: boolean }) {
  const banner = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!quiet) banner.current?.focus()
  }, [reply, quiet])
  return (
    <div className="govuk-error-summary" ref={banner} tabIndex={-1}>
      <div role="alert">
        <h2 className="govuk-error-summary__title">{reply.sentence}</h2>
        <div className="govuk-error-summary__body">
          <p>{reply.next}</p>
          <p className="govuk-body-s fb-code">{message('error.code', { code: reply.code })}</p>
        </div>
      </div>
    </div>
  )
}
