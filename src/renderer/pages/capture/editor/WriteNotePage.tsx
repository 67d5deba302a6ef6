// The page in which a note is written or changed.
import { useState } from 'react'
import { termsOf } from '../../../capture/terms.ts'
import { BackLink } from '../../../components/BackLink.tsx'
import { message } from '../../../messages.ts'
import { notePorts } from '../../../stores/capture/note-ports.ts'
import { useNavigation } from '../../../stores/navigation.ts'
import { useAnswer, useEditor, usePack } from '../hooks.ts'
import type { PageOf } from '../narrow.tsx'
import { Waiting } from '../Waiting.tsx'
import { KeptDraft } from './KeptDraft.tsx'
import { NoteEditor } from './NoteEditor.tsx'
import type { NoteEditorProps } from './props.ts'

export function WriteNotePage({ page }: { readonly page: PageOf<'write-note'> }) {
  const { inspection, note, isNew } = page
  const { go } = useNavigation()
  const pack = usePack()
  const { answer, problem, again } = useAnswer('inspection.read', { inspection }, { inspection })
  const { editor, state } = useEditor(() => notePorts(inspection, note, isNew), { inspection, states: true })
  const retry = () => Promise.all([again(), editor.load()])
  return (
    <>
      <BackLink onClick={() => void go({ at: 'inspection', inspection, part: 'notes' })}>
        {message('write.back')}
      </BackLink>
      {pack === null || answer === null || state.begun === null ? (
        <Waiting problem={problem ?? state.problem} again={retry} />
      ) : (
        <Writing
          // Another version to begin from is another form.
          key={state.begun.heads.join()}
          page={page}
          editor={editor}
          state={state}
          begun={state.begun}
          terms={termsOf(pack, answer)}
          onPeopleChanged={again}
        />
      )}
    </>
  )
}

/** Whoever is typing when writing ends here keeps what they type before them. */
function Writing(props: NoteEditorProps) {
  const allowed = props.terms.inspection.writing === 'allowed'
  const [began, setBegan] = useState(allowed)
  if (allowed && !began) setBegan(true)
  return began ? <NoteEditor {...props} /> : <KeptDraft {...props} />
}
