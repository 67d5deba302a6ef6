// Every hold: on many inspections, on one, and the standing ones of the policy pack; which are due for review.
import { useState } from 'react'
import type { Pack } from '#shared/domain/policy.ts'
import { Button, LinkButton } from '../../components/Button.tsx'
import { Details } from '../../components/Details.tsx'
import { LiveRegion } from '../../components/LiveRegion.tsx'
import { Table } from '../../components/Table.tsx'
import { WarningText } from '../../components/WarningText.tsx'
import { message } from '../../messages.ts'
import { useNavigation } from '../../stores/navigation.ts'
import { useReturnFocus } from '../capture/hooks.ts'
import { Waiting } from '../capture/Waiting.tsx'
import { HoldCard, HoldTags, reviewInWords } from './HoldCard.tsx'
import { HoldForm } from './HoldForm.tsx'
import { Lifted } from './HoldsSection.tsx'
import { LiftHold } from './LiftHold.tsx'
import { groundOf, type Hold, inspectionName, type OrderList, type Orders } from './order-words.ts'
import { StandingHolds } from './StandingHolds.tsx'
import { allInForce, coveredBy, isInForce, ownHolds, reviewDue } from './standing.ts'
import { today } from './today.ts'
import { useOrders } from './use-orders.ts'

export function HoldsPart() {
  const { pack, answer, problem, again } = useOrders()
  if (pack === null || answer === null) return <Waiting problem={problem} again={again} />
  return <Content pack={pack} list={answer} onChanged={again} />
}

interface Props {
  readonly pack: Pack
  readonly list: OrderList
  readonly onChanged: () => Promise<void>
}

function Content({ pack, list, onChanged }: Props) {
  const due = allInForce(list).filter((hold) => reviewDue(hold, pack, today()) !== null).length
  return (
    <>
      <p className="govuk-body">{message('holds.intro')}</p>
      {due === 0 ? null : <WarningText>{message('holds.due', { count: due })}</WarningText>}
      <WideHolds pack={pack} list={list} onChanged={onChanged} />
      <SingleHolds pack={pack} list={list} />
      <StandingHolds pack={pack} wide={list.wide} />
    </>
  )
}

function WideHolds({ pack, list, onChanged }: Props) {
  const { wide, inspections } = list
  const [said, setSaid] = useState('')
  const [placed, setPlaced] = useState('')
  const lifted = (words: string) => {
    setSaid(words)
    void onChanged()
  }
  // Until the store has taken it, nothing else on the page tells of it.
  const place = () => {
    setPlaced(message('hold.placed.wide'))
    void onChanged()
  }
  const standing = wide.filter((hold) => !hold.lifted)
  return (
    <section aria-labelledby="wide">
      <h2 id="wide" className="govuk-heading-m">
        {message('holds.wide')}
      </h2>
      <LiveRegion words={said} />
      <LiveRegion visible words={placed} />
      {standing.length === 0 ? <p className="govuk-body">{message('holds.wide.none')}</p> : null}
      <ul className="govuk-list fb-cards">
        {standing.map((hold) => (
          <HoldCard key={hold.hold} hold={hold} pack={pack} inForce>
            <Covered hold={hold} pack={pack} inspections={inspections} />
            <LiftHold hold={hold} pack={pack} of={null} onLifted={lifted} />
          </HoldCard>
        ))}
      </ul>
      <Placing pack={pack} known={inspections} onPlaced={place} />
      <Lifted holds={wide.filter((hold) => hold.lifted)} pack={pack} />
    </section>
  )
}

interface CoveredProps {
  readonly hold: Hold
  readonly pack: Pack
  readonly inspections: readonly Orders[]
}

function Covered({ hold, pack, inspections }: CoveredProps) {
  const go = useNavigation((state) => state.go)
  const covered = hold.scope === null ? [] : coveredBy(hold.scope, inspections)
  if (covered.length === 0) return <p className="govuk-body-s fb-card__line">{message('hold.covers.none')}</p>
  return (
    <Details summary={message('hold.covers', { count: covered.length })}>
      <ul className="govuk-list">
        {covered.map((orders) => (
          <li key={orders.inspection}>
            <LinkButton onClick={() => void go({ at: 'orders', inspection: orders.inspection })}>
              {inspectionName(pack, orders)}
            </LinkButton>
          </li>
        ))}
      </ul>
    </Details>
  )
}

interface PlacingProps {
  readonly pack: Pack
  readonly known: readonly Orders[]
  readonly onPlaced: () => void
}

function Placing({ pack, known, onPlaced }: PlacingProps) {
  const [open, setOpen] = useState(false)
  const place = useReturnFocus(open)
  const placed = () => {
    setOpen(false)
    onPlaced()
  }
  if (open) {
    return <HoldForm pack={pack} inspection={null} known={known} onPlaced={placed} onCancel={() => setOpen(false)} />
  }
  return (
    <Button ref={place} type="button" onClick={() => setOpen(true)}>
      {message('hold.place.wide')}
    </Button>
  )
}

const columns = ['inspection', 'ground', 'review', 'state'] as const

function SingleHolds({ pack, list: { wide, inspections } }: Pick<Props, 'pack' | 'list'>) {
  const rows = inspections.flatMap((orders) =>
    ownHolds(orders)
      .filter((hold) => isInForce(hold, wide))
      .map((hold) => ({ key: hold.hold, cells: cellsOf(orders, hold, pack) })),
  )
  return (
    <section className="fb-section" aria-labelledby="single">
      <h2 id="single" className="govuk-heading-m">
        {message('holds.single')}
      </h2>
      {rows.length === 0 ? (
        <p className="govuk-body">{message('holds.single.none')}</p>
      ) : (
        <Table
          caption={message('holds.single.table')}
          captionSize="hidden"
          columns={columns.map((name) => ({ label: message(`holds.column.${name}`) }))}
          rows={rows}
        />
      )}
    </section>
  )
}

function cellsOf(orders: Orders, hold: Hold, pack: Pack) {
  return [
    <OpenOrders key="open" orders={orders} pack={pack} />,
    groundOf(pack, hold.ground).label,
    reviewInWords(hold, pack),
    <HoldTags key="state" hold={hold} pack={pack} inForce />,
  ]
}

function OpenOrders({ orders, pack }: { readonly orders: Orders; readonly pack: Pack }) {
  const go = useNavigation((state) => state.go)
  return (
    <LinkButton onClick={() => void go({ at: 'orders', inspection: orders.inspection })}>
      {inspectionName(pack, orders)}
    </LinkButton>
  )
}
