// Orders not to destroy that stand in the policy pack's own documents: what they cover, and whether their review is due.
import type { Pack } from '#shared/domain/policy.ts'
import { sourceInWords } from '../../capture/terms.ts'
import { Tag } from '../../components/Tag.tsx'
import { message } from '../../messages.ts'
import { SourceLine } from '../capture/inspection/RetentionRules.tsx'
import type { OrderList } from './order-words.ts'

interface Props {
  readonly pack: Pack
  readonly wide: OrderList['wide']
}

export function StandingHolds({ pack, wide }: Props) {
  const standing = pack.notifications.holds
  if (standing.length === 0) return null
  return (
    <section className="fb-section" aria-labelledby="standing">
      <h2 id="standing" className="govuk-heading-m">
        {message('holds.standing')}
      </h2>
      <p className="govuk-body">{message('holds.standing.intro')}</p>
      <ul className="govuk-list fb-cards">
        {standing.map(({ id, words, covers, source, review }) => (
          <li key={id} className="fb-card">
            <h3 className="govuk-heading-s fb-card__title">
              {covers} <Placed placed={wide.some(({ ground, lifted }) => ground === id && !lifted)} />{' '}
              {review.due ? <Tag colour="orange">{message('hold.review-due')}</Tag> : null}
            </h3>
            <p className="govuk-body fb-card__line">
              {words}
              <SourceLine words={sourceInWords(pack, source)} />
            </p>
            {review.due ? (
              <p className="govuk-body-s fb-card__line">
                {message('hold.review.pack', { why: review.why })}
                <SourceLine words={sourceInWords(pack, review.source)} />
              </p>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Placed({ placed }: { readonly placed: boolean }) {
  return (
    <Tag colour={placed ? 'red' : 'grey'}>
      {message(placed ? 'holds.standing.placed' : 'holds.standing.not-placed')}
    </Tag>
  )
}
