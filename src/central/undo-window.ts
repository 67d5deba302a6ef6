// How long an approved disposal can still be withdrawn: given as minutes or as a duration of ISO 8601, shown in words.

const [second, minute, hour, day] = [1_000, 60_000, 3_600_000, 86_400_000]

/** Milliseconds. */
export const usualUndoWindow = day
const longest = 366 * day

/** Where a store leaves the window with which it was started last, for `stats`. */
export const windowFile = 'undo-window'

const duration = /^P(?:(\d{1,8})D)?(?:T(?:(\d{1,8})H)?(?:(\d{1,8})M)?(?:(\d{1,8})S)?)?$/

/** Milliseconds of a text such as `90` (minutes), `PT24H` or `P1DT12H`; null for any other, and beyond a year. */
export function windowFrom(text: string): number | null {
  const milliseconds = /^\d{1,6}$/.test(text) ? Number(text) * minute : durationFrom(text)
  return milliseconds !== null && milliseconds <= longest ? milliseconds : null
}

function durationFrom(text: string): number | null {
  const parts = duration.exec(text)?.slice(1)
  if (parts === undefined || parts.every((part) => part === undefined)) return null
  if (text.endsWith('T')) return null
  const [days, hours, minutes, seconds] = parts.map((part) => Number(part ?? 0))
  return (days ?? 0) * day + (hours ?? 0) * hour + (minutes ?? 0) * minute + (seconds ?? 0) * second
}

/** As `windowFrom` reads it. */
export function windowText(milliseconds: number): string {
  return `PT${Math.round(milliseconds / second)}S`
}

/** In the largest unit that divides it: "24 hours", "90 minutes". */
export function windowWords(milliseconds: number): string {
  const units = [
    [hour, 'hour'],
    [minute, 'minute'],
  ] as const
  const [unit, name] = units.find(([one]) => milliseconds % one === 0 && milliseconds > 0) ?? [second, 'second']
  const count = milliseconds / unit
  return `${count} ${name}${count === 1 ? '' : 's'}`
}
