// The records manager's work on the first page: what falls due, disposals, holds and corrections, with what waits for this person.
import { Tag } from '../../components/Tag.tsx'
import { TaskList } from '../../components/TaskList.tsx'
import { message } from '../../messages.ts'
import { countByNotice, type Kept } from '../../retention/kept.ts'
import { type RetentionPart, useNavigation } from '../../stores/navigation.ts'
import { everyInspection } from '../../stores/news.ts'
import { useAnswer } from '../capture/hooks.ts'
import { Waiting } from '../capture/Waiting.tsx'
import { CorrectionsWaiting } from '../correction/CorrectionsWaiting.tsx'
import type { OrderList } from '../orders/order-words.ts'
import { allInForce, reviewDue, waitingForMe } from '../orders/standing.ts'
import { today } from '../orders/today.ts'
import { useOrders } from '../orders/use-orders.ts'

export function RecordsPanel() {
  const go = useNavigation((state) => state.go)
  const orders = useOrders()
  const retention = useAnswer('retention.list', { asOf: null }, { inspection: everyInspection })
  if (orders.pack === null || orders.answer === null || retention.answer === null) {
    const again = () => Promise.all([orders.again(), retention.again()])
    return <Waiting problem={orders.problem ?? retention.problem} again={again} />
  }
  const inForce = allInForce(orders.answer)
  const { pack } = orders
  const toReview = inForce.filter((hold) => reviewDue(hold, pack, today()) !== null).length
  const part = (name: RetentionPart) => ({
    key: name,
    title: message(`retention.part.${name}`),
    onOpen: () => void go({ at: 'retention', part: name, asOf: null }),
  })
  return (
    <section className="fb-section" aria-labelledby="records">
      <h2 id="records" className="govuk-heading-m">
        {message('retention.title')}
      </h2>
      <TaskList
        id="records-list"
        items={[
          { ...part('due'), status: <Due inspections={retention.answer.inspections} /> },
          { ...part('disposals'), status: <Disposals list={orders.answer} /> },
          { ...part('holds'), status: <Holds count={inForce.length} toReview={toReview} /> },
          { ...part('corrections'), status: <CorrectionsWaiting /> },
        ]}
      />
    </section>
  )
}

function Due({ inspections }: { readonly inspections: readonly Kept[] }) {
  const counts = new Map(countByNotice(inspections).map(({ notice, count }) => [notice, count]))
  const now = counts.get('now') ?? 0
  const soon = (counts.get('in-30-days') ?? 0) + (counts.get('in-90-days') ?? 0)
  const words = message('retention.home.now', { count: now })
  return (
    <>
      {soon === 0 ? null : message('retention.home.soon', { count: soon })}{' '}
      {now === 0 ? words : <Tag colour="orange">{words}</Tag>}
    </>
  )
}

function Disposals({ list }: { readonly list: OrderList }) {
  const { length: count } = waitingForMe(list)
  if (count === 0) return message('records.disposals.none')
  return <Tag colour="blue">{message('records.disposals.yours', { count })}</Tag>
}

function Holds({ count, toReview }: { readonly count: number; readonly toReview: number }) {
  return (
    <>
      {count === 0 ? message('records.holds.none') : message('records.holds.count', { count })}{' '}
      {toReview === 0 ? null : <Tag colour="orange">{message('records.holds.review', { count: toReview })}</Tag>}
    </>
  )
}
