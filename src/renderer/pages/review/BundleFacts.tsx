// What is known of a bundle as a whole: who sealed it, what it holds, how the review stands, what is missing here.
import type { Terms } from '../../capture/terms.ts'
import { instantInWords } from '../../capture/time-words.ts'
import { SavedState } from '../../components/SavedState.tsx'
import { SummaryList } from '../../components/SummaryList.tsx'
import { Tag } from '../../components/Tag.tsx'
import { WarningText } from '../../components/WarningText.tsx'
import { message } from '../../messages.ts'
import { nameOf } from '../capture/by.ts'
import { type Bundle, holdsInWords, stateColours, unfinishedInWords } from './review-words.ts'

export function BundleFacts({ bundle, terms }: { readonly bundle: Bundle; readonly terms: Terms }) {
  const { review, questionsOpen, sealed, by, checkpoint, state, missing } = bundle
  return (
    <>
      <p className="govuk-body">
        <Tag colour={stateColours[review]}>{message(`review.${review}`)}</Tag>{' '}
        {questionsOpen > 0 ? message('bundle.questions', { count: questionsOpen }) : null}
      </p>
      {missing > 0 ? <WarningText>{message('bundle.missing', { count: missing })}</WarningText> : null}
      <SummaryList
        rows={[
          {
            label: message('bundle.fact.sealed'),
            value: message('reviews.sealed', { when: instantInWords(sealed), name: nameOf(by) }),
          },
          { label: message('bundle.fact.holds'), value: holdsInWords(bundle) },
          { label: message('bundle.fact.unfinished'), value: unfinishedInWords(bundle, terms) },
          {
            label: message('bundle.fact.checkpoint'),
            value: message(checkpoint ? 'bundle.fact.checkpoint.yes' : 'bundle.fact.checkpoint.no'),
          },
          { label: message('bundle.fact.state'), value: <SavedState state={state} /> },
        ]}
      />
    </>
  )
}
