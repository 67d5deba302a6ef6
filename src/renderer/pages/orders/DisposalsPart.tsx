// Every inspection with its holds and how far its disposal has come, and the certificates of those that are gone.
import type { Pack } from '#shared/domain/policy.ts'
import { instantInWords } from '../../capture/time-words.ts'
import { LinkButton } from '../../components/Button.tsx'
import { InsetText } from '../../components/InsetText.tsx'
import { Table } from '../../components/Table.tsx'
import { Tag } from '../../components/Tag.tsx'
import { message } from '../../messages.ts'
import { type Page, useNavigation } from '../../stores/navigation.ts'
import { Waiting } from '../capture/Waiting.tsx'
import { DisposalTag } from './DisposalFacts.tsx'
import { inspectionName, type OrderList, type Orders, referenceOf, remitTitle } from './order-words.ts'
import { holdsInForce, waitingForMe } from './standing.ts'
import { useOrders } from './use-orders.ts'

export function DisposalsPart() {
  const { pack, answer, problem, again } = useOrders()
  if (pack === null || answer === null) return <Waiting problem={problem} again={again} />
  return (
    <>
      <Standing pack={pack} list={answer} />
      <Certificates pack={pack} list={answer} />
    </>
  )
}

interface Props {
  readonly pack: Pack
  readonly list: OrderList
}

const isCommitted = ({ disposal }: Orders) => disposal?.state === 'disposed' || disposal?.state === 'kept'

const columns = ['inspection', 'remit', 'holds', 'disposal'] as const

function Standing({ pack, list }: Props) {
  const standing = list.inspections.filter((orders) => orders.disposal?.state !== 'disposed')
  if (standing.length === 0) return <InsetText>{message('disposals.none')}</InsetText>
  const mine = waitingForMe(list)
  return (
    <>
      <p className="govuk-body">{message('disposals.intro')}</p>
      <Table
        caption={message('disposals.table')}
        captionSize="hidden"
        columns={columns.map((name) => ({ label: message(`disposals.column.${name}`), numeric: name === 'holds' }))}
        rows={standing.map((orders) => ({
          key: orders.inspection,
          cells: [
            <Named key="name" pack={pack} orders={orders} />,
            orders.facts === null ? '' : remitTitle(pack, orders.facts.remit),
            countHolds(orders, list),
            <State key="state" orders={orders} mine={mine.includes(orders)} />,
          ],
        }))}
      />
    </>
  )
}

function Named({ pack, orders }: { readonly pack: Pack; readonly orders: Orders }) {
  const { inspection } = orders
  return (
    <>
      <Open to={{ at: 'orders', inspection }}>{inspectionName(pack, orders)}</Open>
      <span className="fb-quiet fb-under">{message('orders.reference', { reference: referenceOf(inspection) })}</span>
    </>
  )
}

function countHolds(orders: Orders, { wide }: OrderList): number {
  const { written, toCome } = holdsInForce(orders, wide)
  return written.length + toCome.length
}

function State({ orders: { disposal }, mine }: { readonly orders: Orders; readonly mine: boolean }) {
  if (disposal === null) return message('disposal.none')
  return (
    <>
      <DisposalTag state={disposal.state} /> {mine ? <Tag colour="blue">{message('disposal.waits')}</Tag> : null}
    </>
  )
}

function Certificates({ pack, list }: Props) {
  const gone = list.inspections.filter(isCommitted)
  return (
    <section className="fb-section" aria-labelledby="certificates">
      <h2 id="certificates" className="govuk-heading-m">
        {message('disposals.certificates')}
      </h2>
      {gone.length === 0 ? (
        <p className="govuk-body">{message('disposals.certificates.none')}</p>
      ) : (
        <>
          <p className="govuk-body">{message('disposals.certificates.intro')}</p>
          <Table
            caption={message('disposals.certificates')}
            captionSize="hidden"
            columns={(['inspection', 'remit', 'when', 'devices'] as const).map((name) => ({
              label: message(`disposals.column.${name}`),
            }))}
            rows={gone.map((orders) => ({ key: orders.inspection, cells: certificateCells(pack, orders) }))}
          />
        </>
      )}
    </section>
  )
}

function certificateCells(pack: Pack, orders: Orders) {
  const { inspection, disposal } = orders
  if (disposal === null) return []
  const name = inspectionName(pack, orders)
  return [
    <Open key="open" to={{ at: 'certificate', inspection }} label={message('disposals.certificate-of', { name })}>
      {name}
    </Open>,
    remitTitle(pack, disposal.rule.remit),
    disposal.committed === null ? '' : instantInWords(disposal.committed),
    <DisposalTag key="state" state={disposal.state} />,
  ]
}

interface OpenProps {
  readonly to: Page
  readonly label?: string
  readonly children: string
}

function Open({ to, label, children }: OpenProps) {
  const go = useNavigation((state) => state.go)
  return (
    <LinkButton aria-label={label} onClick={() => void go(to)}>
      {children}
    </LinkButton>
  )
}
