// Puts days, times and instants into words: 4 June 2026 at 9:32am.
const months = 'January February March April May June July August September October November December'.split(' ')

/** A day of the contract in words: 10 March 2026. */
export function dayInWords(day: string): string {
  const [year, month, date] = day.split('-')
  return `${Number(date)} ${months[Number(month) - 1] ?? ''} ${year ?? ''}`
}

/** A date that may be as coarse as its source: 4 June 2026, June 2026, 2026. */
export function dateInWords(date: string): string {
  const [year = '', month, day] = date.split('-')
  if (day !== undefined) return dayInWords(date)
  return month === undefined ? year : `${months[Number(month) - 1] ?? ''} ${year}`
}

/** Two days in words: 10 to 11 March 2026 where they share month and year. */
export function daysInWords(begins: string, ends: string): string {
  if (begins === ends) return dayInWords(begins)
  const sameMonth = begins.slice(0, 7) === ends.slice(0, 7)
  return `${sameMonth ? String(Number(begins.slice(8))) : dayInWords(begins)} to ${dayInWords(ends)}`
}

/** A clock time `HH:MM` in words: 9:40am. */
export function clockInWords(time: string): string {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return `${hours % 12 || 12}:${String(minutes).padStart(2, '0')}${hours < 12 ? 'am' : 'pm'}`
}

/** A local time of the contract in words; empty when it is. */
export function localTimeInWords(when: string): string {
  return when === '' ? '' : `${dayInWords(when.slice(0, 10))} at ${clockInWords(when.slice(11))}`
}

/** An instant in words as the clock on the wall showed it in `zone`, by default the zone of this device. */
export function instantInWords(instant: string, zone?: string): string {
  return localTimeInWords(localTimeAt(new Date(instant), zone))
}

/** The local time of the contract at an instant. A zone that this device does not know is shown as UTC. */
export function localTimeAt(instant: Date, zone?: string): string {
  const parts = new Map(
    formatFor(zone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, value]),
  )
  const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? ''
  return `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}`
}

function formatFor(zone: string | undefined): Intl.DateTimeFormat {
  const shape: Intl.DateTimeFormatOptions = {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }
  try {
    return new Intl.DateTimeFormat('en-GB', zone === undefined ? shape : { ...shape, timeZone: zone })
  } catch {
    return new Intl.DateTimeFormat('en-GB', { ...shape, timeZone: 'UTC' })
  }
}
