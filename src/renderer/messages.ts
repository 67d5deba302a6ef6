// The one catalogue of words on screen: every area's file merged, looked up by a key that the compiler checks.
import { capture } from './messages/capture.ts'
import { correction } from './messages/correction.ts'
import { foundation } from './messages/foundation.ts'
import { orders } from './messages/orders.ts'
import { organisation } from './messages/organisation.ts'
import { retention } from './messages/retention.ts'
import { review } from './messages/review.ts'
import { vault } from './messages/vault.ts'

/** Fixed words, or the pair that a `count` chooses between. `{name}` stands for a parameter. */
export type Words = string | { readonly one: string; readonly other: string }

export const catalogue = {
  ...foundation,
  ...vault,
  ...organisation,
  ...capture,
  ...review,
  ...correction,
  ...orders,
  ...retention,
} as const satisfies Record<string, Words>

export type MessageKey = keyof typeof catalogue
export type MessageParams = Readonly<Record<string, string | number>>

const numbers = new Intl.NumberFormat('en-GB')

/** The words of a key in plain English; a parameter that is missing stays visible as `{name}`, so that it is found. */
export function message(key: MessageKey, params: MessageParams = {}): string {
  const entry = catalogue[key] as Words
  const words = typeof entry === 'string' ? entry : params['count'] === 1 ? entry.one : entry.other
  return words.replace(/\{(\w+)\}/g, (hole, name: string) => {
    const value = params[name]
    if (value === undefined) return hole
    return typeof value === 'number' ? numbers.format(value) : value
  })
}
