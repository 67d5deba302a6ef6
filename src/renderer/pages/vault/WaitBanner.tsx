// Says that the next attempt at a passphrase has to wait, counts the seconds down, and says when it may be made.
import { useEffect, useRef } from 'react'
import type { ProblemReply } from '#shared/problems.ts'
import { LiveRegion } from '../../components/LiveRegion.tsx'
import { ProblemBanner } from '../../components/ProblemBanner.tsx'
import { message } from '../../messages.ts'

interface Props {
  readonly reply: ProblemReply
  /** Seconds that are left. */
  readonly left: number
  /** Grows with each attempt that came too early; the focus then comes back here. */
  readonly asked: number
}

/** A reader hears the seconds once and the end of the wait once, not every number between. */
export function WaitBanner({ reply, left, asked }: Props) {
  const banner = useRef<HTMLDivElement>(null)
  useEffect(() => banner.current?.focus(), [reply, asked])
  const over = message('wait.over')
  const said = left > 0 ? message('wait.left', { count: reply.seconds ?? left }) : over
  return (
    <div className="govuk-error-summary" ref={banner} tabIndex={-1}>
      <h2 className="govuk-error-summary__title">{reply.sentence}</h2>
      <div className="govuk-error-summary__body">
        <p aria-hidden="true">{left > 0 ? message('wait.left', { count: left }) : over}</p>
        <LiveRegion urgent words={said} />
      </div>
    </div>
  )
}

/** What a call that takes a passphrase was refused with: a wait, or anything else. */
export function PassphraseProblem({
  reply,
  ...waiting
}: Omit<Props, 'reply'> & { readonly reply: ProblemReply | null }) {
  if (reply === null) return null
  return reply.seconds === undefined ? <ProblemBanner reply={reply} /> : <WaitBanner reply={reply} {...waiting} />
}
