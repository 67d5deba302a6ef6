// One inspection: its parts, the way to a new note, its remit and how long its evidence is kept.
import type { ReactNode } from 'react'
import { newId } from '../../../capture/new-id.ts'
import { labelOf, type Terms, termsOf } from '../../../capture/terms.ts'
import { daysInWords } from '../../../capture/time-words.ts'
import { BackLink } from '../../../components/BackLink.tsx'
import { Button, LinkButton } from '../../../components/Button.tsx'
import { InsetText } from '../../../components/InsetText.tsx'
import { PageTitle } from '../../../components/PageTitle.tsx'
import { Tabs } from '../../../components/Tabs.tsx'
import { message } from '../../../messages.ts'
import { type InspectionPart, useNavigation } from '../../../stores/navigation.ts'
import { useAnswer, usePack } from '../hooks.ts'
import type { PageOf } from '../narrow.tsx'
import { Waiting } from '../Waiting.tsx'
import { WhyNotWriting } from '../WhyNotWriting.tsx'
import { EnquiriesPart } from './EnquiriesPart.tsx'
import { InspectionFacts } from './InspectionFacts.tsx'
import { KeptHowLong } from './KeptHowLong.tsx'
import { NotesPart } from './NotesPart.tsx'
import { PeoplePart } from './PeoplePart.tsx'
import type { PartProps } from './part.ts'
import { SealPart } from './SealPart.tsx'
import { SearchPart } from './SearchPart.tsx'
import { TeamPart } from './TeamPart.tsx'
import { TimelinePart } from './TimelinePart.tsx'

const parts: Record<InspectionPart, (props: PartProps) => ReactNode> = {
  notes: NotesPart,
  timeline: TimelinePart,
  people: PeoplePart,
  enquiries: EnquiriesPart,
  search: SearchPart,
  team: TeamPart,
  seal: SealPart,
}
const partNames = ['notes', 'timeline', 'people', 'enquiries', 'search', 'team', 'seal'] as const

export function InspectionPage({ page }: { readonly page: PageOf<'inspection'> }) {
  const { go } = useNavigation()
  const pack = usePack()
  const { answer, problem, again } = useAnswer(
    'inspection.read',
    { inspection: page.inspection },
    { inspection: page.inspection },
  )
  const back = <BackLink onClick={() => void go({ at: 'home' })}>{message('inspection.back')}</BackLink>
  if (pack === null || answer === null) {
    return (
      <>
        {back}
        <Waiting problem={problem} again={again} />
      </>
    )
  }
  const terms = termsOf(pack, answer)
  const mayWrite = answer.writing === 'allowed'
  const Part = parts[page.part]
  return (
    <>
      {back}
      <Heading terms={terms} />
      {mayWrite && answer.questionsOpen > 0 ? <OpenQuestions count={answer.questionsOpen} page={page} /> : null}
      <WhyNotWriting writing={answer.writing} />
      {mayWrite ? (
        <Button
          type="button"
          onClick={() => void go({ at: 'write-note', inspection: page.inspection, note: newId(), isNew: true })}
        >
          {message('inspection.write')}
        </Button>
      ) : null}
      <Tabs
        label={message('inspection.parts')}
        current={page.part}
        tabs={partNames.map((part) => ({ id: part, label: message(`inspection.part.${part}`) }))}
        onSelect={(id) => void go({ ...page, part: partNames.find((part) => part === id) ?? 'notes' })}
      />
      <Part terms={terms} onChanged={again} />
      <KeptHowLong terms={terms} />
      <InspectionFacts terms={terms} />
    </>
  )
}

function OpenQuestions({ count, page }: { readonly count: number; readonly page: PageOf<'inspection'> }) {
  const { go } = useNavigation()
  return (
    <InsetText>
      {message('inspection.questions', { count })}{' '}
      {page.part === 'seal' ? null : (
        <LinkButton onClick={() => void go({ ...page, part: 'seal' })}>
          {message('inspection.questions.show')}
        </LinkButton>
      )}
    </InsetText>
  )
}

function Heading({ terms: { inspection, remit } }: { readonly terms: Terms }) {
  const { title, setting, begins, ends } = inspection
  const caption = { setting: labelOf(remit?.settings, setting), dates: daysInWords(begins, ends) }
  return <PageTitle caption={message('inspection.caption', caption)}>{title}</PageTitle>
}
