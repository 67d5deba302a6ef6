// What stands in the way of a disposal as far as this device knows: holds in force, holds due for review, what a hold covers.
import { covers } from '#shared/domain/orders/directory-holds.ts'
import type { Scope } from '#shared/domain/orders/kinds.ts'
import type { Pack } from '#shared/domain/policy.ts'
import { groundOf, type Hold, type OrderList, type Orders } from './order-words.ts'

/** One that follows from a wider hold goes when that is lifted. */
export function isInForce({ lifted, because }: Hold, wide: OrderList['wide']): boolean {
  return !lifted && wide.find(({ hold }) => hold === because)?.lifted !== true
}

/** Holds on an inspection: those written in it, and wider ones that cover it and are not written in it yet. */
export interface HoldsOn {
  readonly written: readonly Hold[]
  readonly toCome: readonly Hold[]
}

export function holdsInForce({ holds, toCome }: Orders, wide: OrderList['wide']): HoldsOn {
  return {
    written: holds.filter((hold) => isInForce(hold, wide)),
    toCome: wide.filter(({ hold }) => toCome.includes(hold)),
  }
}

export function isHeld(orders: Orders, wide: OrderList['wide']): boolean {
  const { written, toCome } = holdsInForce(orders, wide)
  return written.length + toCome.length > 0
}

/** The inspections of this device that a hold with this scope covers. What was destroyed is covered by nothing. */
export function coveredBy(scope: Scope, inspections: readonly Orders[]): readonly Orders[] {
  return inspections.filter(({ facts, disposal }) => {
    if (disposal?.state === 'disposed') return false
    return facts === null || covers(scope, facts)
  })
}

/** day: its own day has come. pack: the policy pack says of the order behind it that it is due for review. */
export function reviewDue({ ground, review }: Hold, pack: Pack, today: string): 'day' | 'pack' | null {
  if (review !== null && review <= today) return 'day'
  return groundOf(pack, ground).standing?.review.due === true ? 'pack' : null
}

/** Every hold in force, each once: those that follow from a wider one are told of with it. */
export function allInForce({ wide, inspections }: OrderList): readonly Hold[] {
  const own = inspections.flatMap((orders) => ownHolds(orders).filter((hold) => isInForce(hold, wide)))
  return [...wide.filter(({ lifted }) => !lifted), ...own]
}

export function ownHolds({ holds, disposal }: Orders): readonly Hold[] {
  return disposal?.state === 'disposed' ? [] : holds.filter(({ because }) => because === null)
}

/** Proposals of others that this person can approve now. */
export function waitingForMe({ inspections }: OrderList): readonly Orders[] {
  return inspections.filter(({ disposal }) => disposal?.state === 'proposed' && disposal.whyNot === null)
}
