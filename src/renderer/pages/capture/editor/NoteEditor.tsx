// The form of a note: kind and text first, everything else below; each keystroke goes to the keeper of the draft.

import { useEffect, useRef } from 'react'
import { wordsFor } from '../../../capture/faults.ts'
import { ErrorSummary } from '../../../components/ErrorSummary.tsx'
import { Form } from '../../../components/Form.tsx'
import { focusPage } from '../../../components/focus.ts'
import { LiveRegion } from '../../../components/LiveRegion.tsx'
import { PageTitle } from '../../../components/PageTitle.tsx'
import { ProblemBanner } from '../../../components/ProblemBanner.tsx'
import { TextArea } from '../../../components/TextArea.tsx'
import { TextField } from '../../../components/TextField.tsx'
import { WarningText } from '../../../components/WarningText.tsx'
import { message } from '../../../messages.ts'
import { FoundIn } from '../settle/FoundIn.tsx'
import { Settle } from '../settle/Settle.tsx'
import { WhyNotWriting } from '../WhyNotWriting.tsx'
import { AboutFields } from './AboutFields.tsx'
import { EditorButtons } from './EditorButtons.tsx'
import { FromFields } from './FromFields.tsx'
import { KeepingState } from './KeepingState.tsx'
import { KindField } from './KindField.tsx'
import { Overtaken } from './Overtaken.tsx'
import type { NoteEditorProps } from './props.ts'
import { TagBar } from './TagBar.tsx'
import { useIdentifiers } from './use-identifiers.ts'
import { useNoteForm } from './use-note-form.ts'
import { WhenFields } from './WhenFields.tsx'
import { Whistleblower } from './Whistleblower.tsx'

/** It takes the place of what was being typed, so the page says so first and nothing typed lands in it unseen. */
function Corrected() {
  const notice = useRef<HTMLDivElement>(null)
  useEffect(() => notice.current?.focus(), [])
  return (
    <div ref={notice} tabIndex={-1}>
      <WarningText>{message('write.corrected')}</WarningText>
    </div>
  )
}

export function NoteEditor(props: NoteEditorProps) {
  const { page, editor, state, begun, terms, onPeopleChanged } = props
  const { form, faults, save, saveAndNext } = useNoteForm(props)
  const settling = useIdentifiers(form, page.inspection)
  const revises = state.heads.length > 0
  const fields = { form, terms, faults }
  const { at } = state.keeping
  const take = async () => {
    if (await editor.load()) focusPage()
  }
  const overtaken = state.overtaken && (
    <Overtaken
      note={state.overtaken.newer}
      words={state.overtaken.content.text.words}
      onTake={at === 'untouched' || at === 'saved' ? () => void take() : null}
    />
  )
  const arrived = overtaken !== null && begun.newer === null
  return (
    <div className="govuk-grid-row">
      <div className="govuk-grid-column-two-thirds">
        <ErrorSummary problems={faults} />
        {state.problem === null ? null : <ProblemBanner reply={state.problem} />}
        <PageTitle caption={terms.inspection.title}>
          {message(revises ? 'write.title.revise' : 'write.title.new')}
        </PageTitle>
        <WhyNotWriting writing={terms.inspection.writing} />
        {begun.corrected === true ? <Corrected /> : null}
        {begun.newer === null ? null : overtaken}
        <Form onSubmit={() => void save()}>
          <KindField {...fields} />
          <TextArea
            label={message('write.words')}
            labelSize="s"
            hint={message('write.words.hint')}
            error={wordsFor(faults, 'words')}
            rows={14}
            layer={<FoundIn settling={settling} field="words" />}
            {...form.register('words')}
          />
          <KeepingState keeping={state.keeping} saved={state.state} toSettle={settling.watch.groups.length} />
          <Settle settling={settling} back="words" draft />
          <TagBar form={form} terms={terms} />
          {/* What comes while somebody types stands below the text, so that the text stays where it is. */}
          <LiveRegion words={arrived ? message('write.overtaken.title') : ''} />
          {arrived ? overtaken : null}
          {revises ? null : <Whistleblower {...props} form={form} />}
          <FromFields {...fields} />
          <WhenFields {...fields} />
          <AboutFields {...fields} onPeopleChanged={onPeopleChanged} />
          {revises ? (
            <TextField
              label={message('write.reason')}
              hint={message('write.reason.hint')}
              error={wordsFor(faults, 'reason')}
              {...form.register('reason')}
            />
          ) : null}
          <EditorButtons {...props} form={form} onNext={saveAndNext} key={page.note} />
        </Form>
      </div>
    </div>
  )
}
