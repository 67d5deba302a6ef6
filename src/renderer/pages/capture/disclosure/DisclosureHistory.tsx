// Every revision of a disclosure, newest first, with the words that changed.
import type { DisclosureContent } from '#shared/domain/disclosure.ts'
import { savesOf } from '../../../capture/saves.ts'
import { instantInWords } from '../../../capture/time-words.ts'
import { Details } from '../../../components/Details.tsx'
import { message } from '../../../messages.ts'
import type { Disclosure } from '../../../stores/capture/disclosure-ports.ts'
import { nameOf } from '../by.ts'
import { Difference } from '../note/Difference.tsx'

type Revision = Disclosure['history'][number]
const names = ['concern', 'who', 'role', 'contact', 'howKnown'] as const

export function DisclosureHistory({ history }: Pick<Disclosure, 'history'>) {
  const saves = savesOf(history)
  const items = saves.map((revision, index) => ({ revision, earlier: saves[index - 1] })).toReversed()
  return (
    <section aria-labelledby="history">
      <h2 id="history" className="govuk-heading-m">
        {message('disclosure.history')}
      </h2>
      <ol className="govuk-list fb-history">
        {items.map(({ revision, earlier }) => (
          <RevisionItem key={revision.entry} revision={revision} earlier={earlier} />
        ))}
      </ol>
    </section>
  )
}

interface ItemProps {
  readonly revision: Revision
  readonly earlier: Revision | undefined
}

function RevisionItem({ revision, earlier }: ItemProps) {
  const { at, zone, by, reason, content } = revision
  return (
    <li className="fb-history__item">
      <p className="govuk-body fb-card__line">
        <strong>{message(earlier === undefined ? 'history.written' : 'history.revised')}</strong>{' '}
        {message('history.by', { name: nameOf(by) })}
      </p>
      <p className="govuk-body-s fb-quiet fb-card__line">
        <time dateTime={at}>{instantInWords(at, zone)}</time>
      </p>
      {reason === '' ? null : <p className="govuk-body-s fb-card__line">{message('history.reason', { reason })}</p>}
      {earlier === undefined ? null : (
        <Details summary={message('history.changes')}>
          <Changes before={earlier.content} after={content} />
        </Details>
      )}
    </li>
  )
}

interface ChangesProps {
  readonly before: DisclosureContent
  readonly after: DisclosureContent
}

function Changes({ before, after }: ChangesProps) {
  const changed = names.filter((name) => before[name] !== after[name])
  if (changed.length === 0) return <p className="govuk-body">{message('history.nothing')}</p>
  return changed.map((name) => (
    <div key={name}>
      <h3 className="govuk-heading-s">{message(`disclose.${name}`)}</h3>
      <Difference before={before[name]} after={after[name]} />
    </div>
  ))
}
