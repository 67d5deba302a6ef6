// Days and moments as people in the United Kingdom write them.

const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric' })
const time = new Intl.DateTimeFormat('en-GB', { hour: 'numeric', minute: '2-digit', hour12: true })

/** `22 November 2026`, in the time zone of this computer. */
export const dayWords = (instant: string) => day.format(new Date(instant))

/** `9:32am`, in the time zone of this computer. */
export const timeWords = (instant: string) => time.format(new Date(instant)).replace(/\s/g, '').toLowerCase()

/** `22 November 2026 at 9:32am`, in the time zone of this computer. */
export const momentWords = (instant: string) => `${dayWords(instant)} at ${timeWords(instant)}`
