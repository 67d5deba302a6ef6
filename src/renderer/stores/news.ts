// What may be out of date on the page: told by main, or unknown after a connection was made anew.
import type { FieldbookEvent } from '#shared/events.ts'

export interface News {
  /** Inspections of which entries arrived, or all of them. */
  readonly inspections: readonly string[] | 'all'
  readonly disclosures: boolean
}

/** What a page shows, so that it asks again only when that may have changed. */
export interface Interest {
  /** One inspection, or all of them; leave out where no inspection is shown. */
  readonly inspection?: string
  readonly disclosures?: boolean
  /** How far something has come on its way to the central store is shown too. */
  readonly states?: boolean
}

export const everyInspection = 'every inspection'

/** Nothing is known of the time without a connection. */
export const allNews: News = { inspections: 'all', disclosures: true }
const statesOnly: News = { inspections: [], disclosures: false }

const listeners = new Set<(news: News) => void>()

/** Returns the function that ends the listening. */
export function onNews(listener: (news: News) => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

export function tellNews(news: News): void {
  for (const listener of listeners) listener(news)
}

/** What an event makes out of date; null for events that change nothing shown. */
export function newsOf(event: FieldbookEvent): News | null {
  if (event.type === 'sync.changed') return statesOnly
  if (event.type !== 'entries.arrived') return null
  return { inspections: event.inspections, disclosures: event.disclosures }
}

export function concerns({ inspections, disclosures }: News, interest: Interest): boolean {
  if (interest.states === true) return true
  if (interest.disclosures === true && disclosures) return true
  if (interest.inspection === undefined) return false
  if (inspections === 'all') return true
  return interest.inspection === everyInspection ? inspections.length > 0 : inspections.includes(interest.inspection)
}
