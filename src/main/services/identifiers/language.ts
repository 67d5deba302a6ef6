// What is known of English: ordinary words, given names, places and the like, and which word of a sentence is a verb.
import { readFile } from 'node:fs/promises'
import { alsoGivenNames, alsoWords, notNames } from './word-lists.ts'

/** All words are asked for in lower case. */
export interface Language {
  /** An ordinary word of English, also one in several parts, such as `two-person`. */
  readonly isWord: (word: string) => boolean
  readonly isGivenName: (word: string) => boolean
  /** Both, such as `grace`: only its place in the sentence tells. */
  readonly isWordAndName: (word: string) => boolean
  /** A place, people, language, firm, day, month: written with a capital and no name of a person. */
  readonly isOtherProperNoun: (word: string) => boolean
  /** Whether the second word of a sentence is a verb, as after the name of somebody who does something. */
  readonly secondWordIsVerb: (sentence: string) => boolean
}

type Compromise = typeof import('compromise/two')['default']

/** Words of the library's lexicon by what it takes them for. */
interface Lexicon {
  readonly given: ReadonlySet<string>
  readonly other: ReadonlySet<string>
  readonly either: ReadonlySet<string>
}

const givenTags = ['FirstName', 'MaleName', 'FemaleName']
const otherTags = ['Place', 'City', 'Country', 'Region', 'Demonym', 'Organization', 'Company', 'WeekDay', 'Month']
const nameOrWord = /^Person\|(?:Noun|Adj|Verb)$/

/** `didn't` and the like; what is left of `can't` without its ending is no word. */
const notWord = /n't$/
const contraction = /'(?:m|ve|ll|d|re|s)$/

let loading: Promise<Language> | null = null

/** Loads the lists once for the process: a fraction of a second, during which somebody types a passphrase. */
export function loadLanguage(): Promise<Language> {
  loading ??= load()
  return loading
}

async function load(): Promise<Language> {
  const [{ default: nlp }, { default: path }] = await Promise.all([import('compromise/two'), import('word-list')])
  const words = new Set((await readFile(path, 'utf8')).split('\n'))
  const { given, other, either } = lexiconOf(nlp)
  const isKnown = (part: string) => part.length === 1 || words.has(part) || alsoWords.has(part)
  const isPart = (part: string) => isKnown(part) || isKnown(part.replace(contraction, ''))
  const isWord = (word: string) => notWord.test(word) || word.split('-').every(isPart)
  return {
    isWord,
    isGivenName: (word) => word.split('-').some((part) => given.has(part) || alsoGivenNames.has(part)),
    isWordAndName: (word) => either.has(word) || alsoGivenNames.has(word),
    isOtherProperNoun: (word) => notNames.has(word) || (other.has(word) && !given.has(word)),
    secondWordIsVerb: (sentence) => secondWordIsVerb(nlp, sentence),
  }
}

function lexiconOf(nlp: Compromise): Lexicon {
  const { one, two } = nlp.model() as {
    readonly one: { readonly lexicon: Readonly<Record<string, string | readonly string[]>> }
    readonly two: { readonly switches: Readonly<Record<string, string>> }
  }
  const tagged = Object.entries(one.lexicon).map(([word, tags]) => ({ word, tags: [tags].flat() }))
  const having = (wanted: readonly string[]) =>
    new Set(tagged.filter(({ tags }) => tags.some((tag) => wanted.includes(tag))).map(({ word }) => word))
  const switches = Object.entries(two.switches)
  const either = switches.filter(([, kinds]) => nameOrWord.test(kinds)).map(([word]) => word)
  return { given: having(givenTags), other: having(otherTags), either: new Set(either) }
}

function secondWordIsVerb(nlp: Compromise, sentence: string): boolean {
  const [first] = nlp(sentence).json() as readonly { readonly terms: readonly { readonly tags: readonly string[] }[] }[]
  const tags = first?.terms[1]?.tags ?? []
  return tags.includes('Verb') && !tags.includes('Infinitive') && !tags.includes('Gerund')
}
