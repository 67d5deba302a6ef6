// Every revision of a note, newest first: who, when, why, and what changed.
import type { NoteContent } from '#shared/domain/note.ts'
import type { Terms } from '../../../capture/terms.ts'
import { instantInWords } from '../../../capture/time-words.ts'
import { before, type Note, newestFirst, type Revision } from '../../../capture/versions.ts'
import { Details } from '../../../components/Details.tsx'
import { message } from '../../../messages.ts'
import { nameOf } from '../by.ts'
import { Changes } from './Changes.tsx'

interface Props {
  readonly note: Note
  readonly terms: Terms
}

export function History({ note: { history }, terms }: Props) {
  return (
    <section aria-labelledby="history">
      <h2 id="history" className="govuk-heading-m">
        {message('history.title')}
      </h2>
      <ol className="govuk-list fb-history">
        {newestFirst(history).map((revision) => (
          <RevisionItem key={revision.entry} revision={revision} earlier={before(revision, history)} terms={terms} />
        ))}
      </ol>
    </section>
  )
}

interface ItemProps {
  readonly revision: Revision
  readonly earlier: Revision | undefined
  readonly terms: Terms
}

function RevisionItem({ revision, earlier, terms }: ItemProps) {
  const { at, zone, by, reason, typed, content } = revision
  return (
    <li className="fb-history__item">
      <p className="govuk-body fb-card__line">
        <strong>{headingOf(content, earlier?.content)}</strong> {message('history.by', { name: nameOf(by) })}
      </p>
      <p className="govuk-body-s fb-quiet fb-card__line">
        <time dateTime={at}>{instantInWords(at, zone)}</time>
      </p>
      {reason === '' ? null : <p className="govuk-body-s fb-card__line">{message('history.reason', { reason })}</p>}
      {typed === null || isWithinMinute(revision, typed) ? null : (
        <p className="govuk-body-s fb-quiet fb-card__line">{typedInWords(typed, zone)}</p>
      )}
      {earlier === undefined ? null : (
        <Details summary={message('history.changes')}>
          {revision.parents.length > 1 ? <p className="govuk-body">{message('history.merged')}</p> : null}
          <Changes earlier={earlier.content} content={content} terms={terms} />
        </Details>
      )}
    </li>
  )
}

function headingOf(content: NoteContent, earlier: NoteContent | undefined): string {
  if (earlier === undefined) return message('history.written')
  if (content.deleted === earlier.deleted) return message('history.revised')
  return message(content.deleted ? 'history.deleted' : 'history.restored')
}

/** Typed and saved in one minute: the time of saving says it all. */
function isWithinMinute({ at, zone }: Revision, { from, to }: NonNullable<Revision['typed']>): boolean {
  const words = [at, from, to].map((instant) => instantInWords(instant, zone))
  return words.every((known) => known === words[0])
}

/** The span of typing, shortened where it lies within one minute. */
function typedInWords(typed: NonNullable<Revision['typed']>, zone: string): string {
  const [from, to] = [instantInWords(typed.from, zone), instantInWords(typed.to, zone)]
  return from === to ? message('history.typed-at', { at: from }) : message('history.typed', { from, to })
}
