// The disposal of one inspection: proposed by one records manager, approved by another, withdrawn by any, until the store commits it.
import { useState } from 'react'
import type { Pack } from '#shared/domain/policy.ts'
import { Button, LinkButton } from '../../components/Button.tsx'
import { InsetText } from '../../components/InsetText.tsx'
import { LiveRegion } from '../../components/LiveRegion.tsx'
import { WarningText } from '../../components/WarningText.tsx'
import { message } from '../../messages.ts'
import { useNavigation } from '../../stores/navigation.ts'
import { useAnswer, useReturnFocus } from '../capture/hooks.ts'
import { type Decision, DecisionDialog } from './DecisionDialog.tsx'
import { DisposalFacts } from './DisposalFacts.tsx'
import type { Disposal, OrderList, Orders } from './order-words.ts'
import { isHeld } from './standing.ts'

interface Props {
  readonly orders: Orders
  readonly wide: OrderList['wide']
  readonly pack: Pack
  readonly onChanged: () => Promise<void>
}

export function DisposalSection({ orders, wide, pack, onChanged }: Props) {
  const [said, setSaid] = useState('')
  const [asked, setAsked] = useState<Decision | null>(null)
  const held = isHeld(orders, wide)
  const decided = (decision: Decision) => {
    setAsked(null)
    setSaid(message(`disposal.${doneWords[decision]}.done`))
    void onChanged()
  }
  return (
    <section className="fb-section" aria-labelledby="disposal">
      <h2 id="disposal" className="govuk-heading-m">
        {message('disposal.title')}
      </h2>
      <LiveRegion words={said} />
      <PartlyGone orders={orders} />
      {orders.disposal === null ? (
        <Proposing held={held} asked={asked !== null} onAsk={() => setAsked('propose')} />
      ) : (
        <Standing disposal={orders.disposal} inspection={orders.inspection} held={held} pack={pack} onAsk={setAsked} />
      )}
      {asked === null ? null : (
        <DecisionDialog
          decision={asked}
          orders={orders}
          pack={pack}
          onDone={() => decided(asked)}
          onCancel={() => setAsked(null)}
        />
      )}
    </section>
  )
}

/** For a moment while the store goes on; for longer where something was written in the rest meanwhile. */
function PartlyGone({ orders: { gone, disposal } }: Pick<Props, 'orders'>) {
  if (gone.length === 0 || (disposal !== null && disposal.committed !== null)) return null
  const parts = gone.map((part) => message(`certificate.part.${part}`)).join(', ')
  return <WarningText>{message('disposal.partly-gone', { parts })}</WarningText>
}

const doneWords = { propose: 'proposed', approve: 'approved', withdraw: 'withdrawn' } as const

interface ProposingProps {
  readonly held: boolean
  readonly asked: boolean
  readonly onAsk: () => void
}

function Proposing({ held, asked, onAsk }: ProposingProps) {
  const propose = useReturnFocus(asked)
  if (held) return <InsetText>{message('disposal.held')}</InsetText>
  return (
    <>
      <p className="govuk-body">{message('disposal.intro')}</p>
      <Button ref={propose} type="button" kind="secondary" onClick={onAsk}>
        {message('disposal.propose')}
      </Button>
    </>
  )
}

interface StandingProps extends Pick<Props, 'pack'> {
  readonly disposal: Disposal
  readonly inspection: string
  readonly held: boolean
  readonly onAsk: (decision: Decision) => void
}

function Standing({ disposal, inspection, held, pack, onAsk }: StandingProps) {
  const { state, whyNot } = disposal
  const isOpen = state === 'proposed' || state === 'approved'
  return (
    <>
      <InsetText>{message(`disposal.now.${nowWords(disposal, held)}`)}</InsetText>
      <DisposalFacts disposal={disposal} pack={pack} />
      {isOpen && whyNot !== null ? <p className="govuk-body">{message(`disposal.why-not.${whyNot}`)}</p> : null}
      {isOpen ? null : <Outcome inspection={inspection} />}
      {isOpen ? (
        <div className="govuk-button-group">
          {state === 'proposed' && whyNot === null ? (
            <Button type="button" kind="warning" onClick={() => onAsk('approve')}>
              {message('disposal.approve')}
            </Button>
          ) : null}
          <Button type="button" kind="secondary" onClick={() => onAsk('withdraw')}>
            {message('disposal.withdraw')}
          </Button>
        </div>
      ) : null}
    </>
  )
}

function nowWords({ state }: Disposal, held: boolean) {
  if (state === 'approved') return held ? 'approved.held' : 'approved'
  if (state === 'kept') return held ? 'kept' : 'kept.soon'
  return state
}

/** How far it has come on other devices, and the way to the certificate. */
function Outcome({ inspection }: { readonly inspection: string }) {
  const go = useNavigation((state) => state.go)
  const { answer } = useAnswer('disposal.certificate', { inspection }, { inspection, states: true })
  const outstanding = answer?.outstanding.length ?? 0
  return (
    <>
      {answer === null ? null : (
        <p className="govuk-body">
          {outstanding === 0
            ? message('disposal.outstanding.none')
            : message('disposal.outstanding', { count: outstanding })}
        </p>
      )}
      <p className="govuk-body">
        <LinkButton onClick={() => void go({ at: 'certificate', inspection })}>
          {message('disposal.certificate')}
        </LinkButton>
      </p>
    </>
  )
}
