// Holds and disposal of one inspection.
import type { Pack } from '#shared/domain/policy.ts'
import { BackLink } from '../../components/BackLink.tsx'
import { LinkButton } from '../../components/Button.tsx'
import { InsetText } from '../../components/InsetText.tsx'
import { PageTitle } from '../../components/PageTitle.tsx'
import { message } from '../../messages.ts'
import { useNavigation } from '../../stores/navigation.ts'
import type { PageOf } from '../capture/narrow.tsx'
import { Waiting } from '../capture/Waiting.tsx'
import { DisposalSection } from './DisposalSection.tsx'
import { HoldsSection } from './HoldsSection.tsx'
import { inspectionName, type OrderList, referenceOf, remitTitle } from './order-words.ts'
import { useOrders } from './use-orders.ts'

export function InspectionOrdersPage({ page: { inspection } }: { readonly page: PageOf<'orders'> }) {
  const go = useNavigation((state) => state.go)
  const { pack, answer, problem, again } = useOrders()
  return (
    <>
      <BackLink onClick={() => void go({ at: 'retention', part: 'disposals', asOf: null })}>
        {message('orders.back')}
      </BackLink>
      {pack === null || answer === null ? (
        <>
          <PageTitle>{message('orders.title')}</PageTitle>
          <Waiting problem={problem} again={again} />
        </>
      ) : (
        <OrdersOf inspection={inspection} pack={pack} list={answer} onChanged={again} />
      )}
    </>
  )
}

interface Props {
  readonly inspection: string
  readonly pack: Pack
  readonly list: OrderList
  readonly onChanged: () => Promise<void>
}

function OrdersOf({ inspection, pack, list, onChanged }: Props) {
  const go = useNavigation((state) => state.go)
  const { wide } = list
  const orders = list.inspections.find((one) => one.inspection === inspection)
  if (orders === undefined) {
    return (
      <>
        <PageTitle>{message('orders.title')}</PageTitle>
        <InsetText>{message('orders.unknown')}</InsetText>
      </>
    )
  }
  const remit = orders.facts?.remit ?? orders.disposal?.rule.remit
  return (
    <>
      <PageTitle caption={remit === undefined ? null : remitTitle(pack, remit)}>
        {inspectionName(pack, orders)}
      </PageTitle>
      <p className="govuk-body fb-quiet">{message('orders.reference', { reference: referenceOf(inspection) })}</p>
      <p className="govuk-body">
        <LinkButton onClick={() => void go({ at: 'kept', inspection, asOf: null })}>
          {message('orders.kept')}
        </LinkButton>
      </p>
      <HoldsSection orders={orders} wide={wide} pack={pack} onChanged={onChanged} />
      <DisposalSection orders={orders} wide={wide} pack={pack} onChanged={onChanged} />
    </>
  )
}
