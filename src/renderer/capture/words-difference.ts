// Finds which words were added and removed between two texts, quickly enough for the page however long they are.
import { type Change, diffLines, diffWordsWithSpace } from 'diff'

export interface Passage {
  readonly words: string
  readonly change: 'same' | 'added' | 'removed'
}

/** Beyond this the comparison falls back to whole paragraphs: the page must never stop answering. */
const longestComparison = 300

/** The passages of both texts in reading order. Joined without the removed ones they give `after`, without the added ones `before`. */
export function wordsDifference(before: string, after: string): readonly Passage[] {
  if (before === after) return before === '' ? [] : [{ words: before, change: 'same' }]
  const limit = { timeout: longestComparison }
  const changes = diffWordsWithSpace(before, after, limit) ?? diffLines(before, after, limit)
  return changes === undefined ? wholly(before, after) : changes.map(passageOf)
}

function passageOf(change: Change): Passage {
  return { words: change.value, change: change.added ? 'added' : change.removed ? 'removed' : 'same' }
}

function wholly(before: string, after: string): readonly Passage[] {
  const passages: Passage[] = [
    { words: before, change: 'removed' },
    { words: after, change: 'added' },
  ]
  return passages.filter(({ words }) => words !== '')
}
