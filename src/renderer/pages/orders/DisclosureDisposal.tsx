// The disposal of a disclosure on its own page, for its whistleblowing lead: proposed, withdrawn, and how far it has come.
import { useState } from 'react'
import type { Pack } from '#shared/domain/policy.ts'
import { Button } from '../../components/Button.tsx'
import { InsetText } from '../../components/InsetText.tsx'
import { LiveRegion } from '../../components/LiveRegion.tsx'
import { ProblemBanner } from '../../components/ProblemBanner.tsx'
import { message } from '../../messages.ts'
import { useAnswer, useCommand, usePack, useReturnFocus } from '../capture/hooks.ts'
import { Waiting } from '../capture/Waiting.tsx'
import { DisclosureDisposalForm } from './DisclosureDisposalForm.tsx'
import { DisposalFacts } from './DisposalFacts.tsx'
import type { DisclosureOrders, Disposal } from './order-words.ts'

export function DisclosureDisposal({ disclosure }: { readonly disclosure: string }) {
  const pack = usePack()
  const { answer, problem, again } = useAnswer(
    'disclosure.disposal',
    { disclosure },
    { disclosures: true, states: true },
  )
  const [said, setSaid] = useState('')
  const changed = (words: string) => {
    setSaid(words)
    void again()
  }
  return (
    <section className="fb-section" aria-labelledby="disclosure-disposal">
      <h2 id="disclosure-disposal" className="govuk-heading-m">
        {message('disposal.title')}
      </h2>
      <LiveRegion words={said} />
      {pack === null || answer === null ? (
        <Waiting problem={problem} again={again} />
      ) : answer.disposal === null ? (
        <Proposing pack={pack} asked={answer} disclosure={disclosure} onChanged={changed} />
      ) : (
        <Standing pack={pack} disposal={answer.disposal} disclosure={disclosure} onChanged={changed} />
      )}
    </section>
  )
}

interface Props {
  readonly pack: Pack
  readonly disclosure: string
  readonly onChanged: (words: string) => void
}

function Proposing({ asked, ...props }: Props & { readonly asked: DisclosureOrders }) {
  const [open, setOpen] = useState(false)
  const propose = useReturnFocus(open)
  if (asked.held) return <InsetText>{message('disclosure.disposal.held')}</InsetText>
  if (asked.officers.length === 0) return <InsetText>{message('disclosure.disposal.nobody')}</InsetText>
  if (open) return <DisclosureDisposalForm {...props} asked={asked} onCancel={() => setOpen(false)} />
  return (
    <>
      <p className="govuk-body">{message('disclosure.disposal.intro')}</p>
      <Button ref={propose} type="button" kind="secondary" onClick={() => setOpen(true)}>
        {message('disposal.propose')}
      </Button>
    </>
  )
}

function Standing({ pack, disposal, disclosure, onChanged }: Props & { readonly disposal: Disposal }) {
  const { problem, run } = useCommand()
  const withdraw = async () => {
    if ((await run('disclosure.withdrawDisposal', { disclosure })) === null) return
    onChanged(message('disclosure.disposal.withdrawn'))
  }
  const { state } = disposal
  const isOpen = state === 'proposed' || state === 'approved'
  return (
    <>
      {problem === null ? null : <ProblemBanner reply={problem} />}
      <InsetText>{message(`disclosure.disposal.now.${isOpen ? state : 'committed'}`)}</InsetText>
      <DisposalFacts disposal={disposal} pack={pack} />
      {isOpen ? (
        <Button type="button" kind="secondary" onClick={() => void withdraw()}>
          {message('disposal.withdraw')}
        </Button>
      ) : null}
    </>
  )
}
