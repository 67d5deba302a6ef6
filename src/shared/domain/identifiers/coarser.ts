// What may stand in evidence in place of an identifier: initials, an age, the first part of a postcode, a mark.
import { ageOn, dayWritten } from './birth-dates.ts'
import { type IdentifierKind, termOf } from './identifier.ts'

const removed: Readonly<Record<'nhs-number' | 'telephone' | 'email', string>> = {
  'nhs-number': '[NHS number removed]',
  telephone: '[telephone number removed]',
  email: '[email address removed]',
}

/** The one key's replacement for everything but a name; `on` is the ISO day that the text speaks from. */
export function coarserForm(kind: Exclude<IdentifierKind, 'name'>, words: string, on: string): string {
  if (kind === 'birth-date') return ageInWords(words, on)
  if (kind === 'postcode') return postcodeArea(words)
  return removed[kind]
}

/** Up to four initials, as a pseudonym has them (docs/protocol.md, words): `Rhiannon Pugh-Hughes` is RPH. */
export function initialsOf(name: string): string {
  const letters = termOf('name', name)
    .split(' ')
    .map((part) => part.slice(0, 1).toUpperCase())
  return letters
    .filter((letter) => /\p{Lu}/u.test(letter))
    .slice(0, 4)
    .join('')
}

function ageInWords(words: string, on: string): string {
  const day = dayWritten(words)
  const age = day === null ? -1 : ageOn(day, on)
  if (age < 0) return '[date of birth removed]'
  if (age >= 18) return '[date of birth of an adult removed]'
  return age === 0 ? '[age: under 1]' : `[age: about ${age}]`
}

function postcodeArea(words: string): string {
  const area = /^\p{L}{1,2}/u.exec(words)?.[0] ?? ''
  return `[postcode area ${area.toUpperCase()}]`
}
