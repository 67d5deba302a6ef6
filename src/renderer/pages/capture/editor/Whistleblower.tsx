// Moves what is typed to a disclosure before it is ever saved as a note, in one step of the vault.
import { newId } from '../../../capture/new-id.ts'
import { call } from '../../../client.ts'
import { LinkButton } from '../../../components/Button.tsx'
import { message } from '../../../messages.ts'
import { emptyDisclosure } from '../../../stores/capture/disclosure-ports.ts'
import { useNavigation } from '../../../stores/navigation.ts'
import type { NoteEditorProps, NoteFormApi } from './props.ts'

export function Whistleblower({ page, editor, form }: NoteEditorProps & { readonly form: NoteFormApi }) {
  const { replace } = useNavigation()
  const { inspection } = page
  const move = async () => {
    const draft = newId()
    const { words, described } = form.getValues()
    const content = { ...emptyDisclosure, concern: words, role: described }
    const place = { note: page.note, draft, disclosure: null, inspection, heads: [] }
    const carried = await editor.carryOver(({ typed }) =>
      call('disclosureDraft.takeOver', { ...place, content, typed }),
    )
    // The editor has ended, so leaving it saves nothing; Back does not lead to it again.
    if (carried) await replace({ at: 'write-disclosure', inspection, draft, disclosure: null })
  }
  return (
    <p className="govuk-body-s fb-aside">
      {message('write.whistleblower.ask')}{' '}
      <LinkButton onClick={() => void move()}>{message('write.whistleblower')}</LinkButton>{' '}
      {message('write.whistleblower.explain')}
    </p>
  )
}
