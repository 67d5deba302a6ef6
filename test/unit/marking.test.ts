// Marks that follow from categories, as data says: no category is known to the rule.
import { describe, expect, test } from 'vitest'
import { marked, marksOf } from '#shared/domain/marking.ts'

const category = (id: string, special: boolean, criminal: boolean) => ({
  id,
  label: id,
  hint: id,
  special,
  criminal,
  bases: [],
  note: null,
  source: { document: 1, heading: 'Invented' },
})
const categories = [
  category('one', true, false),
  category('two', true, false),
  category('three', false, true),
  category('four', true, true),
  category('five', false, false),
]

describe('marks', () => {
  test('name each category that raises them', () => {
    const marks = marksOf(categories, ['two', 'one', 'five'])
    expect([...marks].map(([flag, because]) => [flag, because.map(({ id }) => id)])).toEqual([
      ['special-category', ['one', 'two']],
    ])
    expect([...marksOf(categories, ['four']).keys()]).toEqual(['special-category', 'criminal-offence'])
  })

  test('are raised by none of what the pack does not know', () => {
    expect(marksOf(categories, ['five', 'from-a-newer-pack']).size).toBe(0)
  })

  test('come to those that a note has already, and twice changes nothing', () => {
    const note = { categories: ['three', 'one'], flags: ['safeguarding' as const, 'special-category' as const] }
    const once = marked(note, categories)
    expect(once.flags).toEqual(['safeguarding', 'special-category', 'criminal-offence'])
    expect(marked(once, categories)).toBe(once)
  })

  test('stay when their category goes: somebody may have given them', () => {
    const note = { categories: ['five'], flags: ['special-category' as const] }
    expect(marked(note, categories)).toBe(note)
  })
})
