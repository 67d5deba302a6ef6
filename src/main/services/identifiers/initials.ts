// A given name that somebody typed where initials belong: four letters are room enough for one.
import type { Hit } from '#shared/domain/identifiers/identifier.ts'
import type { Language } from './language.ts'

/** Initials of two letters spell a name by chance far too often. */
const shortest = 3

/** The whole of it, as it was typed: `Jack`, `JACK` and `J.A.C.K` are the same to the form. */
export function initialsIn(text: string, language: Language): readonly Hit[] {
  const letters = text.replaceAll(/[\s.]/gu, '')
  if (letters.length < shortest || !language.isGivenName(letters.toLowerCase())) return []
  return [{ kind: 'name', from: 0, to: text.length }]
}
