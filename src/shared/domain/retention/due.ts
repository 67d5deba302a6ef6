// What falls due when: the next day on which something has to be, or may be, decided, and with how much notice.
import type { Day } from './calendar.ts'
import { destroys } from './controllers.ts'
import type { Whole } from './whole.ts'

/** `gone`: it must be destroyed by then. `review`: somebody looks at it. `may-go`: from then on it may be destroyed. */
export type Falling = 'gone' | 'review' | 'may-go'

/** `none`: no day is known on which it falls due. */
export const notices = ['now', 'in-30-days', 'in-90-days', 'later', 'none'] as const
export type Notice = (typeof notices)[number]

export interface Due {
  readonly falls: Day | null
  readonly what: Falling | null
  readonly notice: Notice
}

/** Days of the three notices, from one day on. */
export interface Horizon {
  readonly today: Day
  readonly in30: Day
  readonly in90: Day
}

/** The last days of the notices. A day beyond the calendar is never reached. */
export function horizonFrom(today: Day, plus: (day: Day, period: string) => Day | null): Horizon {
  const end = '9999-12-31'
  return { today, in30: plus(today, 'P30D') ?? end, in90: plus(today, 'P90D') ?? end }
}

export function dueOf(whole: Whole, horizon: Horizon): Due {
  const { falls, what } = next(whole)
  if (destroys(whole.state) || whole.state === 'due-for-review') return { falls, what, notice: 'now' }
  return { falls, what, notice: falls === null ? 'none' : noticeOf(falls, horizon) }
}

function next({ mayGoFrom, mustBeGoneBy, reviewFrom }: Whole): Pick<Due, 'falls' | 'what'> {
  if (mustBeGoneBy !== null) return { falls: mustBeGoneBy, what: 'gone' }
  if (reviewFrom !== null) return { falls: reviewFrom, what: 'review' }
  return { falls: mayGoFrom, what: mayGoFrom === null ? null : 'may-go' }
}

function noticeOf(day: Day, { today, in30, in90 }: Horizon): Notice {
  if (day <= today) return 'now'
  if (day <= in30) return 'in-30-days'
  return day <= in90 ? 'in-90-days' : 'later'
}
