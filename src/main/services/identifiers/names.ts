// Likely names of people in a line of text: capitals that no ordinary word, place or body explains.
import type { Hit } from '#shared/domain/identifiers/identifier.ts'
import type { Language } from './language.ts'
import { type Token, tokensOf } from './tokens.ts'
import {
  endsOfPlaces,
  lowerEndsOfPlaces,
  particles,
  rarelyNames,
  seasons,
  titles,
  wordsOfPlace,
  wordsOfTime,
} from './word-lists.ts'

/** How sure a word is to be somebody's name: by itself, by its place in the sentence, or not at all. */
type Sort = 'name' | 'part' | 'none'

/** Words that may stand together as one name, with what was found of each. */
interface Group {
  readonly tokens: readonly Token[]
  readonly sorts: readonly Sort[]
  readonly before: Token | undefined
  readonly after: Token | undefined
}

/**
 * Rather one hit too many than one too few: a false one costs a reason, a missed one leaves a name in evidence for
 * good (docs/decisions/0016-what-counts-as-a-name.md).
 */
export function namesIn(line: string, language: Language): readonly Hit[] {
  const tokens = tokensOf(line)
  return groupsOf(tokens, line, language)
    .filter((group) => !isPlaceOrBody(group))
    .flatMap((group) => hitOf(group))
}

function groupsOf(tokens: readonly Token[], line: string, language: Language): readonly Group[] {
  const groups: Group[] = []
  for (let start = 0; start < tokens.length; start += 1) {
    let end = start
    while (end < tokens.length && belongs(tokens, start, end)) end += 1
    // A small word belongs to a name only between its parts.
    while (end > start && isParticle(tokens[end - 1])) end -= 1
    if (end === start) {
      const typed = lowerName(tokens, start, language)
      if (typed !== null) groups.push(typed)
      continue
    }
    const members = tokens.slice(start, end)
    const sorts = members.map((_, index) => sortOf(tokens, start, start + index, line, language))
    groups.push({ tokens: members, sorts, before: tokens[start - 1], after: tokens[end] })
    start = end - 1
  }
  return groups
}

/** Words in a row with capitals, joined by a space or the full stop of an initial. */
function belongs(tokens: readonly Token[], start: number, index: number): boolean {
  const token = tokens[index]
  if (token === undefined) return false
  if (isPronoun(tokens, index)) return false
  if (index === start) return token.capital && !isCode(token)
  const before = tokens[index - 1]
  const joined = /^\s$/.test(token.gap) || (/^\.\s?$/.test(token.gap) && isTitleOrInitial(before))
  if (!joined) return false
  if (isParticle(token)) return tokens[index + 1]?.capital === true
  return token.capital && !isCode(token)
}

/** A single letter is an initial of a name where one follows; longer codes are pseudonyms and abbreviations. */
function isCode({ code, words, lower }: Token): boolean {
  return code && words.length > 1 && !titles.has(lower)
}

/** `I` is an initial only with its full stop. */
function isPronoun(tokens: readonly Token[], index: number): boolean {
  return tokens[index]?.words === 'I' && !/^\.\s?$/.test(tokens[index + 1]?.gap ?? '')
}

function isTitleOrInitial(token: Token | undefined): boolean {
  return token !== undefined && (titles.has(token.lower) || token.words.length === 1)
}

function isParticle(token: Token | undefined): boolean {
  return token !== undefined && !token.capital && particles.has(token.lower)
}

function sortOf(tokens: readonly Token[], start: number, index: number, line: string, language: Language): Sort {
  const token = tokens[index]
  if (token === undefined || isParticle(token) || token.words.length === 1) return 'part'
  const { lower } = token
  const before = index > start ? tokens[index - 1] : undefined
  if (titles.has(lower)) return 'part'
  if (before !== undefined && titles.has(before.lower)) return 'name'
  if (seasons.has(lower)) return meansTime(tokens, index) || !mayBeName(tokens, index, line, language) ? 'none' : 'name'
  if (language.isOtherProperNoun(lower) || isBody(token, line, language)) return 'none'
  if (rarelyNames.has(lower)) return 'part'
  if (language.isWordAndName(lower)) return mayBeName(tokens, index, line, language) ? 'name' : 'part'
  if (language.isGivenName(lower)) return 'name'
  return language.isWord(lower) ? 'part' : 'name'
}

/** A word that is a name too is one inside a sentence; at its beginning only before a verb or the rest of a name. */
function mayBeName(tokens: readonly Token[], index: number, line: string, language: Language): boolean {
  const token = tokens[index]
  const next = tokens[index + 1]
  if (token === undefined) return false
  if (!token.begins) return true
  if (next?.lower === 'and' && tokens[index + 2]?.capital === true) return true
  if (next === undefined || !/^\s$|^['’]s\s$/u.test(next.gap)) return next === undefined
  if (next.words === 'I') return false
  if (next.capital && !isCode(next)) return !language.isOtherProperNoun(next.lower)
  return language.secondWordIsVerb(sentenceFrom(line, token.from))
}

/** A body whose name is a possessive: `Barnardo's`. */
function isBody({ lower, to }: Token, line: string, language: Language): boolean {
  return /^['’]s/u.test(line.slice(to)) && language.isOtherProperNoun(`${lower}'s`)
}

function sentenceFrom(line: string, from: number): string {
  const rest = line.slice(from, from + 120)
  return rest.split(/(?<=[.!?])\s/u, 1)[0] ?? rest
}

function meansTime(tokens: readonly Token[], index: number): boolean {
  const before = tokens[index - 1]
  const after = tokens[index + 1]
  const named = after !== undefined && after.capital && !isCode(after) && after.gap === ' '
  const timed = before !== undefined && !tokens[index]?.begins && !named && wordsOfTime.has(before.lower)
  const numbered = /\d\S*\s$/.test(tokens[index]?.gap ?? '') || /^\s\d/.test(after?.gap ?? '')
  const another = after !== undefined && (after.lower === 'half' || after.lower === 'and') && timed
  return timed || numbered || another
}

function isPlaceOrBody(group: Group): boolean {
  const { tokens, before, after } = group
  const [first] = tokens
  const last = tokens.at(-1)
  if (first === undefined || last === undefined || titles.has(first.lower)) return false
  if (first.lower === 'st' || (before?.lower === 'st' && /^\.?\s$/.test(first.gap))) return true
  if (tokens.length > 1 && tokens.slice(1).some(({ lower }) => endsOfPlaces.has(lower))) return !isSurname(group)
  if (after !== undefined && /^\s$/.test(after.gap) && lowerEndsOfPlaces.has(after.lower)) return true
  return before !== undefined && /^\s$/.test(first.gap) && wordsOfPlace.has(before.lower) && tokens.length === 1
}

/** `Wood` and `Hill` end places and people: after a name inside a sentence it is a surname. */
function isSurname({ tokens, sorts }: Group): boolean {
  const last = tokens.at(-1)
  return last !== undefined && surnames.has(last.lower) && sorts.at(-2) === 'name' && tokens.at(-2)?.begins === false
}

const surnames: ReadonlySet<string> = new Set([
  'hill',
  'wood',
  'woods',
  'green',
  'mill',
  'ward',
  'west',
  'north',
  'day',
])

function hitOf({ tokens, sorts }: Group): readonly Hit[] {
  const first = sorts.findIndex((sort, index) => sort === 'name' || leads(tokens[index], sorts[index + 1]))
  if (first < 0 || !sorts.includes('name')) return []
  // What stands before the first part that may be a name is an ordinary word with a capital: `Keyworker`.
  const rest = tokens.slice(first)
  const from = rest[0]?.from ?? 0
  const to = rest.at(-1)?.to ?? 0
  return [{ kind: 'name', from, to }]
}

/** A title or an initial begins the name that follows it. */
function leads(token: Token | undefined, next: Sort | undefined): boolean {
  return token !== undefined && next === 'name' && (titles.has(token.lower) || token.words.length === 1)
}

/** A given name typed without its capital, where it is no word as well. */
function lowerName(tokens: readonly Token[], index: number, language: Language): Group | null {
  const token = tokens[index]
  if (token === undefined || token.capital || token.words.length < 4) return null
  if (!language.isGivenName(token.lower) || language.isWordAndName(token.lower) || language.isWord(token.lower))
    return null
  return { tokens: [token], sorts: ['name'], before: tokens[index - 1], after: tokens[index + 1] }
}
