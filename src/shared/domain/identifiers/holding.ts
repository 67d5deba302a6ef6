// Whether a text holds a term that was confirmed, so that a confirmation can go with the last wording that needed it.
import { digitsOf, type IdentifierKind, termOf } from './identifier.ts'

/**
 * Whether the words of a text hold a term as `termOf` folds it, at the beginning of a word. Generous where numbers are
 * spelt apart: what stands to be removed is better named once too often.
 */
export function holdsTerm(text: string, kind: IdentifierKind, term: string): boolean {
  if (kind === 'telephone' || kind === 'nhs-number') return digitsOf(text).includes(term.replace(/^0/, ''))
  if (kind !== 'name') return termOf(kind, text).includes(term)
  const words = text.replaceAll(/[^\p{L}\p{M}\p{N}'’.\s-]+/gu, ' ')
  return ` ${termOf('name', words)}`.includes(` ${term}`)
}
