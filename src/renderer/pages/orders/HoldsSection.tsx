// The holds on one inspection: those in force with what each rests on, placing another, lifting.
import { useState } from 'react'
import type { Pack } from '#shared/domain/policy.ts'
import { Button, LinkButton } from '../../components/Button.tsx'
import { Details } from '../../components/Details.tsx'
import { LiveRegion } from '../../components/LiveRegion.tsx'
import { message } from '../../messages.ts'
import { useNavigation } from '../../stores/navigation.ts'
import { useReturnFocus } from '../capture/hooks.ts'
import { HoldCard } from './HoldCard.tsx'
import { HoldForm } from './HoldForm.tsx'
import { LiftHold } from './LiftHold.tsx'
import type { Hold, OrderList, Orders } from './order-words.ts'
import { holdsInForce } from './standing.ts'

interface Props {
  readonly orders: Orders
  readonly wide: OrderList['wide']
  readonly pack: Pack
  readonly onChanged: () => Promise<void>
}

export function HoldsSection({ orders, wide, pack, onChanged }: Props) {
  const [said, setSaid] = useState('')
  const { written, toCome } = holdsInForce(orders, wide)
  const lifted = orders.holds.filter((hold) => !written.includes(hold))
  const isGone = orders.disposal?.state === 'disposed'
  const changed = (words: string) => {
    setSaid(words)
    void onChanged()
  }
  return (
    <section className="fb-section" aria-labelledby="holds">
      <h2 id="holds" className="govuk-heading-m">
        {message('holds.section')}
      </h2>
      <LiveRegion words={said} />
      <p className="govuk-body">
        {message(written.length + toCome.length === 0 ? 'holds.section.none' : 'holds.section.intro')}
      </p>
      <ul className="govuk-list fb-cards">
        {written.map((hold) => (
          <HoldCard key={hold.hold} hold={hold} pack={pack} inForce>
            {hold.because === null ? null : <FromWider />}
            <LiftHold hold={hold} pack={pack} of={orders} onLifted={changed} />
          </HoldCard>
        ))}
        {toCome.map((hold) => (
          <HoldCard key={hold.hold} hold={hold} pack={pack} inForce>
            <p className="govuk-body">{message('hold.to-come')}</p>
          </HoldCard>
        ))}
      </ul>
      {isGone ? null : <Placing orders={orders} pack={pack} onPlaced={() => changed(message('hold.placed.done'))} />}
      <Lifted holds={lifted} pack={pack} />
    </section>
  )
}

function FromWider() {
  const go = useNavigation((state) => state.go)
  return (
    <p className="govuk-body fb-card__line">
      {message('hold.because')}{' '}
      <LinkButton onClick={() => void go({ at: 'retention', part: 'holds', asOf: null })}>
        {message('hold.because.show')}
      </LinkButton>
    </p>
  )
}

interface PlacingProps extends Pick<Props, 'orders' | 'pack'> {
  readonly onPlaced: () => void
}

function Placing({ orders, pack, onPlaced }: PlacingProps) {
  const [open, setOpen] = useState(false)
  const place = useReturnFocus(open)
  const placed = () => {
    setOpen(false)
    onPlaced()
  }
  if (open) {
    const { inspection } = orders
    return (
      <HoldForm
        pack={pack}
        inspection={inspection}
        known={[orders]}
        onPlaced={placed}
        onCancel={() => setOpen(false)}
      />
    )
  }
  return (
    <Button ref={place} type="button" kind="secondary" onClick={() => setOpen(true)}>
      {message('hold.place')}
    </Button>
  )
}

export function Lifted({ holds, pack }: { readonly holds: readonly Hold[]; readonly pack: Pack }) {
  if (holds.length === 0) return null
  return (
    <Details summary={message('holds.lifted', { count: holds.length })}>
      <ul className="govuk-list fb-cards">
        {holds.map((hold) => (
          <HoldCard key={hold.hold} hold={hold} pack={pack} inForce={false} />
        ))}
      </ul>
    </Details>
  )
}
