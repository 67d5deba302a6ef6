// The supervisor's queue: every bundle of the inspections whose team they are in.
import { instantInWords } from '../../capture/time-words.ts'
import { LinkButton } from '../../components/Button.tsx'
import { InsetText } from '../../components/InsetText.tsx'
import { PageTitle } from '../../components/PageTitle.tsx'
import { SavedState } from '../../components/SavedState.tsx'
import { Table } from '../../components/Table.tsx'
import { Tag } from '../../components/Tag.tsx'
import { message } from '../../messages.ts'
import { useNavigation } from '../../stores/navigation.ts'
import { everyInspection } from '../../stores/news.ts'
import { nameOf } from '../capture/by.ts'
import { useAnswer } from '../capture/hooks.ts'
import { Waiting } from '../capture/Waiting.tsx'
import { type BundleSummary, stateColours } from './review-words.ts'

export function ReviewsPage() {
  const { answer, problem, again } = useAnswer('review.queue', {}, { inspection: everyInspection, states: true })
  return (
    <>
      <PageTitle size="xl">{message('reviews.title')}</PageTitle>
      {answer === null ? <Waiting problem={problem} again={again} /> : <Queue bundles={answer.bundles} />}
    </>
  )
}

const columns = ['inspection', 'sealed', 'notes', 'state', 'questions', 'received'] as const

function Queue({ bundles }: { readonly bundles: readonly BundleSummary[] }) {
  if (bundles.length === 0) return <InsetText>{message('reviews.none')}</InsetText>
  return (
    <>
      <p className="govuk-body">{message('reviews.intro')}</p>
      <Table
        caption={message('reviews.table')}
        captionSize="hidden"
        columns={columns.map((name) => ({
          label: message(`reviews.column.${name}`),
          numeric: name === 'notes' || name === 'questions',
        }))}
        rows={bundles.map((summary) => ({ key: summary.bundle, cells: cellsOf(summary) }))}
      />
    </>
  )
}

function cellsOf(summary: BundleSummary) {
  const { bundle, sealed, by, counts, questionsOpen, state } = summary
  return [
    <Open key={bundle} {...summary} />,
    message('reviews.sealed', { when: instantInWords(sealed), name: nameOf(by) }),
    counts.notes,
    <State key="state" {...summary} />,
    questionsOpen,
    <SavedState key="received" state={state} />,
  ]
}

function State({ review, followed }: BundleSummary) {
  return (
    <>
      <Tag colour={stateColours[review]}>{message(`review.${review}`)}</Tag>
      {followed ? <span className="fb-quiet fb-under">{message('bundle.followed')}</span> : null}
    </>
  )
}

function Open({ inspection, inspectionTitle, bundle }: BundleSummary) {
  const go = useNavigation((state) => state.go)
  return <LinkButton onClick={() => void go({ at: 'bundle', inspection, bundle })}>{inspectionTitle}</LinkButton>
}
