// Marks that follow from what a note holds: data of a special category or about offences marks it by itself.
import type { NoteContent, NoteFlag } from './note.ts'
import type { Category } from './policy.ts'

/** Which member of a category raises which mark (UK GDPR Articles 9 and 10). */
const raised = [
  ['special', 'special-category'],
  ['criminal', 'criminal-offence'],
] as const

/** The categories from which each mark follows; marks that follow from none are left out. */
export function marksOf(
  categories: readonly Category[],
  chosen: readonly string[],
): ReadonlyMap<NoteFlag, readonly Category[]> {
  const held = categories.filter(({ id }) => chosen.includes(id))
  const found = raised.map(([member, flag]) => [flag, held.filter((category) => category[member])] as const)
  return new Map(found.filter(([, because]) => because.length > 0))
}

/** The note with the marks that its categories raise; a mark that somebody gave it stays when its category goes. */
export function marked<Content extends Pick<NoteContent, 'categories' | 'flags'>>(
  content: Content,
  categories: readonly Category[],
): Content {
  const missing = [...marksOf(categories, content.categories).keys()].filter((flag) => !content.flags.includes(flag))
  return missing.length === 0 ? content : { ...content, flags: [...content.flags, ...missing] }
}
