// The form of a disclosure: the concern first, the source kept apart from it; nothing but the concern is needed.
import { useState } from 'react'
import { wordsFor } from '../../../capture/faults.ts'
import { Button, ButtonGroup } from '../../../components/Button.tsx'
import { ErrorSummary } from '../../../components/ErrorSummary.tsx'
import { Form } from '../../../components/Form.tsx'
import { InsetText } from '../../../components/InsetText.tsx'
import { PageTitle } from '../../../components/PageTitle.tsx'
import { ProblemBanner } from '../../../components/ProblemBanner.tsx'
import { TextArea } from '../../../components/TextArea.tsx'
import { TextField } from '../../../components/TextField.tsx'
import { message } from '../../../messages.ts'
import { useNavigation } from '../../../stores/navigation.ts'
import { DiscardDraft } from '../DiscardDraft.tsx'
import { KeepingState } from '../editor/KeepingState.tsx'
import type { DisclosureEditorProps } from './props.ts'
import { type DisclosureForm, useDisclosureForm } from './use-disclosure-form.ts'
import { WhoReads } from './WhoReads.tsx'
import { wordsOf } from './words-of.ts'

export function DisclosureEditor(props: DisclosureEditorProps) {
  const { state, inspectionTitle } = props
  const made = useDisclosureForm(props)
  const { form, faults, save } = made
  const revises = state.heads.length > 0
  return (
    <div className="govuk-grid-row">
      <div className="govuk-grid-column-two-thirds">
        <ErrorSummary problems={faults} />
        {state.problem === null ? null : <ProblemBanner reply={state.problem} />}
        <PageTitle caption={inspectionTitle}>
          {message(revises ? 'disclose.title.revise' : 'disclose.title.new')}
        </PageTitle>
        <WhoReads />
        {state.overtaken === null ? null : <InsetText>{message('disclose.overtaken')}</InsetText>}
        <Form onSubmit={() => void save()}>
          <TextArea
            label={message('disclose.concern')}
            labelSize="s"
            hint={message('disclose.concern.hint')}
            error={wordsFor(faults, 'concern')}
            rows={12}
            {...form.register('concern')}
          />
          <KeepingState keeping={state.keeping} saved={state.state} />
          <SourceFields {...made} />
          {revises ? (
            <TextField
              label={message('write.reason')}
              error={wordsFor(faults, 'reason')}
              {...form.register('reason')}
            />
          ) : null}
          <Buttons {...props} form={form} />
        </Form>
      </div>
    </div>
  )
}

function SourceFields({ form, faults }: DisclosureForm) {
  const lines = ['who', 'role', 'contact'] as const
  return (
    <fieldset className="govuk-fieldset">
      <legend className="govuk-fieldset__legend govuk-fieldset__legend--s">{message('disclose.source')}</legend>
      <p className="govuk-hint">{message('disclose.source.body')}</p>
      {lines.map((name) => (
        <TextField
          key={name}
          label={message(`disclose.${name}`)}
          error={wordsFor(faults, name)}
          {...form.register(name)}
        />
      ))}
      <TextArea
        label={message('disclose.howKnown')}
        error={wordsFor(faults, 'howKnown')}
        rows={3}
        {...form.register('howKnown')}
      />
    </fieldset>
  )
}

function Buttons({ editor, state, inspectionTitle, form }: DisclosureEditorProps & Pick<DisclosureForm, 'form'>) {
  const { go } = useNavigation()
  const [asked, setAsked] = useState(false)
  const savedBefore = state.heads.length > 0
  const hasDraft = state.keeping.at !== 'untouched' && state.keeping.at !== 'saved'
  const discard = async () => {
    setAsked(false)
    if (await editor.end()) await go({ at: 'disclosures' })
  }
  return (
    <>
      <ButtonGroup>
        <Button type="submit">{message('disclose.save')}</Button>
        <Button type="button" kind="secondary" onClick={() => (hasDraft ? setAsked(true) : void discard())}>
          {message('disclose.discard')}
        </Button>
      </ButtonGroup>
      <DiscardDraft
        open={asked}
        what={message('disclose.discard.what', { title: inspectionTitle })}
        words={wordsOf(form.getValues())}
        savedBefore={false}
        silent={!savedBefore}
        onYes={() => void discard()}
        onNo={() => setAsked(false)}
      />
    </>
  )
}
