// The policy pack: what each remit allows to be held, about whom and for how long, as data with its sources.
import { z } from 'zod'

/** A term of the pack, such as a kind of note: lower-case words joined by hyphens. */
export const termSchema = z
  .string()
  .max(80)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
const words = z.string().min(1)

// Every part is read-only: the pack is loaded once and shared by everything that reasons over it.
const list = <Item extends z.ZodType>(item: Item) => z.array(item).readonly()
const filled = <Item extends z.ZodType>(item: Item) => z.array(item).min(1).readonly()

/** Where a fact comes from: a heading of a numbered source document, or a provision of a published instrument. */
export const sourceSchema = z.union([
  z.strictObject({ document: z.int().min(1).max(5), heading: words }).readonly(),
  z.strictObject({ instrument: words, provision: words }).readonly(),
])

const factSchema = z.strictObject({ id: termSchema, label: words, source: sourceSchema }).readonly()

/** One category of personal data; `special` marks UK GDPR Article 9(1) categories, `criminal` those of Article 10. */
const categorySchema = z
  .strictObject({
    id: termSchema,
    label: words,
    hint: z.string(),
    special: z.boolean(),
    criminal: z.boolean(),
  })
  .readonly()

/** A kind of note; `view` marks what a person said, `shownByDefault` whether the provider may see it unless told otherwise. */
const noteKindSchema = z
  .strictObject({
    id: termSchema,
    label: words,
    view: z.boolean(),
    shownByDefault: z.boolean(),
  })
  .readonly()

const personRoleSchema = z.strictObject({ id: termSchema, label: words, child: z.boolean() }).readonly()

/** The lists that every remit draws on. */
export const listsSchema = z
  .strictObject({
    categories: filled(categorySchema),
    noteKinds: filled(noteKindSchema),
    personRoles: filled(personRoleSchema),
  })
  .readonly()

/** One kind of inspection with its settings, data categories, evaluation areas and retention rules. */
export const remitSchema = z
  .strictObject({
    id: termSchema,
    title: words,
    summary: words,
    legalBasis: z.strictObject({ words, source: sourceSchema }).readonly(),
    settings: filled(factSchema),
    categories: filled(z.strictObject({ category: termSchema, source: sourceSchema }).readonly()),
    areas: filled(factSchema),
    retention: filled(z.strictObject({ id: termSchema, words, source: sourceSchema }).readonly()),
  })
  .readonly()

const headMembers = {
  version: words,
  documents: list(z.strictObject({ document: z.int(), title: words, updated: words }).readonly()),
}

/** What the pack says of itself: its version and the documents it cites. */
export const headSchema = z.strictObject(headMembers).readonly()

/** The whole pack as loaded: its version, the documents it cites, the shared lists and every remit. */
export const packSchema = z.strictObject({ ...headMembers, lists: listsSchema, remits: filled(remitSchema) }).readonly()

export type Pack = z.infer<typeof packSchema>
export type Remit = Pack['remits'][number]
export type Category = Pack['lists']['categories'][number]
export type Source = z.infer<typeof sourceSchema>
