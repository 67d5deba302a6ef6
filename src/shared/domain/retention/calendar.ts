// Days and periods: the arithmetic of the calendar is passed in, because no rule of ours says how long a month is.

/** A day as ISO 8601 writes it: `2026-11-24`. Days compare as texts do. */
export type Day = string

/** Calendar arithmetic, by a library. Where a month lacks the day, its last day stands in: 29 February, P1Y, 28 February. */
export interface Calendar {
  /** Whether this is a day that exists, of the years 1 to 9999. */
  readonly isDay: (text: string) => boolean
  /** The day that many days, weeks, months or years later (`P3Y`); null beyond the year 9999. */
  readonly plus: (day: Day, period: string) => Day | null
}

/** The first day after a period; a period of null is over with the day on which it began. Null: beyond the year 9999. */
export type DayAfter = (begins: Day, period: string | null) => Day | null

const mostRemembered = 50_000

/**
 * A period ends with the day of the same number as the one on which it began, which itself does not count (the rule of
 * the corresponding date, Dodds v Walker, House of Lords 1981); the day after is the first outside it.
 * Sums are kept, since the notes of one inspection share their dates.
 */
export function dayAfterBy(calendar: Calendar): DayAfter {
  const known = new Map<string, Day | null>()
  return (begins, period) => {
    const key = `${begins} ${period ?? ''}`
    const found = known.get(key)
    if (found !== undefined) return found
    const last = period === null ? begins : calendar.plus(begins, period)
    const after = last === null ? null : calendar.plus(last, 'P1D')
    if (known.size >= mostRemembered) known.clear()
    known.set(key, after)
    return after
  }
}

/** The latest of some days; null where there is none. */
export function latest(days: readonly Day[]): Day | null {
  return days.reduce<Day | null>((last, day) => (last === null || day > last ? day : last), null)
}
