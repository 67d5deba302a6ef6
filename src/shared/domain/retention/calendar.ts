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

/** A calendar with what follows from it: the first day after a period, null beyond the year 9999. */
export interface Reckoning {
  readonly isDay: Calendar['isDay']
  /** A period of null is over with the day on which it began. */
  readonly dayAfter: (begins: Day, period: string | null) => Day | null
}

/**
 * A period ends with the day of the same number as the one on which it began, which itself does not count (the rule of
 * the corresponding date, Dodds v Walker, House of Lords 1981); the day after is the first outside it.
 * Answers are kept, since the notes of one inspection share their dates.
 */
export function reckoningBy(calendar: Calendar): Reckoning {
  const isDay = kept((text: string) => calendar.isDay(text))
  const afterEach = kept((period: string) =>
    kept((begins: Day) => {
      const last = period === '' ? begins : calendar.plus(begins, period)
      return last === null ? null : calendar.plus(last, 'P1D')
    }),
  )
  return { isDay, dayAfter: (begins, period) => afterEach(period ?? '')(begins) }
}

const mostKept = 50_000

function kept<Answer>(answerTo: (text: string) => Answer): (text: string) => Answer {
  const answers = new Map<string, Answer>()
  return (text) => {
    const known = answers.get(text)
    if (known !== undefined) return known
    const answer = answerTo(text)
    if (answers.size >= mostKept) answers.clear()
    answers.set(text, answer)
    return answer
  }
}

/** The latest of some days; null where there is none. */
export function latest(days: readonly Day[]): Day | null {
  return days.reduce<Day | null>((last, day) => (last === null || day > last ? day : last), null)
}
