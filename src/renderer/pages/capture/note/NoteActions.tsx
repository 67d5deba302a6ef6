// What can be done with a note: change it, go on with a draft of it, delete it or restore it.
import { useState } from 'react'
import { versionsOf } from '../../../capture/versions.ts'
import { Button, ButtonGroup } from '../../../components/Button.tsx'
import { InsetText } from '../../../components/InsetText.tsx'
import { message } from '../../../messages.ts'
import { useNavigation } from '../../../stores/navigation.ts'
import { DeleteNote } from './DeleteNote.tsx'
import type { NoteViewProps } from './props.ts'

export function NoteActions(props: NoteViewProps) {
  const { note, hasDraft } = props
  const { go } = useNavigation()
  const [asked, setAsked] = useState(false)
  const { deleted } = note.content
  const revise = () => void go({ at: 'write-note', inspection: note.inspection, note: note.note, isNew: false })
  if (hasDraft) {
    return (
      <InsetText>
        <p className="govuk-body">{message('note.draft')}</p>
        <p className="govuk-body">{message('note.draft.first')}</p>
        <Button type="button" onClick={revise}>
          {message('note.draft.continue')}
        </Button>
      </InsetText>
    )
  }
  // A change made here would settle them without anybody having looked at them.
  if (versionsOf(note).length > 0) return <p className="govuk-body">{message('conflict.first')}</p>
  // A correction emptied it, and an empty note is none.
  if (deleted && note.content.text.words.trim() === '') return <p className="govuk-body">{message('note.emptied')}</p>
  return (
    <>
      <ButtonGroup>
        {deleted ? null : (
          <Button type="button" onClick={revise}>
            {message('note.revise')}
          </Button>
        )}
        <Button type="button" kind="secondary" onClick={() => setAsked(true)}>
          {message(deleted ? 'restore.open' : 'delete.open')}
        </Button>
      </ButtonGroup>
      {asked ? <DeleteNote {...props} onClose={() => setAsked(false)} /> : null}
    </>
  )
}
