// The difference between two texts: nothing is lost in it, and it never takes long.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Passage, wordsDifference } from '../../../src/renderer/capture/words-difference.ts'

const without = (passages: readonly Passage[], change: Passage['change']) =>
  passages
    .filter((passage) => passage.change !== change)
    .map(({ words }) => words)
    .join('')

test('names the words that came and went', () => {
  expect(wordsDifference('The door was locked at night.', 'The door was open at night.')).toEqual([
    { words: 'The door was ', change: 'same' },
    { words: 'locked', change: 'removed' },
    { words: 'open', change: 'added' },
    { words: ' at night.', change: 'same' },
  ])
})

test('a new paragraph is a difference', () => {
  const passages = wordsDifference('One. Two.', 'One.\n\nTwo.')
  expect(passages.some(({ words, change }) => change === 'added' && words.includes('\n\n'))).toBe(true)
})

test('equal texts have one passage, empty ones none', () => {
  expect(wordsDifference('Same.', 'Same.')).toEqual([{ words: 'Same.', change: 'same' }])
  expect(wordsDifference('', '')).toEqual([])
  expect(wordsDifference('', 'New.')).toEqual([{ words: 'New.', change: 'added' }])
})

test('both texts can be read back from the passages', () => {
  const text = fc
    .array(fc.constantFrom('a', 'the', 'child', ' ', '\n', '\n\n', 'é', '“', '.', '🙂'))
    .map((parts) => parts.join(''))
  fc.assert(
    fc.property(text, text, (before, after) => {
      const passages = wordsDifference(before, after)
      expect(without(passages, 'added')).toBe(before)
      expect(without(passages, 'removed')).toBe(after)
    }),
  )
})

test('two long texts with nothing in common do not hold up the page', () => {
  const before = Array.from({ length: 30_000 }, (_, index) => `a${index}`).join(' ')
  const after = Array.from({ length: 30_000 }, (_, index) => `b${index}`).join(' ')
  const began = performance.now()
  const passages = wordsDifference(before, after)
  expect(performance.now() - began).toBeLessThan(3_000)
  expect(without(passages, 'added')).toBe(before)
  expect(without(passages, 'removed')).toBe(after)
})
