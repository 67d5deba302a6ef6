// Holds and disposal beside what retention says: whether an inspection is on hold, and how far its disposal has come.

import { Button } from '../../components/Button.tsx'
import { Tag } from '../../components/Tag.tsx'
import { message } from '../../messages.ts'
import { useNavigation } from '../../stores/navigation.ts'
import { DisposalTag } from '../orders/DisposalFacts.tsx'
import type { OrderList } from '../orders/order-words.ts'
import { isHeld } from '../orders/standing.ts'
import { useOrders } from '../orders/use-orders.ts'

interface Props {
  readonly inspection: string
  /** Null until they are known. */
  readonly list: OrderList | null
}

/** Nothing where neither stands. */
export function OrderTags({ inspection, list }: Props) {
  const orders = list?.inspections.find((one) => one.inspection === inspection)
  if (list === null || orders === undefined) return null
  const held = isHeld(orders, list.wide)
  if (!held && orders.disposal === null) return null
  return (
    <span className="fb-state fb-orders">
      {held ? <Tag colour="red">{message('retention.held')}</Tag> : null}{' '}
      {orders.disposal === null ? null : (
        <>
          {message('retention.disposal')} <DisposalTag state={orders.disposal.state} />
        </>
      )}
    </span>
  )
}

/** For records managers on the page of one inspection: what stands, and the way to holding it or proposing to destroy it. */
export function OrdersOf({ inspection }: Pick<Props, 'inspection'>) {
  const go = useNavigation((state) => state.go)
  const { answer } = useOrders()
  return (
    <div className="govuk-button-group">
      <Button type="button" kind="secondary" onClick={() => void go({ at: 'orders', inspection })}>
        {message('retention.orders')}
      </Button>
      <OrderTags inspection={inspection} list={answer} />
    </div>
  )
}
