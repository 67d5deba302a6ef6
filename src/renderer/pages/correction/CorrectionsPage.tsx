// What was asked to be removed, for records managers: by whom, when, how many entries, in which inspection; never the text.
import { useState } from 'react'
import type { Pack } from '#shared/domain/policy.ts'
import { BackLink } from '../../components/BackLink.tsx'
import { InsetText } from '../../components/InsetText.tsx'
import { LiveRegion } from '../../components/LiveRegion.tsx'
import { PageTitle } from '../../components/PageTitle.tsx'
import { message } from '../../messages.ts'
import { useNavigation } from '../../stores/navigation.ts'
import { everyInspection } from '../../stores/news.ts'
import { useAnswer, usePack } from '../capture/hooks.ts'
import { Waiting } from '../capture/Waiting.tsx'
import { CorrectionTable } from './CorrectionTable.tsx'
import type { Listed } from './correction-words.ts'
import { OrderDialog } from './OrderDialog.tsx'

export function CorrectionsPage() {
  const { go } = useNavigation()
  const pack = usePack()
  const { answer, problem, again } = useAnswer('correction.list', {}, { inspection: everyInspection, states: true })
  return (
    <>
      <BackLink onClick={() => void go({ at: 'home' })}>{message('corrections.back')}</BackLink>
      <PageTitle size="xl">{message('corrections.title')}</PageTitle>
      {pack === null || answer === null ? (
        <Waiting problem={problem} again={again} />
      ) : (
        <Corrections pack={pack} corrections={answer.corrections} onChanged={again} />
      )}
    </>
  )
}

interface Props {
  readonly pack: Pack
  readonly corrections: readonly Listed[]
  readonly onChanged: () => Promise<void>
}

function Corrections({ pack, corrections, onChanged }: Props) {
  const [ordering, setOrdering] = useState<Listed | null>(null)
  const [said, setSaid] = useState('')
  if (corrections.length === 0) return <InsetText>{message('corrections.none')}</InsetText>
  const isWaiting = ({ state }: Listed) => state === 'asked' || state === 'ordered-once'
  const waiting = corrections.filter(isWaiting)
  const done = corrections.filter((one) => !isWaiting(one))
  const ordered = async (one: Listed) => {
    setSaid(message(one.state === 'asked' ? 'corrections.said-first' : 'corrections.said-second'))
    setOrdering(null)
    await onChanged()
  }
  return (
    <>
      <p className="govuk-body">{message('corrections.intro')}</p>
      <p className="govuk-body">{message('corrections.two')}</p>
      <LiveRegion visible words={said} />
      {waiting.length === 0 ? (
        <p className="govuk-body">{message('corrections.waiting.none')}</p>
      ) : (
        <CorrectionTable pack={pack} corrections={waiting} onOrder={setOrdering} />
      )}
      {done.length === 0 ? null : <CorrectionTable pack={pack} corrections={done} onOrder={null} />}
      {ordering === null ? null : (
        <OrderDialog correction={ordering} onOrdered={() => ordered(ordering)} onClose={() => setOrdering(null)} />
      )}
    </>
  )
}
