// What a note holds: its single-valued and set-valued fields, and when it is complete enough to become an entry.
import { z } from 'zod'
import { localTimeSchema, objectIdSchema } from './ids.ts'
import { termSchema } from './policy/terms.ts'
import { text } from './text.ts'

/** Longest text of one note in UTF-16 units; four bytes each still fit the 1 MiB of a body (docs/protocol.md section 2). */
export const longestText = 200_000

/** Words with their attribution, one field: whom they came from, as a person of the inspection or as described. */
const attributedTextSchema = z.strictObject({
  words: text(longestText),
  from: objectIdSchema.nullable(),
  described: text(200),
})

export const noteFlags = ['safeguarding', 'special-category', 'criminal-offence'] as const
export type NoteFlag = (typeof noteFlags)[number]
export const bearings = ['supports', 'contradicts', 'neither'] as const

/** A note as the form shows it; a draft may still lack kind and words. */
export const noteContentSchema = z.strictObject({
  kind: termSchema.or(z.literal('')),
  text: attributedTextSchema,
  when: localTimeSchema.or(z.literal('')),
  place: text(200),
  enquiry: objectIdSchema.nullable(),
  bearing: z.enum(bearings),
  mayBeShown: z.boolean(),
  deleted: z.boolean(),
  people: z.array(objectIdSchema).max(200),
  categories: z.array(termSchema).max(100),
  areas: z.array(termSchema).max(50),
  flags: z.array(z.enum(noteFlags)).max(noteFlags.length),
})

export type NoteContent = z.infer<typeof noteContentSchema>

export const singleNoteFields = [
  'kind',
  'text',
  'when',
  'place',
  'enquiry',
  'bearing',
  'mayBeShown',
  'deleted',
] as const
export const setNoteFields = ['people', 'categories', 'areas', 'flags'] as const

/** A note before anything is typed. Nothing may be shown to the provider until somebody says so. */
export const emptyNote: NoteContent = {
  kind: '',
  text: { words: '', from: null, described: '' },
  when: '',
  place: '',
  enquiry: null,
  bearing: 'neither',
  mayBeShown: false,
  deleted: false,
  people: [],
  categories: [],
  areas: [],
  flags: [],
}

/** Whether a draft may become an entry: it has a kind and some words. */
export function isComplete(content: NoteContent): boolean {
  return content.kind !== '' && content.text.words.trim() !== ''
}
