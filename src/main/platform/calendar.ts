// The calendar of retention: days and periods by Temporal, which Electron has of its own and Node 24 does not yet.
import { Temporal } from 'temporal-polyfill'
import type { Calendar, Day } from '#shared/domain/retention/calendar.ts'

const day = /^\d{4}-\d{2}-\d{2}$/

export const calendar: Calendar = {
  // Temporal reads other ways of writing a date as well; text compares as days do in this one only.
  isDay: (text) => day.test(text) && dateOf(text) !== null,
  plus: (text, period) => {
    const later = inRange(() => dateOf(text)?.add(period))?.toString() ?? ''
    return day.test(later) ? later : null
  },
}

/** The day on which an instant falls in a time zone. */
export function dayIn(instant: string, zone: string): Day {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDate().toString()
}

function dateOf(text: string): Temporal.PlainDate | null {
  return inRange(() => Temporal.PlainDate.from(text))
}

/** Temporal throws for what is no date, and for what lies beyond the dates it knows. */
function inRange(reckon: () => Temporal.PlainDate | undefined): Temporal.PlainDate | null {
  try {
    return reckon() ?? null
  } catch (fault) {
    if (fault instanceof RangeError) return null
    throw fault
  }
}
