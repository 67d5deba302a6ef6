// What the orders in a compartment come to, folded from its control entries and the organisation's directory.
import { foldControl } from '#shared/domain/control.ts'
import { foldOrders } from '#shared/domain/orders/fold.ts'
import { orderGround } from '#shared/domain/orders/ground.ts'
import type { OrderEntry, Orders } from '#shared/domain/orders/orders.ts'
import type { PlacedEntry } from '../storage/Storage.ts'
import type { Organisation } from './organisation.ts'
import { controlEntries } from './standings.ts'

/** `next` is an entry that would stand on top of them. */
export function ordersIn(
  entries: readonly PlacedEntry[],
  organisation: Pick<Organisation, 'directory' | 'personOf'>,
  next: OrderEntry | null = null,
): Orders {
  const stated = controlEntries(entries, (device) => organisation.personOf(device))
  const controls = next === null ? stated : [...stated, next]
  const type = foldControl(controls).type ?? 'evidence'
  return foldOrders(controls, orderGround(organisation.directory, type))
}
