// What can be recorded of an event, and what its history is then: it happens, is taken up again, ends again.
import type { Said } from './words.ts'

type Happenings = Extract<Said, { readonly event: string }>['happenings']
type Happening = Happenings[number]
export type Period = NonNullable<Happening['reopened']>['period']

export const eventActions = [
  'happened',
  'happened-again',
  'reopened',
  'decided',
  'corrected',
  'not-reopened',
  'taken-back',
] as const
export type EventAction = (typeof eventActions)[number]

/** Whether an action asks for a day, and whether for the decision about the period. */
export const asksDay: ReadonlySet<EventAction> = new Set(['happened', 'happened-again', 'reopened', 'corrected'])
export const asksPeriod: ReadonlySet<EventAction> = new Set(['reopened', 'decided'])

/** What a person decides about a period; the third only while a case is open again. */
export const periods = ['runs-on', 'begins-anew', 'undecided'] as const

/** What can be recorded on top of what stands, the usual first. */
export function actionsFor(history: Happenings): readonly EventAction[] {
  const last = history.at(-1)
  if (last === undefined) return ['happened']
  if (last.reopened !== null) return ['happened-again', 'decided', 'not-reopened']
  const undecided = history.some(({ reopened }) => reopened?.period === 'undecided')
  return [...(undecided ? (['decided'] as const) : []), 'reopened', 'corrected', 'taken-back']
}

/** The whole history as it is with the action. */
export function withAction(history: Happenings, action: EventAction, on: string, period: Period): Happenings {
  const before = history.slice(0, -1)
  const last = history.at(-1)
  if (last === undefined || action === 'happened' || action === 'happened-again')
    return [...history, { on, reopened: null }]
  if (action === 'reopened') return [...before, { ...last, reopened: { on, period } }]
  if (action === 'corrected') return [...before, { ...last, on }]
  if (action === 'not-reopened') return [...before, { ...last, reopened: null }]
  return action === 'decided' ? decided(history, period) : before
}

/** Decides about the newest reopening that nobody has decided about, or else about the newest. */
function decided(history: Happenings, period: Period): Happenings {
  const open = history.findLastIndex(({ reopened }) => reopened?.period === 'undecided')
  const place = open === -1 ? history.findLastIndex(({ reopened }) => reopened !== null) : open
  return history.map((happening, index) =>
    index === place && happening.reopened !== null
      ? { ...happening, reopened: { ...happening.reopened, period } }
      : happening,
  )
}
