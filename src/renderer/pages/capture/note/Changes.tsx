// What one revision of a note changed: its words, word by word, and its facts.
import type { NoteContent } from '#shared/domain/note.ts'
import { factChanges } from '../../../capture/note-changes.ts'
import type { Terms } from '../../../capture/terms.ts'
import { SummaryList } from '../../../components/SummaryList.tsx'
import { message } from '../../../messages.ts'
import { Difference } from './Difference.tsx'

interface Props {
  readonly earlier: NoteContent
  readonly content: NoteContent
  readonly terms: Terms
}

export function Changes({ earlier, content, terms }: Props) {
  const changes = factChanges(earlier, content, terms)
  const sameWords = earlier.text.words === content.text.words
  if (changes.length === 0 && sameWords) return <p className="govuk-body">{message('history.nothing')}</p>
  return (
    <>
      {sameWords ? null : (
        <>
          <h3 className="govuk-heading-s">{message('history.compare')}</h3>
          <Difference before={earlier.text.words} after={content.text.words} />
        </>
      )}
      <SummaryList
        rows={changes.map(({ name, before, after }) => ({
          label: message(`note.field.${name}`),
          value: <Replaced before={before} after={after} />,
        }))}
      />
    </>
  )
}

function Replaced({ before, after }: { readonly before: string; readonly after: string }) {
  const said = (words: string) => words || message('note.none')
  return (
    <>
      <del className="fb-difference__removed">
        <span className="govuk-visually-hidden">{message('difference.removed')} </span>
        {said(before)}
      </del>{' '}
      <ins className="fb-difference__added">
        <span className="govuk-visually-hidden">{message('difference.added')} </span>
        {said(after)}
      </ins>
    </>
  )
}
