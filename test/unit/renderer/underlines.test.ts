// Underlines while somebody types: they stay under their words, whatever is typed around them.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { linesOf, piecesOf, type Stretch, underlined } from '../../../src/renderer/capture/underlines.ts'

const text = 'Babajide ate.\nStaff told Babajide to wait.\nHe did.'
const stretches = [
  { from: 0, to: 8 },
  { from: 25, to: 33 },
]
const wordsOf = (after: string, places: readonly Stretch[] = stretches, before = text) => {
  const shown = underlined(places, before, after)
  return shown.stretches.map(({ from, to }) => after.slice(from, to))
}

describe('underlines', () => {
  test('are as they were found while nothing changes, down to the line of the last', () => {
    expect(underlined(stretches, text, text)).toEqual({
      text: 'Babajide ate.\nStaff told Babajide to wait.',
      stretches,
    })
    expect(underlined([], text, text)).toEqual({ text: '', stretches: [] })
  })

  test('need nothing new while somebody types on further lines', () => {
    expect(underlined(stretches, text, `${text} Then`)).toEqual(underlined(stretches, text, text))
  })

  test('move with their words, and go with those that were changed', () => {
    expect(underlined(stretches, text, `So ${text}`).stretches).toEqual([
      { from: 3, to: 11 },
      { from: 28, to: 36 },
    ])
    expect(wordsOf(text.replace('told', 'asked'))).toEqual(['Babajide', 'Babajide'])
    expect(wordsOf(text.replace('Babajide to', 'Babaji to'))).toEqual(['Babajide'])
    expect(wordsOf(text.replace('Babajide to', 'BA to'))).toEqual(['Babajide'])
    expect(wordsOf('')).toEqual([])
  })

  test('stand under the same words after any one change, in order and without overlap', () => {
    const cases = fc.tuple(
      fc.array(fc.constantFrom('AB', 'Jo', ' ', '\n', 'a', '👧🏽')),
      fc.array(fc.nat(99)),
      fc.nat(99),
      fc.nat(9),
    )
    fc.assert(
      fc.property(cases, fc.constantFrom('', 'A', 'Jo ', '\n'), ([parts, ends, at, gone], typed) => {
        const before = parts.join('')
        const sorted = [...new Set(ends.map((end) => end % (before.length + 1)))].toSorted((one, other) => one - other)
        const places = sorted.flatMap((from, index) => {
          const to = sorted[index + 1]
          return index % 2 === 1 || to === undefined ? [] : [{ from, to }]
        })
        const cut = at % (before.length + 1)
        const after = before.slice(0, cut) + typed + before.slice(cut + gone)
        const shown = underlined(places, before, after)
        const words = shown.stretches.map(({ from, to }) => after.slice(from, to))
        const known = places.map(({ from, to }) => before.slice(from, to))
        expect(words.every((one) => known.includes(one))).toBe(true)
        const untouched = places.filter(({ from, to }) => to <= cut || from >= cut + gone)
        expect(shown.stretches.length).toBeGreaterThanOrEqual(untouched.length)
        const ordered = shown.stretches.every(
          ({ from, to }, index) => from < to && from >= (shown.stretches[index - 1]?.to ?? 0),
        )
        expect(ordered).toBe(true)
        expect(after.startsWith(shown.text)).toBe(true)
      }),
    )
  })
})

test('lines and their pieces are the whole text, with the words marked; another line stays as it was', () => {
  const lines = linesOf(underlined(stretches, text, text))
  const pieces = lines.map(piecesOf)
  expect(
    pieces
      .flat()
      .map(({ words }) => words)
      .join(''),
  ).toBe('Babajide ate.\nStaff told Babajide to wait.\n')
  const marked = pieces.map((line) => line.filter(({ mark }) => mark).map(({ words }) => words))
  expect(marked).toEqual([['Babajide'], ['Babajide']])
  expect(linesOf(underlined(stretches, text, `So ${text}`))[1]).toEqual(lines[1])
  expect(linesOf({ text: '', stretches: [] })).toEqual([])
})
