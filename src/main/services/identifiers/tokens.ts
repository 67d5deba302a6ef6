// A line of text as words with their places: which has a capital, which begins a sentence, what stands between them.

export interface Token {
  /** As written, without a possessive ending. */
  readonly words: string
  readonly lower: string
  readonly from: number
  /** End of the word without its possessive. */
  readonly to: number
  /** What stands between the word before and this one. */
  readonly gap: string
  readonly capital: boolean
  /** Capitals only, or with digits: initials, pseudonyms and abbreviations. */
  readonly code: boolean
  readonly begins: boolean
}

const word = /\p{L}[\p{L}\p{M}\p{N}]*(?:['’‑-][\p{L}\p{N}][\p{L}\p{M}\p{N}]*)*/gu
const possessive = /['’]s$/u
/** After these a new sentence begins; a quotation mark and a bracket begin one too. */
const endOfSentence = /[.!?:;•–]["'”’)]?\s|["“‘(]$|^\s*(?:[-*•]|\d+[.)])\s/u
const initial = /^\p{Lu}$/u

export function tokensOf(line: string): readonly Token[] {
  let end = 0
  let before = ''
  return [...line.matchAll(word)].map(({ 0: found, index }) => {
    const gap = line.slice(end, index)
    const words = found.replace(possessive, '')
    // The full stop after an initial ends no sentence: `T. Qureshi`.
    const begins = before === '' || (endOfSentence.test(gap) && !(initial.test(before) && /^\.\s$/.test(gap)))
    end = index + found.length
    before = words
    const letters = words.replaceAll(/['’‑-]/gu, '')
    return {
      words,
      lower: words.toLowerCase().replaceAll('’', "'"),
      from: index,
      to: index + words.length,
      gap,
      capital: /^\p{Lu}/u.test(words),
      code: /\p{N}/u.test(words) || (letters === letters.toUpperCase() && letters.length <= shortCapitals),
      begins,
    }
  })
}

/** Longer ones are names that somebody typed in capitals, unless the word is known. */
const shortCapitals = 4
