// The script of a practice inspection: invented people, notes and one disclosure, as a file that the loader replays.
import { z } from 'zod'

const key = z.string().regex(/^[a-z0-9-]+$/)
const words = z.string().min(1)
/** Local wall time on the day, without a zone: 2026-03-10T09:40. */
const localTime = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/)
const author = z.enum(['lead', 'colleague'])

const personSchema = z.strictObject({
  key,
  initials: z.string().regex(/^\p{Lu}{1,4}$/u),
  role: key,
  family: z.string(),
})

const revisionSchema = z.strictObject({ at: localTime, author, text: words, reason: words })

/** One scripted note; `from` and `people` name persons by key, `enquiry` a line of enquiry by key. */
const scriptedNoteSchema = z.strictObject({
  key,
  author,
  at: localTime,
  kind: key,
  from: key.nullable(),
  people: z.array(key),
  place: z.string(),
  text: words,
  categories: z.array(key),
  /** Where no category of the remit says so. */
  specialCategory: z.literal(true).optional(),
  safeguarding: z.boolean(),
  areas: z.array(key),
  enquiry: key.nullable(),
  bearing: z.enum(['supports', 'contradicts', 'neither']),
  mayBeShown: z.boolean(),
  revisions: z.array(revisionSchema),
})

const disclosureSchema = z.strictObject({
  at: localTime,
  source: z.strictObject({ who: words, role: words, contact: z.string(), howKnown: words }),
  concern: words,
})

export const practiceScriptSchema = z.strictObject({
  remit: key,
  setting: key,
  title: words,
  begins: localTime,
  ends: localTime,
  colleague: words,
  people: z.array(personSchema),
  enquiries: z.array(z.strictObject({ key, question: words })),
  notes: z.array(scriptedNoteSchema),
  disclosures: z.array(disclosureSchema),
})

export type PracticeScript = z.infer<typeof practiceScriptSchema>
