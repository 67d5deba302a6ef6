// Reads a time of day as people type it: 9:40am, 9.40, 0940, 14:05, 2pm, midday.
const words: Record<string, string> = { midday: '12:00', noon: '12:00', midnight: '00:00' }
const form = /^(\d{1,2})(?:[:. ]?(\d{2}))?\s*(am|pm|a\.m\.|p\.m\.)?$/

/** The time as 24-hour `HH:MM`, or null when it cannot be read. */
export function readClockTime(typed: string): string | null {
  const text = typed.trim().toLowerCase()
  const [, hours, minutes, half] = form.exec(text) ?? []
  if (hours === undefined) return words[text] ?? null
  // A bare `9` could be anything; only `9am` or `9:00` is a time.
  if (minutes === undefined && half === undefined) return null
  return timeOf(Number(hours), Number(minutes ?? 0), half)
}

function timeOf(hours: number, minutes: number, half: string | undefined): string | null {
  if (minutes > 59) return null
  if (half === undefined) return hours <= 23 ? written(hours, minutes) : null
  if (hours < 1 || hours > 12) return null
  return written((hours % 12) + (half.startsWith('p') ? 12 : 0), minutes)
}

function written(hours: number, minutes: number): string {
  return `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`
}
