// What changed in a note since the seal; the note as it is now is asked for when somebody wants to see it.
import { useState } from 'react'
import type { NoteContent } from '#shared/domain/note.ts'
import type { Terms } from '../../capture/terms.ts'
import { message } from '../../messages.ts'
import { useAnswer } from '../capture/hooks.ts'
import { Changes } from '../capture/note/Changes.tsx'
import { Waiting } from '../capture/Waiting.tsx'

interface Props {
  readonly note: string
  readonly sealed: NoteContent
  readonly terms: Terms
}

export function ChangedSince(props: Props) {
  const [open, setOpen] = useState(false)
  return (
    <details className="govuk-details" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary className="govuk-details__summary">
        <span className="govuk-details__summary-text">{message('bundle.note.changed.show')}</span>
      </summary>
      <div className="govuk-details__text">{open ? <Now {...props} /> : null}</div>
    </details>
  )
}

function Now({ note, sealed, terms }: Props) {
  const { answer, problem, again } = useAnswer('note.read', { note }, { inspection: terms.inspection.inspection })
  if (answer === null) return <Waiting problem={problem} again={again} />
  return <Changes earlier={sealed} content={answer.content} terms={terms} />
}
