// A draft whose beginnings were taken away by a correction: what its writer typed stays, the words that went do not (docs/protocol.md section 11).
import { canonicalText } from './canonical.ts'
import { type NoteContent, noteContentSchema } from './note.ts'

/** Stands where words were taken out; no longer than any of them, so that every text still fits. */
const takenOut = '…'

/**
 * The draft as it would be, had it begun from `now`: fields that its writer left alone are those of `now`. From texts
 * that they changed, words of `base` that `now` has no more are taken out, but for as many of each as were typed
 * besides: nobody can tell any more which of them those were, so the last ones stay.
 */
export function correctedDraft(draft: NoteContent, base: NoteContent, now: NoteContent): NoteContent {
  const gone = wordsGone(base, now)
  const fields = Object.keys(noteContentSchema.shape).map((name) => {
    const field = name as keyof NoteContent
    return [field, isSame(draft[field], base[field]) ? now[field] : draft[field]]
  })
  const merged = noteContentSchema.parse(Object.fromEntries(fields))
  const { words, described, from } = draft.text
  const text = (typed: string, before: string, after: string) => (typed === before ? after : without(typed, gone))
  return {
    ...merged,
    text: {
      words: text(words, base.text.words, now.text.words),
      described: text(described, base.text.described, now.text.described),
      from: from === base.text.from ? now.text.from : from,
    },
    place: text(draft.place, base.place, now.place),
  }
}

function isSame(one: unknown, other: unknown): boolean {
  return canonicalText(one) === canonicalText(other)
}

function textsOf({ text, place }: NoteContent): string {
  return [text.words, text.described, place].join('\n')
}

const word = /[\p{L}\p{M}\p{N}]+/gu

function folded(words: string): string {
  return words.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
}

/** The words of `base` that stand in `now` no more, each with how often it stood in `base`. */
function wordsGone(base: NoteContent, now: NoteContent): ReadonlyMap<string, number> {
  const standing = new Set((textsOf(now).match(word) ?? []).map(folded))
  const gone = (textsOf(base).match(word) ?? []).map(folded).filter((one) => !standing.has(one))
  return new Map([...Map.groupBy(gone, (one) => one)].map(([one, all]) => [one, all.length]))
}

function without(text: string, gone: ReadonlyMap<string, number>): string {
  const left = new Map(gone)
  const taken = text.replaceAll(word, (one) => {
    const remaining = left.get(folded(one)) ?? 0
    left.set(folded(one), remaining - 1)
    return remaining > 0 ? takenOut : one
  })
  // Several in a row, with nothing but spaces, hyphens or apostrophes between, are one gap.
  return taken.replaceAll(/…(?:[ '’-]*…)+/g, takenOut)
}
