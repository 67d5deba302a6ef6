// Holds and disposals of every inspection with the policy pack, asked again whenever entries arrive or sending changes.
import type { Pack } from '#shared/domain/policy.ts'
import type { ProblemReply } from '#shared/problems.ts'
import { everyInspection } from '../../stores/news.ts'
import { useAnswer, usePack } from '../capture/hooks.ts'
import type { OrderList } from './order-words.ts'

interface AskedOrders {
  readonly pack: Pack | null
  readonly answer: OrderList | null
  readonly problem: ProblemReply | null
  readonly again: () => Promise<void>
}

export function useOrders(): AskedOrders {
  // Wide holds arrive with the directory, of which only the states tell.
  const asked = useAnswer('order.list', {}, { inspection: everyInspection, states: true })
  return { pack: usePack(), ...asked }
}
