// Says field by field what differs between two states of a note, in words.
import type { NoteContent } from '#shared/domain/note.ts'
import { message } from '../messages.ts'
import { fromInWords, kindLabel, labelOf, personLabel, questionOf, type Terms } from './terms.ts'
import { localTimeInWords } from './time-words.ts'

/** Every fact of a note but its words, in the order in which it is shown. */
export const factNames = [
  'kind',
  'from',
  'when',
  'place',
  'people',
  'flags',
  'categories',
  'areas',
  'enquiry',
  'bearing',
  'mayBeShown',
  'deleted',
] as const
export type FactName = (typeof factNames)[number]

export interface FactChange {
  readonly name: FactName
  readonly before: string
  readonly after: string
}

const say: Record<FactName, (content: NoteContent, terms: Terms) => string> = {
  kind: ({ kind }, { pack }) => kindLabel(pack, kind),
  from: ({ text }, terms) => fromInWords(terms, text.from, text.described),
  when: ({ when }) => localTimeInWords(when),
  place: ({ place }) => place,
  people: ({ people }, terms) => listed(people.map((person) => personLabel(terms, person))),
  flags: ({ flags }) => listed(flags.map((flag) => message(`flag.${flag}`))),
  categories: ({ categories }, { pack }) => listed(categories.map((id) => labelOf(pack.lists.categories, id))),
  areas: ({ areas }, { remit }) => listed(areas.map((id) => labelOf(remit?.areas, id))),
  enquiry: ({ enquiry }, terms) => (enquiry === null ? '' : questionOf(terms, enquiry)),
  bearing: ({ enquiry, bearing }) => (enquiry === null ? '' : message(`bearing.${bearing}`)),
  mayBeShown: ({ mayBeShown }) => message(mayBeShown ? 'note.yes' : 'note.no'),
  deleted: ({ deleted }) => message(deleted ? 'note.yes' : 'note.no'),
}

/** One fact of a note in words; empty when it says nothing. */
export function factInWords(name: FactName, content: NoteContent, terms: Terms): string {
  return say[name](content, terms)
}

/** Which facts differ, the words of the text left out: those are compared word by word. */
export function factChanges(before: NoteContent, after: NoteContent, terms: Terms): readonly FactChange[] {
  return factNames
    .map((name) => ({ name, before: say[name](before, terms), after: say[name](after, terms) }))
    .filter((change) => change.before !== change.after)
}

function listed(words: readonly string[]): string {
  return words.toSorted((one, other) => one.localeCompare(other, 'en-GB')).join('; ')
}
