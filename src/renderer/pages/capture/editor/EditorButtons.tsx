// How the writing of a note ends: saved, saved with the next one begun, or discarded after asking twice.
import { useState } from 'react'
import { kindLabel } from '../../../capture/terms.ts'
import { Button, ButtonGroup, LinkButton } from '../../../components/Button.tsx'
import { message } from '../../../messages.ts'
import { useNavigation } from '../../../stores/navigation.ts'
import { DiscardDraft } from '../DiscardDraft.tsx'
import type { NoteEditorProps, NoteFormApi } from './props.ts'

interface Props extends NoteEditorProps {
  readonly form: NoteFormApi
  readonly onNext: () => Promise<void>
}

export function EditorButtons({ page, editor, state, terms, form, onNext }: Props) {
  const { go } = useNavigation()
  const [asked, setAsked] = useState(false)
  const { inspection, note } = page
  const savedBefore = state.heads.length > 0
  const hasDraft = state.keeping.at !== 'untouched' && state.keeping.at !== 'saved'
  const discard = async () => {
    setAsked(false)
    if (!(await editor.end())) return
    await go(savedBefore ? { at: 'note', inspection, note } : { at: 'inspection', inspection, part: 'notes' })
  }
  const { kind, words } = form.getValues()
  const title = {
    kind: kind === '' ? message('recover.no-kind') : kindLabel(terms.pack, kind),
    title: terms.inspection.title,
  }
  return (
    <>
      <ButtonGroup>
        {terms.inspection.writing === 'allowed' ? (
          <>
            <Button type="submit">{message('write.save')}</Button>
            <Button type="button" kind="secondary" onClick={() => void onNext()}>
              {message('write.save-next')}
            </Button>
          </>
        ) : null}
        <Button type="button" kind="secondary" onClick={() => (hasDraft ? setAsked(true) : void discard())}>
          {message('write.discard')}
        </Button>
        {savedBefore ? (
          <LinkButton onClick={() => void go({ at: 'note', inspection, note })}>{message('write.read')}</LinkButton>
        ) : null}
      </ButtonGroup>
      <p className="govuk-body-s fb-quiet">{message('write.keys')}</p>
      <DiscardDraft
        open={asked}
        what={message('discard.what-short', title)}
        words={words}
        savedBefore={savedBefore}
        onYes={() => void discard()}
        onNo={() => setAsked(false)}
      />
    </>
  )
}
