// Turns a note into the fields of its form and back, and says what must be mended before it can be saved.

import { marked } from '#shared/domain/marking.ts'
import { bearings, isComplete, longestText, type NoteContent } from '#shared/domain/note.ts'
import type { Pack } from '#shared/domain/policy.ts'
import { message } from '../messages.ts'
import { readClockTime } from './clock-time.ts'
import { type DatePart, readDate, typedDateOf } from './date-input.ts'
import { dateFaultInWords } from './date-words.ts'
import type { FieldFault } from './faults.ts'
import { clockInWords } from './time-words.ts'

/** Day and time as typed, so that half of it can stand on the page. */
export interface WhenFields {
  day: string
  month: string
  year: string
  time: string
}

export interface NoteFields extends WhenFields {
  kind: string
  words: string
  from: string
  described: string
  place: string
  people: string[]
  categories: string[]
  areas: string[]
  flags: NoteContent['flags']
  enquiry: string
  bearing: NoteContent['bearing']
  shown: 'yes' | 'no'
  /** Somebody chose otherwise than the kind of note would have it. */
  shownChosen: boolean
  /** Why it was changed; not part of the note itself. */
  reason: string
}

export function fieldsOf(content: NoteContent, pack: Pack): NoteFields {
  const { kind, text, place, people, categories, areas, flags, bearing } = content
  return {
    ...whenFieldsOf(content.when),
    kind,
    words: text.words,
    from: text.from ?? '',
    described: text.described,
    place,
    people: [...people],
    categories: [...categories],
    areas: [...areas],
    flags: [...flags],
    bearing,
    enquiry: content.enquiry ?? '',
    shown: content.mayBeShown ? 'yes' : 'no',
    shownChosen: content.mayBeShown !== shownByDefault(pack, kind),
    reason: '',
  }
}

export function whenFieldsOf(when: string): WhenFields {
  if (when === '') return { day: '', month: '', year: '', time: '' }
  return { ...typedDateOf(when.slice(0, 10)), time: clockInWords(when.slice(11)) }
}

/** The note that the fields say; a time that cannot be read yet is left out, for the vault holds only whole times. */
export function contentOf(fields: NoteFields, pack: Pack): NoteContent {
  const { kind, place, people, categories, areas, flags, enquiry, bearing } = fields
  const content: NoteContent = {
    kind,
    place,
    people,
    categories,
    areas,
    flags,
    text: { words: fields.words, from: fields.from || null, described: fields.described },
    when: whenOf(fields).when ?? '',
    enquiry: enquiry || null,
    bearing: enquiry === '' ? 'neither' : bearingOf(bearing),
    mayBeShown: fields.shown === 'yes' && !isView(pack, kind),
    deleted: false,
  }
  return marked(content, pack.lists.categories)
}

/** What a person said is never shown to the provider. */
export function isView(pack: Pack, kind: string): boolean {
  return pack.lists.noteKinds.some((known) => known.id === kind && known.view)
}

export function shownByDefault(pack: Pack, kind: string): boolean {
  return pack.lists.noteKinds.some((known) => known.id === kind && !known.view && known.shownByDefault)
}

/** Whether the fields can become an entry as they stand. */
export function canBeSaved(fields: NoteFields, pack: Pack): boolean {
  return isComplete(contentOf(fields, pack)) && noteFaults(fields).length === 0
}

/** Everything to mend, in the order of the form. */
export function noteFaults(fields: NoteFields): readonly FieldFault[] {
  const faults: FieldFault[] = []
  if (fields.kind === '') faults.push({ field: 'kind', words: message('write.kind.missing') })
  if (fields.words.trim() === '') faults.push({ field: 'words', words: message('write.words.missing') })
  if (fields.words.length > longestText) faults.push({ field: 'words', words: message('write.words.long') })
  if (fields.described.length > 200) faults.push({ field: 'described', words: message('write.described.long') })
  const { fault } = whenOf(fields)
  if (fault !== null) faults.push(fault)
  if (fields.place.length > 200) faults.push({ field: 'place', words: message('write.place.long') })
  if (fields.reason.length > 500) faults.push({ field: 'reason', words: message('write.reason.long') })
  return faults
}

type WhenReading = { readonly when: string; readonly fault: null } | { readonly when: null; readonly fault: FieldFault }

/** Day and time together, both empty or both whole. */
export function whenOf(fields: WhenFields): WhenReading {
  const { day, month, year, time } = fields
  if ([day, month, year, time].every((typed) => typed.trim() === '')) return { when: '', fault: null }
  const { date, wrong } = readDate(fields)
  if (date === null)
    return { when: null, fault: dateFault(dateFaultInWords(wrong, message('write.when.what')), wrong.parts) }
  if (time.trim() === '') return timeFault(message('write.time.missing'))
  const clock = readClockTime(time)
  return clock === null ? timeFault(message('write.time.wrong')) : { when: `${date}T${clock}`, fault: null }
}

const timeFault = (words: string): WhenReading => ({ when: null, fault: { field: 'time', words } })
const dateFault = (words: string, parts: readonly DatePart[]): FieldFault => ({
  field: parts[0] ?? 'day',
  words,
  parts,
})
const bearingOf = (typed: string) => bearings.find((bearing) => bearing === typed) ?? 'neither'
