// Categories as a page offers and explains them, with the pack about lighthouses: no page knows a category.
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { loadPolicy } from '#main/services/policy.ts'
import type { Category } from '#shared/domain/policy.ts'
import { categoriesOf, type Inspection, type Terms, usualCategories } from '../../../src/renderer/capture/terms.ts'
import { atOddsInWords, goneInWords, moved, taken, tick, tickInWords } from '../../../src/renderer/capture/ticking.ts'
import { WhyHeld } from '../../../src/renderer/pages/capture/WhyHeld.tsx'
import { lighthouses } from '../../fixtures/policy/packs.ts'

const pack = loadPolicy(lighthouses)
const person = (id: string, role: string) => ({ person: id, role }) as Inspection['people'][number]
const inspection = { people: [person('b', 'cabin-boy'), person('k', 'keeper')] } as unknown as Inspection
const terms: Terms = { pack, inspection, remit: pack.remits[0] }

test('those usual for the people in a note are known by their roles', () => {
  expect(usualCategories(terms, ['b']).map(({ id }) => id)).toEqual(['knots'])
  expect(usualCategories(terms, ['b', 'k']).length).toBeGreaterThan(1)
  expect(usualCategories(terms, ['somebody-else', ''])).toEqual([])
})

test('ticking one that stands alone unticks the others, ticking another unticks it, and the page says so', () => {
  const only = tick(pack, ['knots', 'lungs'], 'weather')
  expect(only).toEqual({ categories: ['weather'], ticked: true, gone: ['knots', 'lungs'] })
  expect(goneInWords(pack, 'weather', only)).toBe(
    '2 others were unticked (Knots, Lungs): “Weather” stands beside no other category.',
  )
  const other = tick(pack, only.categories, 'knots')
  expect(other).toEqual({ categories: ['knots'], ticked: true, gone: ['weather'] })
  expect(goneInWords(pack, 'knots', other)).toBe('“Weather” was unticked: it stands beside no other category.')
  const none = tick(pack, other.categories, 'knots')
  expect([none, goneInWords(pack, 'knots', none)]).toEqual([{ categories: [], ticked: false, gone: [] }, ''])
})

test('a number takes one of the first nine, and arrow keys go round', () => {
  const offered = categoriesOf(terms)
  expect(offered.map((_, index) => taken(String(index + 1), offered)?.id)).toEqual(offered.map(({ id }) => id))
  const many = Array.from({ length: 12 }, (_, index) => ({
    ...pack.lists.categories[0],
    id: String(index),
  })) as Category[]
  expect(['0', '1', '9', '10', 'a', ' '].map((key) => taken(key, many)?.id)).toEqual([undefined, '0', '8', ...Array(3)])
  expect(['ArrowDown', 'ArrowRight', 'Home'].map((key) => moved(key, -1, 3))).toEqual([0, 0, 0])
  expect(['ArrowUp', 'ArrowLeft', 'End'].map((key) => moved(key, -1, 3))).toEqual([2, 2, 2])
  expect([moved('ArrowDown', 2, 3), moved('ArrowUp', 1, 3), moved('x', 1, 3)]).toEqual([0, 0, null])
})

test('a tick says what it did: the category, and the marks that came by it or stay after it', () => {
  const added = tick(pack, [], 'smuggling')
  expect(tickInWords(pack, 'smuggling', added, ['criminal-offence'])).toBe(
    '“Smuggling” was added. The note is marked by it: Criminal offence data.',
  )
  expect(tickInWords(pack, 'smuggling', tick(pack, added.categories, 'smuggling'), [])).toBe(
    '“Smuggling” was taken off. A mark that it brought stays until you untick it.',
  )
  expect(tickInWords(pack, 'knots', tick(pack, ['knots'], 'knots'), [])).toBe('“Knots” was taken off.')
})

test('what two people made of it together is said', () => {
  expect(atOddsInWords(pack, ['weather', 'knots'])).toContain('“Weather” stands beside other categories')
  expect(atOddsInWords(pack, ['weather', 'weather'])).toBe('')
  expect(atOddsInWords(pack, ['knots', 'lungs'])).toBe('')
})

test('each chosen one says on which basis and by which law it may be held', () => {
  const [first] = categoriesOf(terms)
  const shown = (categories: readonly string[]) => renderToStaticMarkup(createElement(WhyHeld, { terms, categories }))
  const text = shown([first?.id ?? '']).replaceAll(/<[^>]*>/g, ' ')
  expect(text).toContain(first?.label)
  for (const { label } of pack.lists.bases.filter(({ id }) => ['harbour-duty', 'sick-keeper'].includes(id))) {
    expect(text).toContain(label)
  }
  expect(text).toContain('Lamps Act 1836')
  expect(shown([])).toBe('')
  expect(shown(['of-a-newer-pack'])).toBe('')
})
