// One hold: its ground and source, what it covers, when it is looked at again, and how far lifting has come.
import type { ReactNode } from 'react'
import type { Pack } from '#shared/domain/policy.ts'
import { dayInWords, instantInWords } from '../../capture/time-words.ts'
import { Tag } from '../../components/Tag.tsx'
import { message } from '../../messages.ts'
import { nameOf } from '../capture/by.ts'
import { SourceLine } from '../capture/inspection/RetentionRules.tsx'
import { groundOf, groundSource, type Hold, scopeInWords } from './order-words.ts'
import { reviewDue } from './standing.ts'
import { today } from './today.ts'

interface Props {
  readonly hold: Hold
  readonly pack: Pack
  readonly inForce: boolean
  /** What the hold covers, and what can be done with it. */
  readonly children?: ReactNode
}

export function HoldCard({ hold, pack, inForce, children }: Props) {
  const ground = groundOf(pack, hold.ground)
  const source = groundSource(pack, ground)
  return (
    <li className="fb-card">
      <h3 className="govuk-heading-s fb-card__title">
        {ground.label} <HoldTags hold={hold} pack={pack} inForce={inForce} />
      </h3>
      {hold.scope === null ? null : (
        <p className="govuk-body fb-card__line">{scopeInWords(pack, hold.scope).join('. ')}</p>
      )}
      <p className="govuk-body-s fb-card__line">
        {placedInWords(hold)}
        {hold.waiting ? ` · ${message('hold.waiting')}` : null}
      </p>
      {inForce ? <Review hold={hold} pack={pack} /> : null}
      {source === null ? null : (
        <p className="govuk-body-s fb-card__line">
          <SourceLine words={source} />
        </p>
      )}
      {children}
    </li>
  )
}

export function HoldTags({ hold, pack, inForce }: Pick<Props, 'hold' | 'pack' | 'inForce'>) {
  if (!inForce) return <Tag colour="grey">{message('hold.lifted')}</Tag>
  return (
    <>
      <Tag colour="red">{message('hold.in-force')}</Tag>{' '}
      {hold.lifting === null ? null : <Tag colour="yellow">{message('hold.first-of-two')}</Tag>}{' '}
      {reviewDue(hold, pack, today()) === null ? null : <Tag colour="orange">{message('hold.review-due')}</Tag>}
    </>
  )
}

function placedInWords({ placed: { by, at } }: Hold): string {
  const name = nameOf(by)
  return at === null
    ? message('hold.placed', { name })
    : message('hold.placed-when', { name, when: instantInWords(at) })
}

function Review({ hold, pack }: Pick<Props, 'hold' | 'pack'>) {
  const due = reviewDue(hold, pack, today())
  return (
    <p className="govuk-body-s fb-card__line">
      {reviewInWords(hold, pack)}
      {due === null ? null : ` ${message('hold.stays')}`}
    </p>
  )
}

export function reviewInWords(hold: Hold, pack: Pack): string {
  const due = reviewDue(hold, pack, today())
  const why = groundOf(pack, hold.ground).standing?.review.why ?? ''
  if (due === 'pack') return message('hold.review.pack', { why })
  if (hold.review === null) return message('hold.review.none')
  const day = dayInWords(hold.review)
  return message(due === 'day' ? 'hold.review.since' : 'hold.review.on', { day })
}
