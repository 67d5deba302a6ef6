// The page of disclosures: the only place in which they appear.
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import type { Output } from '#shared/contract.ts'
import { type FieldFault, wordsFor } from '../../../capture/faults.ts'
import { newId } from '../../../capture/new-id.ts'
import { BackLink } from '../../../components/BackLink.tsx'
import { Button } from '../../../components/Button.tsx'
import { ErrorSummary } from '../../../components/ErrorSummary.tsx'
import { Form } from '../../../components/Form.tsx'
import { PageTitle } from '../../../components/PageTitle.tsx'
import { SelectField } from '../../../components/SelectField.tsx'
import { message } from '../../../messages.ts'
import { useNavigation } from '../../../stores/navigation.ts'
import { useAnswer, useRole } from '../hooks.ts'
import { Waiting } from '../Waiting.tsx'
import { DisclosureDrafts } from './DisclosureDrafts.tsx'
import { DisclosureTable } from './DisclosureTable.tsx'
import { WhoReads } from './WhoReads.tsx'

export function DisclosuresPage() {
  const { go } = useNavigation()
  const inspects = useRole('inspector')
  const list = useAnswer('disclosure.list', {}, { disclosures: true, states: true })
  const drafts = useAnswer('disclosureDraft.list', {})
  const inspections = useAnswer('inspection.list', {})
  const again = () => Promise.all([list.again(), drafts.again(), inspections.again()])
  const back = <BackLink onClick={() => void go({ at: 'home' })}>{message('disclosures.back')}</BackLink>
  if (list.answer === null || drafts.answer === null || inspections.answer === null) {
    return (
      <>
        {back}
        <PageTitle>{message('disclosures.title')}</PageTitle>
        <Waiting problem={list.problem ?? drafts.problem ?? inspections.problem} again={again} />
      </>
    )
  }
  return (
    <>
      {back}
      <PageTitle>{message('disclosures.title')}</PageTitle>
      <p className="govuk-body">{message('disclosures.intro')}</p>
      {inspects ? <WhoReads /> : null}
      <DisclosureDrafts drafts={drafts.answer.drafts} onGone={again} />
      <DisclosureTable disclosures={list.answer.disclosures} />
      {inspects ? <NewDisclosure inspections={inspections.answer.inspections} /> : null}
    </>
  )
}

function NewDisclosure({ inspections }: Output<'inspection.list'>) {
  const { go } = useNavigation()
  const [only, ...others] = inspections
  const form = useForm({ defaultValues: { inspection: others.length === 0 ? (only?.inspection ?? '') : '' } })
  const [faults, setFaults] = useState<readonly FieldFault[]>([])
  if (only === undefined) return <p className="govuk-body">{message('disclosures.none-open')}</p>
  const start = () => {
    const inspection = form.getValues('inspection')
    setFaults(inspection === '' ? [{ field: 'inspection', words: message('disclosures.inspection.missing') }] : [])
    if (inspection !== '') void go({ at: 'write-disclosure', inspection, draft: newId(), disclosure: null })
  }
  const choices = inspections.map(({ inspection, title }) => ({ value: inspection, label: title }))
  return (
    <section aria-labelledby="new-disclosure">
      <h2 id="new-disclosure" className="govuk-heading-m">
        {message('disclosures.new')}
      </h2>
      <ErrorSummary problems={faults} />
      <Form onSubmit={start}>
        <SelectField
          label={message('disclosures.inspection')}
          error={wordsFor(faults, 'inspection')}
          options={[{ value: '', label: message('disclosures.inspection.choose') }, ...choices]}
          {...form.register('inspection')}
        />
        <Button type="submit">{message('disclosures.start')}</Button>
      </Form>
    </section>
  )
}
