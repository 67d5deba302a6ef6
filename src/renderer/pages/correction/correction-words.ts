// Puts corrections into words: who asked, who ordered, when, how far it has come, and for whom it waits.
import type { Output } from '#shared/contract.ts'
import { dayInWords, localTimeAt } from '../../capture/time-words.ts'
import { message } from '../../messages.ts'
import { nameOf } from '../capture/by.ts'

export type Correction = Output<'correction.read'>['corrections'][number]
export type Listed = Output<'correction.list'>['corrections'][number]
type By = Correction['ordered'][number]

/** Not yet ordered by two, in an inspection that is still there. */
export const isWaiting = ({ state, whyNot }: Listed): boolean =>
  (state === 'asked' || state === 'ordered-once') && whyNot !== 'disposed'

/** This person can order it now. */
export const isMine = (one: Listed): boolean => isWaiting(one) && one.whyNot === null

export const askerOf = ({ asked }: Pick<Correction, 'asked'>): string => (asked === null ? '' : nameOf(asked.by))

/** How it stands on this device, once nothing is left to order. */
export function stateInWords({ state }: Listed): string {
  return message(`corrections.state.${state === 'asked' || state === 'ordered-once' ? 'disposed' : state}`)
}

/** The day of an instant as clocks on the wall showed it here. */
function dayOf(instant: string | null): string {
  if (instant === null) return message('correction.unknown-day')
  return dayInWords(localTimeAt(new Date(instant)).slice(0, 10))
}

export function namesInWords(people: readonly By[]): string {
  const [first = '', second] = people.map(nameOf)
  return second === undefined ? first : message('correction.and', { first, second })
}

export function correctionInWords(correction: Correction): string {
  const { state, asked, ordered, at } = correction
  const about = {
    name: askerOf(correction),
    day: dayOf(state === 'asked' || state === 'ordered-once' ? (asked?.at ?? null) : at),
    officer: namesInWords(ordered),
    names: namesInWords(ordered),
  }
  if (state === 'ordered-once' && ordered.length > 1) return message('correction.ordered-apart', about)
  return message(`correction.${state}`, about)
}

export function removedInWords({ ordered, at }: Pick<Correction, 'ordered' | 'at'>): string {
  return message('correction.removed', { day: dayOf(at), names: namesInWords(ordered) })
}
