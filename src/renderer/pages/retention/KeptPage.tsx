// One inspection: what is kept until when and why, what that depends on, and everything that was recorded.
import type { Pack } from '#shared/domain/policy.ts'
import { labelOf, remitOf } from '../../capture/terms.ts'
import { daysInWords } from '../../capture/time-words.ts'
import { BackLink } from '../../components/BackLink.tsx'
import { InsetText } from '../../components/InsetText.tsx'
import { PageTitle } from '../../components/PageTitle.tsx'
import { SummaryList } from '../../components/SummaryList.tsx'
import { message } from '../../messages.ts'
import { nameInWords, referenceOf } from '../../retention/kept.ts'
import { dayOf, nextInWords, type Read } from '../../retention/words.ts'
import { useNavigation } from '../../stores/navigation.ts'
import { useAnswer, usePack, useRole } from '../capture/hooks.ts'
import type { PageOf } from '../capture/narrow.tsx'
import { Waiting } from '../capture/Waiting.tsx'
import { Simulated } from './AsOf.tsx'
import { Assumptions } from './Assumptions.tsx'
import { OrdersOf } from './OrderTags.tsx'
import { Recorded } from './Recorded.tsx'
import { Statements } from './Statements.tsx'
import { StateTag } from './StateTag.tsx'
import { Why } from './Why.tsx'

export function KeptPage({ page }: { readonly page: PageOf<'kept'> }) {
  const { inspection, asOf } = page
  const { go } = useNavigation()
  const pack = usePack()
  const lists = useRole('records-manager')
  const { answer, problem, again } = useAnswer('retention.read', { inspection, asOf }, { inspection })
  const back = lists ? (
    <BackLink onClick={() => void go({ at: 'retention', part: 'due', asOf })}>
      {message('retention.back.list')}
    </BackLink>
  ) : (
    <BackLink onClick={() => void go({ at: 'inspection', inspection, part: 'notes' })}>
      {message('retention.back.inspection')}
    </BackLink>
  )
  if (pack === null || answer === null) {
    return (
      <>
        {back}
        <Waiting problem={problem} again={again} />
      </>
    )
  }
  return (
    <>
      {back}
      <PageTitle caption={message('retention.of')}>{nameInWords(pack, answer)}</PageTitle>
      <Simulated
        today={answer.today}
        asOf={answer.asOf}
        onBack={() => void go({ at: 'kept', inspection, asOf: null })}
      />
      <Facts pack={pack} read={answer} />
      {lists ? <OrdersOf inspection={inspection} /> : null}
      <Why pack={pack} read={answer} />
      <Recorded pack={pack} read={answer} onRecorded={again} />
      <Assumptions
        pack={pack}
        title={message('retention.assumptions.title')}
        used={answer.assumptions.map(({ assumption, value }) => ({ id: assumption, value }))}
      />
      {answer.register ? <Statements pack={pack} read={answer} /> : null}
    </>
  )
}

function Facts({ pack, read }: { readonly pack: Pack; readonly read: Read }) {
  const { inspection, remit, setting, begins, ends, notes, stands, register } = read
  const next = nextInWords(pack, stands)
  const known = remitOf(pack, remit)
  return (
    <>
      <SummaryList
        rows={[
          { label: message('retention.fact.reference'), value: referenceOf(inspection) },
          { label: message('retention.fact.remit'), value: known?.title ?? remit },
          { label: message('retention.fact.setting'), value: labelOf(known?.settings, setting) },
          { label: message('retention.fact.days'), value: daysInWords(begins, ends) },
          { label: message('retention.fact.notes'), value: notes ?? message('retention.fact.notes.unknown') },
          { label: message('retention.fact.state'), value: <StateTag state={stands.state} /> },
          { label: message('retention.fact.day'), value: dayOf(stands) },
          { label: message('retention.fact.next'), value: <Next words={next} /> },
        ]}
      />
      {register ? null : <InsetText>{message('retention.no-register')}</InsetText>}
    </>
  )
}

function Next({ words }: { readonly words: readonly string[] }) {
  if (words.length === 0) return message('retention.next.none')
  return (
    <ul className="govuk-list">
      {words.map((one) => (
        <li key={one}>{one}</li>
      ))}
    </ul>
  )
}
