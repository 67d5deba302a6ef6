// Identifiers that were found, the same words together, and how they are replaced in the fields of a form.
import type { Input, Output } from '#shared/contract.ts'
import { type FieldTexts, textFields } from '#shared/domain/identifiers/identifier.ts'

export type Identifier = Output<'identifier.find'>['identifiers'][number]
export type IdentifierField = Identifier['field']

/** The same words of the same kind, wherever they stand: they are settled at once. */
export interface IdentifierGroup {
  readonly kind: Identifier['kind']
  readonly words: string
  readonly replacements: readonly string[]
  readonly places: readonly Identifier[]
  /** Where the first of them stands, and what stands around it. */
  readonly field: IdentifierField
  readonly context: Context
}

/** The texts as main is asked about them; empty ones hold nothing. */
export function textsToSend(texts: FieldTexts): Input<'identifier.find'>['texts'] {
  return textFields.flatMap((field) => {
    const words = texts[field] ?? ''
    return words === '' ? [] : [{ field, words }]
  })
}

/** `texts` are those that were looked through, so that each group shows the words around it as they were then. */
export function groupsOf(identifiers: readonly Identifier[], texts: FieldTexts): readonly IdentifierGroup[] {
  const together = Map.groupBy(identifiers, ({ kind, words }) => `${kind} ${words}`)
  return [...together.values()].flatMap((places) => {
    const [first] = places
    if (first === undefined) return []
    const { kind, words, replacements, field } = first
    return [{ kind, words, replacements, field, places, context: contextOf(texts[field] ?? '', first) }]
  })
}

/** Every place in one field, in the order of its text. */
export function placesIn(groups: readonly IdentifierGroup[], field: IdentifierField): readonly Identifier[] {
  return groups
    .flatMap(({ places }) => places.filter((place) => place.field === field))
    .toSorted((one, other) => one.from - other.from)
}

export interface Context {
  readonly before: string
  readonly words: string
  readonly after: string
}

const around = 40

/** The words with what stands around them on their line, cut at a space. */
export function contextOf(text: string, { from, to }: Pick<Identifier, 'from' | 'to'>): Context {
  const start = text.slice(Math.max(0, from - around), from)
  const end = text.slice(to, to + around)
  const before = start.split('\n').at(-1) ?? ''
  const after = end.split('\n', 1)[0] ?? ''
  return {
    before: from > around && before === start ? `… ${before.replace(/^\S*\s/, '')}` : before,
    words: text.slice(from, to),
    after: to + around < text.length && after === end ? `${after.replace(/\s\S*$/, '')} …` : after,
  }
}

/**
 * The text with the replacement in these places. Where something was typed or replaced since it was looked through, the
 * same words nearest to the place are taken; where they are gone, nothing is.
 */
export function replaced(text: string, places: readonly Identifier[], replacement: string): string {
  return places
    .toSorted((one, other) => other.from - one.from)
    .reduce((so, { from, words }) => {
      const start = nearest(so, words, from)
      return start === null ? so : so.slice(0, start) + replacement + so.slice(start + words.length)
    }, text)
}

function nearest(text: string, words: string, from: number): number | null {
  const starts: number[] = []
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
    if (!isLetter(text[at - 1]) && !isLetter(text[at + words.length])) starts.push(at)
  }
  const [first] = starts.toSorted((one, other) => Math.abs(one - from) - Math.abs(other - from))
  return first ?? null
}

function isLetter(sign: string | undefined): boolean {
  return sign !== undefined && /[\p{L}\p{N}]/u.test(sign)
}
