// Puts corrections into words: who asked, who ordered, when, and how far it has come.
import type { Output } from '#shared/contract.ts'
import { dayInWords, localTimeAt } from '../../capture/time-words.ts'
import { message } from '../../messages.ts'
import { nameOf } from '../capture/by.ts'

export type Correction = Output<'correction.read'>['corrections'][number]
export type Listed = Output<'correction.list'>['corrections'][number]
type By = Correction['ordered'][number]

/** The day of an instant as clocks on the wall showed it here. */
function dayOf(instant: string | null): string {
  if (instant === null) return message('correction.unknown-day')
  return dayInWords(localTimeAt(new Date(instant)).slice(0, 10))
}

export function namesInWords(people: readonly By[]): string {
  const [first = '', second] = people.map(nameOf)
  return second === undefined ? first : message('correction.and', { first, second })
}

export function correctionInWords({ state, asked, ordered, at }: Correction): string {
  const about = {
    name: asked === null ? '' : nameOf(asked.by),
    day: dayOf(state === 'asked' || state === 'ordered-once' ? (asked?.at ?? null) : at),
    officer: namesInWords(ordered),
    names: namesInWords(ordered),
  }
  return message(`correction.${state}`, about)
}

export function removedInWords({ ordered, at }: Pick<Correction, 'ordered' | 'at'>): string {
  return message('correction.removed', { day: dayOf(at), names: namesInWords(ordered) })
}
