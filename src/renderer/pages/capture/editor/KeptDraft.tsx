// What was being written where nothing can be written any more: it can be read and copied.
import { kindLabel, type Terms } from '../../../capture/terms.ts'
import { PageTitle } from '../../../components/PageTitle.tsx'
import { message } from '../../../messages.ts'
import { Paragraphs } from '../note/Paragraphs.tsx'
import { WhyNotWriting } from '../WhyNotWriting.tsx'
import type { NoteEditorProps } from './props.ts'

export function KeptDraft({ terms, begun: { content } }: Pick<NoteEditorProps, 'terms' | 'begun'>) {
  const { words } = content.text
  return (
    <div className="govuk-grid-row">
      <div className="govuk-grid-column-two-thirds">
        <PageTitle caption={terms.inspection.title}>{titleOf(terms, content.kind)}</PageTitle>
        <WhyNotWriting writing={terms.inspection.writing} />
        {words === '' ? null : <p className="govuk-body">{message('writing.draft')}</p>}
        <Paragraphs words={words} />
      </div>
    </div>
  )
}

function titleOf({ pack }: Terms, kind: string): string {
  return kind === '' ? message('recover.no-kind') : kindLabel(pack, kind)
}
