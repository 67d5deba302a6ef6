// Releases a concern as an ordinary note or line of enquiry, after warning about everything that points to the source.
import { useEffect, useState } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import { type FieldFault, wordsFor } from '../../../capture/faults.ts'
import { Button, ButtonGroup } from '../../../components/Button.tsx'
import { Checkboxes } from '../../../components/Checkboxes.tsx'
import { ErrorSummary } from '../../../components/ErrorSummary.tsx'
import { Form } from '../../../components/Form.tsx'
import { ProblemBanner } from '../../../components/ProblemBanner.tsx'
import { Radios } from '../../../components/Radios.tsx'
import { SelectField } from '../../../components/SelectField.tsx'
import { TextArea } from '../../../components/TextArea.tsx'
import { WarningText } from '../../../components/WarningText.tsx'
import { message } from '../../../messages.ts'
import type { Disclosure } from '../../../stores/capture/disclosure-ports.ts'
import { inspectionPorts } from '../../../stores/capture/identifier-ports.ts'
import { useCommand, usePack } from '../hooks.ts'
import { FoundIn } from '../settle/FoundIn.tsx'
import { Settle } from '../settle/Settle.tsx'
import { useSettling } from '../settle/use-settling.ts'

interface Props {
  readonly disclosure: Disclosure
  readonly onReleased: () => void
  readonly onCancel: () => void
}

interface Fields {
  as: '' | 'note' | 'enquiry'
  /** The kind of the note. */
  kind: string
  words: string
  /** What a single checkbox of the form gives: its value in a list, or false. */
  confirmed: string[] | false
}

/** Longest words that can be released; a line of enquiry is a question (contract, `enquiry.save`). */
const longest = { '': 20_000, note: 20_000, enquiry: 500 }

export function ReleaseForm({ disclosure, onReleased, onCancel }: Props) {
  const { problem, run } = useCommand()
  const [faults, setFaults] = useState<readonly FieldFault[]>([])
  const form = useForm<Fields>({
    defaultValues: { as: '', kind: '', words: disclosure.content.concern, confirmed: [] },
  })
  const [as, words] = useWatch({ control: form.control, name: ['as', 'words'] })
  const settling = useSettling(
    () => inspectionPorts(disclosure.inspection),
    { words },
    (_, replaced) => form.setValue('words', replaced),
  )
  const kinds = usePack()?.lists.noteKinds.map(({ id, label }) => ({ value: id, label })) ?? []
  const { setFocus } = form
  useEffect(() => setFocus('as'), [setFocus])
  const release = async () => {
    const { as, kind, words } = form.getValues()
    const found = faultsOf(form.getValues())
    setFaults(found)
    if (found.length > 0 || as === '') return
    const what = { as, kind: as === 'note' ? kind : null, words: words.trim() }
    const released = await run('disclosure.release', { disclosure: disclosure.disclosure, ...what })
    if (released !== null) onReleased()
  }
  return (
    <Form className="fb-panel" onSubmit={() => void release()} onKeyDown={settling.press}>
      <h2 className="govuk-heading-m">{message('release.title')}</h2>
      <ErrorSummary problems={faults} />
      {problem === null ? null : <ProblemBanner reply={problem} />}
      <WarningText>{message('release.warning')}</WarningText>
      <p className="govuk-body">{message('release.body')}</p>
      <Radios
        label={message('release.as')}
        error={wordsFor(faults, 'as')}
        small
        inline
        options={(['note', 'enquiry'] as const).map((as) => ({ value: as, label: message(`release.as.${as}`) }))}
        {...form.register('as')}
      />
      {as === 'note' ? (
        <SelectField
          label={message('write.kind')}
          error={wordsFor(faults, 'kind')}
          options={[{ value: '', label: message('release.kind.choose') }, ...kinds]}
          {...form.register('kind')}
        />
      ) : null}
      <TextArea
        label={message('release.words')}
        error={wordsFor(faults, 'words')}
        rows={10}
        layer={<FoundIn settling={settling} field="words" />}
        {...form.register('words')}
      />
      <Settle settling={settling} back="words" />
      <Checkboxes
        label={message('release.confirm.legend')}
        error={wordsFor(faults, 'confirmed')}
        options={[{ value: 'yes', label: message('release.confirm') }]}
        {...form.register('confirmed')}
      />
      <ButtonGroup>
        <Button type="submit">{message('release.submit')}</Button>
        <Button type="button" kind="secondary" onClick={onCancel}>
          {message('release.cancel')}
        </Button>
      </ButtonGroup>
    </Form>
  )
}

function faultsOf({ as, kind, words, confirmed }: Fields): readonly FieldFault[] {
  const faults: FieldFault[] = []
  if (as === '') faults.push({ field: 'as', words: message('release.as.missing') })
  if (as === 'note' && kind === '') faults.push({ field: 'kind', words: message('write.kind.missing') })
  if (words.trim() === '') faults.push({ field: 'words', words: message('release.words.missing') })
  const limit = longest[as]
  if (words.trim().length > limit) faults.push({ field: 'words', words: message('release.words.long', { limit }) })
  if (confirmed === false || confirmed.length === 0) {
    faults.push({ field: 'confirmed', words: message('release.confirm.missing') })
  }
  return faults
}
