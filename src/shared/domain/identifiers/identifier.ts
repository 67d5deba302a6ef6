// What counts as an identifier in evidence, where one was found, and how two spellings of one are compared.
import { z } from 'zod'
import { Problem } from '../../problems.ts'

export const identifierKinds = ['name', 'birth-date', 'nhs-number', 'postcode', 'telephone', 'email'] as const
export const identifierKindSchema = z.enum(identifierKinds)
export type IdentifierKind = z.infer<typeof identifierKindSchema>

/** A stretch of a text that may identify somebody; `from` and `to` are UTF-16 positions, `to` exclusive. */
export interface Hit {
  readonly kind: IdentifierKind
  readonly from: number
  readonly to: number
}

const title = /^(?:mr|mrs|ms|miss|mx|dr|sir|dame|rev|revd|prof|professor|sister|imam|rabbi)\.?\s+/u

/**
 * The term that a hit stands for: the same whatever its capitals, accents, title, possessive or spacing, so that it is
 * confirmed once and known again. Hyphens and apostrophes go too, for they are what people spell differently.
 */
export function termOf(kind: IdentifierKind, words: string): string {
  const plain = words.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('’', "'")
  if (kind === 'name') return foldedName(plain)
  if (kind === 'telephone') return digitsOf(plain).replace(/^(?:0044|44)0?/, '0')
  if (kind === 'nhs-number') return digitsOf(plain)
  if (kind === 'postcode') return plain.replaceAll(/\s/g, '')
  return plain.replaceAll(/\s+/g, ' ')
}

function foldedName(plain: string): string {
  const untitled = plain.trim().replace(title, '')
  return untitled
    .replace(/'s?$/, '')
    .replaceAll("'", '')
    .replaceAll(/[\s.-]+/g, ' ')
    .trim()
}

export function digitsOf(words: string): string {
  return words.replaceAll(/\D/g, '')
}

/** Hits in the order of the text; where two overlap, the one that comes first in `hits` stays. */
export function withoutOverlaps(hits: readonly Hit[]): readonly Hit[] {
  const ranked = hits.map((hit, rank) => ({ hit, rank })).toSorted((one, other) => one.hit.from - other.hit.from)
  const kept: { readonly hit: Hit; readonly rank: number }[] = []
  for (const next of ranked) {
    const last = kept.at(-1)
    if (last === undefined || last.hit.to <= next.hit.from) kept.push(next)
    else if (next.rank < last.rank) kept[kept.length - 1] = next
  }
  return kept.map(({ hit }) => hit)
}

/**
 * Every field in which somebody writes in their own words and which becomes evidence: those of a note, why something was
 * changed or decided, the name of an inspection, a line of enquiry or a reviewer's question, its answer, and of a person.
 */
export const textFields = [
  'words',
  'described',
  'place',
  'reason',
  'title',
  'question',
  'answer',
  'initials',
  'family',
] as const
export type TextField = (typeof textFields)[number]

export type FieldTexts = Readonly<Partial<Record<TextField, string>>>

/** What would be written of these fields now; `on` is the ISO day that they speak from, null for today. */
export interface Texts {
  readonly on: string | null
  readonly fields: FieldTexts
}

/** Which of the texts hold an identifier that nobody has replaced or confirmed in the inspection. */
export type UnsettledIn = (inspection: string, texts: Texts) => readonly TextField[]

/** Throws Problem `note.identifiers-unsettled` with the fields, where there are any. */
export function refuseUnsettled(fields: readonly TextField[]): void {
  if (fields.length > 0) throw new Problem('note.identifiers-unsettled', { fields: [...fields] })
}
