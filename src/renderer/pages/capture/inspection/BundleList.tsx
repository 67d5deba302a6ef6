// The bundles of an inspection, newest first, each with how its review stands.
import type { Output } from '#shared/contract.ts'
import { instantInWords } from '../../../capture/time-words.ts'
import { LinkButton } from '../../../components/Button.tsx'
import { SavedState } from '../../../components/SavedState.tsx'
import { Tag } from '../../../components/Tag.tsx'
import { message } from '../../../messages.ts'
import { useNavigation } from '../../../stores/navigation.ts'
import { Decisions } from '../../review/Decisions.tsx'
import { sealedInWords, stateColours } from '../../review/review-words.ts'

type Bundles = Output<'bundle.list'>['bundles']

export function BundleList({ bundles }: { readonly bundles: Bundles }) {
  if (bundles.length === 0) return <p className="govuk-body">{message('bundles.none')}</p>
  const newestFirst = bundles.toSorted((one, other) => Date.parse(other.sealed) - Date.parse(one.sealed))
  return (
    <ul className="govuk-list fb-cards">
      {newestFirst.map((summary) => (
        <BundleCard key={summary.bundle} summary={summary} />
      ))}
    </ul>
  )
}

function BundleCard({ summary }: { readonly summary: Bundles[number] }) {
  const go = useNavigation((state) => state.go)
  const { bundle, inspection, sealed, counts, review, questionsOpen, decisions, followed, state } = summary
  return (
    <li className="fb-card">
      <h3 className="govuk-heading-s fb-card__title">
        {sealedInWords(summary)} <Tag colour={stateColours[review]}>{message(`review.${review}`)}</Tag>
      </h3>
      <p className="govuk-body-s fb-card__line">
        {message('bundle.counts', { count: counts.notes })}
        {questionsOpen > 0 ? ` · ${message('bundle.questions', { count: questionsOpen })}` : null} ·{' '}
        <SavedState state={state} />
      </p>
      {followed ? <p className="govuk-body-s fb-quiet fb-card__line">{message('bundle.followed')}</p> : null}
      {decisions.length === 0 ? null : <Decisions decisions={decisions} />}
      <p className="govuk-body">
        <LinkButton
          aria-label={message('bundle.read-what', { when: instantInWords(sealed) })}
          onClick={() => void go({ at: 'bundle', inspection, bundle })}
        >
          {message('bundle.read')}
        </LinkButton>
      </p>
    </li>
  )
}
