// The first page after unlocking: work to recover and the inspections of this vault.
import type { Output } from '#shared/contract.ts'
import { Button } from '../../../components/Button.tsx'
import { InsetText } from '../../../components/InsetText.tsx'
import { PageTitle } from '../../../components/PageTitle.tsx'
import { message } from '../../../messages.ts'
import { useNavigation } from '../../../stores/navigation.ts'
import { everyInspection } from '../../../stores/news.ts'
import { LatePanel } from '../../orders/LatePanel.tsx'
import { RecordsPanel } from '../../retention/RecordsPanel.tsx'
import { useAnswer, usePack, useRole } from '../hooks.ts'
import { Waiting } from '../Waiting.tsx'
import { InspectionTable } from './InspectionTable.tsx'
import { RecoverPanel } from './RecoverPanel.tsx'

export function HomePage() {
  const { go } = useNavigation()
  const pack = usePack()
  const inspects = useRole('inspector')
  const keepsRecords = useRole('records-manager')
  const inspections = useAnswer('inspection.list', {}, { inspection: everyInspection, states: true })
  const drafts = useAnswer('draft.list', {}, { inspection: everyInspection })
  const again = () => Promise.all([inspections.again(), drafts.again()])
  if (pack === null || inspections.answer === null || drafts.answer === null) {
    return (
      <>
        <PageTitle size="xl">{message('home.title')}</PageTitle>
        <Waiting problem={inspections.problem ?? drafts.problem} again={again} />
      </>
    )
  }
  return (
    <>
      <PageTitle size="xl">{message('home.title')}</PageTitle>
      <RecoverPanel pack={pack} drafts={drafts.answer.drafts} onGone={again} />
      <LatePanel inspections={inspections.answer.inspections} />
      {keepsRecords ? <RecordsPanel /> : null}
      <Inspections inspections={inspections.answer.inspections} />
      {inspects ? (
        <Button type="button" onClick={() => void go({ at: 'open-inspection' })}>
          {message('home.open')}
        </Button>
      ) : null}
    </>
  )
}

function Inspections({ inspections }: Output<'inspection.list'>) {
  const { go } = useNavigation()
  const inspects = useRole('inspector')
  if (inspections.length === 0) {
    return (
      <InsetText>
        <h2 className="govuk-heading-s">{message('home.empty.title')}</h2>
        <p className="govuk-body">{message(inspects ? 'home.empty.body' : 'home.empty.reader')}</p>
      </InsetText>
    )
  }
  return (
    <InspectionTable
      inspections={inspections}
      onOpen={(inspection) => void go({ at: 'inspection', inspection, part: 'notes' })}
    />
  )
}
