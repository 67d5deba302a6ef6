// What every part of the policy pack is built from: terms, words, dates, periods, and where a fact comes from.
import { z } from 'zod'

/** A term of the pack, such as a kind of note: lower-case words joined by hyphens. */
export const termSchema = z
  .string()
  .max(80)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)

export const wordsSchema = z.string().min(1)

/** A date as ISO 8601 writes it, as exact as the source is: a year, a month, or a day. */
export const dateSchema = z.string().regex(/^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/)

/** A length of time as ISO 8601 writes it in one unit: `P3Y`, `P12M`, `P90D`. */
export const periodSchema = z.string().regex(/^P[1-9]\d*[YMWD]$/)

// Every part is read-only: the pack is loaded once and shared by everything that reasons over it.
export const list = <Item extends z.ZodType>(item: Item) => z.array(item).readonly()
export const filled = <Item extends z.ZodType>(item: Item) => z.array(item).min(1).readonly()
export const part = <Shape extends z.ZodRawShape>(shape: Shape) => z.strictObject(shape).readonly()

/**
 * Where a fact comes from: a heading of a numbered source document, with its section where the document repeats the
 * heading; or a provision of one of the pack's instruments.
 */
export const sourceSchema = z.union([
  part({ document: z.int().min(1), section: wordsSchema.exactOptional(), heading: wordsSchema }),
  part({ instrument: termSchema, provision: wordsSchema }),
])

/** A fact with a name of its own, in words. */
export const statementSchema = part({ id: termSchema, words: wordsSchema, source: sourceSchema })

/** A fact with a name of its own, as a label. */
export const factSchema = part({ id: termSchema, label: wordsSchema, source: sourceSchema })

/** A source that names an Act otherwise than the Act names itself: what it says, and what is meant. */
export const misprintSchema = part({ said: wordsSchema, meant: wordsSchema, source: sourceSchema })

/** A power or duty in law: who has it, where it stands, what it allows, and the offence of getting in its way. */
export const gatewaySchema = part({
  id: termSchema,
  /** The body whose power it is. */
  body: termSchema,
  instrument: termSchema,
  /** Null for the statute as a whole. */
  provision: wordsSchema.nullable(),
  allows: wordsSchema,
  offence: part({ instrument: termSchema, provision: wordsSchema.nullable(), words: wordsSchema }).nullable(),
  source: sourceSchema,
})

export type Source = z.infer<typeof sourceSchema>

/** What a note can be tagged with. */
export const noteTags = ['categories', 'when', 'areas'] as const
export type NoteTag = (typeof noteTags)[number]
