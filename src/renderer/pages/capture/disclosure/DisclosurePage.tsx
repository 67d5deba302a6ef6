// A disclosure as it stands: concern, source, history, and the releasing of the concern.
import { useState } from 'react'
import { type DisclosureContent, sourceFields } from '#shared/domain/disclosure.ts'
import { newId } from '../../../capture/new-id.ts'
import { BackLink } from '../../../components/BackLink.tsx'
import { Button, ButtonGroup } from '../../../components/Button.tsx'
import { InsetText } from '../../../components/InsetText.tsx'
import { PageTitle } from '../../../components/PageTitle.tsx'
import { SavedState } from '../../../components/SavedState.tsx'
import { SummaryList } from '../../../components/SummaryList.tsx'
import { WarningText } from '../../../components/WarningText.tsx'
import { message } from '../../../messages.ts'
import type { Disclosure } from '../../../stores/capture/disclosure-ports.ts'
import { useNavigation } from '../../../stores/navigation.ts'
import { DisclosureDisposal } from '../../orders/DisclosureDisposal.tsx'
import { useAnswer, useReturnFocus, useRole } from '../hooks.ts'
import type { PageOf } from '../narrow.tsx'
import { Paragraphs } from '../note/Paragraphs.tsx'
import { Waiting } from '../Waiting.tsx'
import { DisclosureHistory } from './DisclosureHistory.tsx'
import { Readers } from './Readers.tsx'
import { ReleaseForm } from './ReleaseForm.tsx'

export function DisclosurePage({ page }: { readonly page: PageOf<'disclosure'> }) {
  const { go } = useNavigation()
  const { answer, problem, again } = useAnswer(
    'disclosure.read',
    { disclosure: page.disclosure },
    { disclosures: true, states: true },
  )
  return (
    <>
      <BackLink onClick={() => void go({ at: 'disclosures' })}>{message('disclosure.back')}</BackLink>
      {answer === null ? (
        <Waiting problem={problem} again={again} />
      ) : (
        <div className="govuk-grid-row">
          <div className="govuk-grid-column-two-thirds">
            <PageTitle caption={answer.inspectionTitle}>{message('disclosure.title')}</PageTitle>
            <DisclosureView disclosure={answer} onChanged={again} />
          </div>
        </div>
      )}
    </>
  )
}

interface Props {
  readonly disclosure: Disclosure
  readonly onChanged: () => Promise<void>
}

function DisclosureView({ disclosure, onChanged }: Props) {
  const leads = useRole('whistleblowing-lead')
  const { content, conflicts, state } = disclosure
  const fields = conflicts.map((field) => fieldName(field).toLowerCase()).join(', ')
  return (
    <>
      <p className="govuk-body-s fb-keeping">
        <SavedState state={state} />
      </p>
      {conflicts.length > 0 ? <WarningText>{message('disclosure.conflicts', { fields })}</WarningText> : null}
      <h2 className="govuk-heading-m">{message('disclose.concern.title')}</h2>
      <Paragraphs words={content.concern} />
      <h2 className="govuk-heading-m">{message('disclose.source')}</h2>
      <SummaryList
        rows={sourceFields.map((field) => ({
          label: message(`disclose.${field}`),
          value: content[field] || message('disclosure.none'),
        }))}
      />
      <Readers disclosure={disclosure} onChanged={onChanged} />
      <Actions disclosure={disclosure} onChanged={onChanged} />
      <DisclosureHistory history={disclosure.history} />
      {leads ? <DisclosureDisposal disclosure={disclosure.disclosure} /> : null}
    </>
  )
}

function fieldName(field: string): string {
  const names: readonly (keyof DisclosureContent)[] = [...sourceFields, 'concern']
  const known = names.find((name) => name === field)
  return known === undefined ? field : message(`disclose.${known}`)
}

function Actions({ disclosure, onChanged }: Props) {
  const { go } = useNavigation()
  const [releasing, setReleasing] = useState(false)
  const release = useReturnFocus(releasing)
  const inspects = useRole('inspector')
  const { inspection, released, mayRelease } = disclosure
  const revise = () =>
    void go({ at: 'write-disclosure', inspection, draft: newId(), disclosure: disclosure.disclosure })
  const done = async () => {
    setReleasing(false)
    await onChanged()
  }
  if (releasing) {
    return <ReleaseForm disclosure={disclosure} onReleased={() => void done()} onCancel={() => setReleasing(false)} />
  }
  return (
    <>
      {released === 'no' ? null : <InsetText>{message(`disclosure.released.${released}`)}</InsetText>}
      {inspects ? (
        <ButtonGroup>
          <Button type="button" onClick={revise}>
            {message('disclosure.revise')}
          </Button>
          {released === 'no' && mayRelease ? (
            <Button ref={release} type="button" kind="secondary" onClick={() => setReleasing(true)}>
              {message('disclosure.release')}
            </Button>
          ) : null}
        </ButtonGroup>
      ) : null}
    </>
  )
}
