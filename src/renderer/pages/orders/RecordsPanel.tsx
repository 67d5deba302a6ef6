// The records manager's work on the first page: holds and disposals, with what waits for this person.
import { Tag } from '../../components/Tag.tsx'
import { TaskList } from '../../components/TaskList.tsx'
import { message } from '../../messages.ts'
import { useNavigation } from '../../stores/navigation.ts'
import { Waiting } from '../capture/Waiting.tsx'
import { allInForce, reviewDue, waitingForMe } from './standing.ts'
import { today } from './today.ts'
import { useOrders } from './use-orders.ts'

export function RecordsPanel() {
  const go = useNavigation((state) => state.go)
  const { pack, answer, problem, again } = useOrders()
  if (pack === null || answer === null) return <Waiting problem={problem} again={again} />
  const inForce = allInForce(answer)
  const due = inForce.filter((hold) => reviewDue(hold, pack, today()) !== null).length
  const mine = waitingForMe(answer).length
  return (
    <section className="fb-section" aria-labelledby="records">
      <h2 id="records" className="govuk-heading-m">
        {message('records.title')}
      </h2>
      <TaskList
        id="records-list"
        items={[
          {
            key: 'disposals',
            title: message('records.disposals'),
            status:
              mine === 0 ? (
                message('records.disposals.none')
              ) : (
                <Tag colour="blue">{message('records.disposals.yours', { count: mine })}</Tag>
              ),
            onOpen: () => void go({ at: 'disposals' }),
          },
          {
            key: 'holds',
            title: message('records.holds'),
            status: (
              <>
                {inForce.length === 0
                  ? message('records.holds.none')
                  : message('records.holds.count', { count: inForce.length })}{' '}
                {due === 0 ? null : <Tag colour="orange">{message('records.holds.review', { count: due })}</Tag>}
              </>
            ),
            onOpen: () => void go({ at: 'holds' }),
          },
        ]}
      />
    </section>
  )
}
