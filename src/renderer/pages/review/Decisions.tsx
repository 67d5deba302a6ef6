// The decisions on a bundle, newest first: who decided what, when and why.
import { instantInWords } from '../../capture/time-words.ts'
import { message } from '../../messages.ts'
import { nameOf } from '../capture/by.ts'
import { Paragraphs } from '../capture/note/Paragraphs.tsx'
import type { BundleSummary } from './review-words.ts'

export function Decisions({ decisions }: Pick<BundleSummary, 'decisions'>) {
  const newestFirst = decisions.toSorted((one, other) => Date.parse(other.at) - Date.parse(one.at))
  return (
    <ol className="govuk-list fb-history">
      {newestFirst.map(({ decision, reason, at, by, counts }) => (
        <li key={`${at} ${by.person} ${decision}`} className="fb-history__item">
          <p className="govuk-body fb-card__line">
            <strong>{message('decision.by', { decision: message(`decision.${decision}`), name: nameOf(by) })}</strong>
          </p>
          <p className="govuk-body-s fb-quiet fb-card__line">
            <time dateTime={at}>{instantInWords(at)}</time>
          </p>
          {reason === '' ? null : <Paragraphs words={message(`decision.said.${decision}`, { words: reason })} />}
          {counts ? null : <p className="govuk-body-s">{message('decision.no-effect')}</p>}
        </li>
      ))}
    </ol>
  )
}
