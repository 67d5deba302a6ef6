// One reading session of a bundle: which notes were on screen, told to main once each when the reading ends.
import { call } from '../../client.ts'

/** The most notes that one record takes (contract, `review.opened`). */
const most = 2_000

export interface Reading {
  readonly saw: (note: string) => void
  /** Records what was seen since the last time. Never rejects: what could not be recorded is recorded at the next end. */
  readonly end: () => Promise<void>
}

export function createReading(inspection: string, bundle: string): Reading {
  const recorded = new Set<string>()
  const seen = new Set<string>()
  let ending: Promise<void> = Promise.resolve()
  const record = async () => {
    const notes = [...seen].slice(0, most)
    if (notes.length === 0) return
    try {
      await call('review.opened', { inspection, bundle, notes })
    } catch {
      // Leaving the page must not wait for this; the notes stay in the list.
      return
    }
    for (const note of notes) {
      seen.delete(note)
      recorded.add(note)
    }
    await record()
  }
  return {
    saw: (note) => {
      if (!recorded.has(note)) seen.add(note)
    },
    end: () => {
      // One after the other, so that a page that leaves and goes at once records each note once.
      ending = ending.then(record)
      return ending
    },
  }
}
