// What was asked to be removed, for records managers: by whom, when, how many entries, in which inspection; never the text.
import { useState } from 'react'
import type { Pack } from '#shared/domain/policy.ts'
import { InsetText } from '../../components/InsetText.tsx'
import { LiveRegion } from '../../components/LiveRegion.tsx'
import { message } from '../../messages.ts'
import { usePack } from '../capture/hooks.ts'
import { Waiting } from '../capture/Waiting.tsx'
import { CorrectionTable } from './CorrectionTable.tsx'
import { isWaiting, type Listed } from './correction-words.ts'
import { OrderDialog } from './OrderDialog.tsx'
import { useCorrections } from './use-corrections.ts'

export function CorrectionsPart() {
  const pack = usePack()
  const { answer, problem, again } = useCorrections()
  if (pack === null || answer === null) return <Waiting problem={problem} again={again} />
  return <Corrections pack={pack} corrections={answer.corrections} onChanged={again} />
}

interface Props {
  readonly pack: Pack
  readonly corrections: readonly Listed[]
  readonly onChanged: () => Promise<void>
}

export function Corrections({ pack, corrections, onChanged }: Props) {
  const [ordering, setOrdering] = useState<Listed | null>(null)
  const [said, setSaid] = useState('')
  if (corrections.length === 0) return <InsetText>{message('corrections.none')}</InsetText>
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
        <OrderDialog
          pack={pack}
          correction={ordering}
          onOrdered={() => ordered(ordering)}
          onClose={() => setOrdering(null)}
        />
      )}
    </>
  )
}
