// The facts of a note beside its text.
import type { NoteContent } from '#shared/domain/note.ts'
import { type FactName, factInWords, factNames } from '../../../capture/note-changes.ts'
import type { Terms } from '../../../capture/terms.ts'
import { atOddsInWords } from '../../../capture/ticking.ts'
import { Details } from '../../../components/Details.tsx'
import { InsetText } from '../../../components/InsetText.tsx'
import { SummaryList } from '../../../components/SummaryList.tsx'
import { message } from '../../../messages.ts'
import { RetentionRules } from '../inspection/RetentionRules.tsx'
import { WhyHeld } from '../WhyHeld.tsx'

interface Props {
  readonly content: NoteContent
  readonly terms: Terms
}

export function NoteFacts({ content, terms }: Props) {
  // The kind is the heading, a deleted note says so above its text, and a bearing needs a line of enquiry.
  const apart: readonly FactName[] = content.enquiry === null ? ['kind', 'deleted', 'bearing'] : ['kind', 'deleted']
  const names = factNames.filter((name) => !apart.includes(name))
  const facts = names.map((name) => ({
    label: message(`note.field.${name}`),
    value: factInWords(name, content, terms) || message('note.none'),
  }))
  const atOdds = atOddsInWords(terms.pack, content.categories)
  return (
    <>
      {atOdds === '' ? null : <InsetText>{atOdds}</InsetText>}
      <SummaryList rows={facts} />
      <WhyHeld terms={terms} categories={content.categories} />
      <Details summary={message('note.field.retention')}>
        <RetentionRules terms={terms} />
      </Details>
    </>
  )
}
