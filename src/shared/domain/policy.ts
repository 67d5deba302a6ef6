// The policy pack: what may be held, about whom, on which basis, for how long, and who may see it, as data with sources.
import { z } from 'zod'
import { answersSchema } from './policy/answers.ts'
import { childrenInNeedSchema, successorsSchema } from './policy/context.ts'
import { listsSchema } from './policy/lists.ts'
import { notificationsSchema } from './policy/notifications.ts'
import { recordsSchema } from './policy/records.ts'
import { remitSchema } from './policy/remit.ts'
import { sharingSchema } from './policy/sharing.ts'
import { dateSchema, filled, list, noteTags, part, sourceSchema, termSchema, wordsSchema } from './policy/terms.ts'

/** Whether a source still holds; `why` says from what that follows, `inferred` whether the source does not say it itself. */
const standing = {
  standing: z.enum(['in-force', 'review-overdue', 'superseded']),
  inferred: z.boolean(),
  why: wordsSchema,
}

/** A source document: when it was last changed and is due for review by its own words, null where it does not say. */
const documentSchema = part({
  document: z.int().min(1),
  title: wordsSchema,
  updated: dateSchema.nullable(),
  review: dateSchema.nullable(),
  ...standing,
})

/** A statute or a published framework, with its date where it is known. */
const instrumentSchema = part({
  id: termSchema,
  title: wordsSchema,
  kind: z.enum(['statute', 'framework']),
  date: dateSchema.nullable(),
  review: dateSchema.nullable(),
  ...standing,
})

/** What stands in where the documents are silent: a question that the organisation answers, and what holds until then. */
const assumptionSchema = part({
  id: termSchema,
  question: wordsSchema,
  kind: z.enum(['event', 'period', 'choice']),
  default: wordsSchema,
  options: list(part({ value: wordsSchema, label: wordsSchema })),
  why: wordsSchema,
})

/** What a note must have been tagged with before it can be sealed for review. */
const requiredTagSchema = part({ tag: z.enum(noteTags), why: wordsSchema, source: sourceSchema })

const headMembers = {
  version: wordsSchema,
  documents: list(documentSchema),
  instruments: list(instrumentSchema),
  assumptions: list(assumptionSchema),
  requiredTags: list(requiredTagSchema),
}

/** What the pack says of itself: its version, the sources it cites, and what it assumes where they are silent. */
export const headSchema = part(headMembers)

/** The parts of a pack beside the remits, by the member that each becomes. */
export const partSchemas = {
  lists: listsSchema,
  records: recordsSchema,
  notifications: notificationsSchema,
  sharing: sharingSchema,
  childrenInNeed: childrenInNeedSchema,
  successors: successorsSchema,
  answers: answersSchema,
}

/** Which file holds which part; the remits have a file each in a folder of their own. */
export const partFiles: Readonly<Record<keyof typeof partSchemas, string>> = {
  lists: 'lists.json',
  records: 'records.json',
  notifications: 'notifications.json',
  sharing: 'sharing.json',
  childrenInNeed: 'children-in-need.json',
  successors: 'successors.json',
  answers: 'answers.json',
}

/** The whole pack as loaded. */
export const packSchema = part({ ...headMembers, ...partSchemas, remits: filled(remitSchema) })

export type Pack = z.infer<typeof packSchema>
export type Remit = Pack['remits'][number]
export type Category = Pack['lists']['categories'][number]
type Basis = Pack['lists']['bases'][number]

/**
 * The categories that a remit holds about people in one of these roles, or about anybody together with those that every
 * remit offers; in the order of the lists.
 */
export function categoriesIn(pack: Pack, remit: Remit, roles?: readonly string[]): readonly Category[] {
  const subjects = pack.lists.subjects.filter((subject) => roles?.some((role) => subject.roles.includes(role)) ?? true)
  const asked = new Set(subjects.map(({ id }) => id))
  const held = remit.subjects.filter(({ subject }) => asked.has(subject)).flatMap((subject) => subject.held)
  const ids = new Set([...held.map(({ category }) => category), ...(roles === undefined ? pack.lists.always : [])])
  return pack.lists.categories.filter(({ id }) => ids.has(id))
}

/** What stands behind holding this category in this remit: the Article 6 basis, and a condition for each of its flags. */
export function basesFor(pack: Pack, remit: Remit, category: Category): readonly Basis[] {
  const named = new Set([...remit.bases.map(({ basis }) => basis), ...category.bases])
  const asked = { 'article-6': true, special: category.special, criminal: category.criminal }
  return pack.lists.bases.filter(({ id, kinds }) => named.has(id) && kinds.some((kind) => asked[kind]))
}
