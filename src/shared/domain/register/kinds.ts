// What the entries of a register say: that an inspection is there, what kinds of data it holds, and facts of retention.
import { z } from 'zod'
import { daySchema, hashSchema, instantSchema } from '../ids.ts'
import { termSchema } from '../policy/terms.ts'

const count = z.int().min(0)
const terms = z.array(termSchema)

/** Data of `inspection.registered`, written at opening. A newer version may say more. */
export const registeredSchema = z.object({
  inspection: hashSchema,
  remit: termSchema,
  setting: termSchema,
  begins: daySchema,
  ends: daySchema,
  /** The rules of the remit when it was opened, by the pack of that day. */
  retention: terms,
})
export type Registered = z.infer<typeof registeredSchema>

/**
 * Notes that are alike in all that retention asks: the roles of whoever is in them or spoke in them, and their
 * categories. Roles, not kinds of data subjects: which kinds somebody in a role is follows from the pack of the day, and
 * no group can say of anybody that they blew a whistle.
 */
export const groupSchema = z.object({ people: terms, categories: terms, notes: z.int().min(1) })
export type Group = z.infer<typeof groupSchema>

/** `deleted` notes are in the groups as well: what they said lies in the log until the inspection is disposed of. */
export const countsSchema = z.object({ notes: count, deleted: count, people: count, enquiries: count })
export type Counts = z.infer<typeof countsSchema>

/** Data of `inspection.summarised`; `sealed` is the time of the seal that it tells of, null for one that is owed. */
export const summarisedSchema = z.object({
  inspection: hashSchema,
  sealed: instantSchema.nullable(),
  counts: countsSchema,
  categories: terms,
  groups: z.array(groupSchema),
  retention: terms,
})
export type Summarised = z.infer<typeof summarisedSchema>

/** Written as ISO 8601 writes a day; whether it is one of the calendar is asked where it is used. */
const written = z.string().max(40)

/** An event with each reopening of it; `undecided`: nobody has said yet whether its period begins anew. */
const happeningSchema = z.strictObject({
  on: written,
  reopened: z.strictObject({ on: written, period: z.enum(['runs-on', 'begins-anew', 'undecided']) }).nullable(),
})

const most = 50

const eventStatedSchema = z.strictObject({ event: termSchema, happenings: z.array(happeningSchema).max(most) })
const circumstanceStatedSchema = z.strictObject({
  circumstance: termSchema,
  /** For which notes: those with people in exactly these roles, or all of the inspection's that have no answer of their own. */
  people: terms.max(most).nullable(),
  /** Null takes an answer back. */
  answer: z.boolean().nullable(),
})
const reviewStatedSchema = z.strictObject({
  rule: termSchema,
  reviews: z.array(z.strictObject({ on: written, next: written.nullable() })).max(most),
})

/**
 * Data of `retention.stated`: all that is known of one event, one question or one rule's reviews, in place of what was
 * stated of it before. Strict, because a member that this version does not know may change what the rest means.
 */
export const statedSchema = z.union([eventStatedSchema, circumstanceStatedSchema, reviewStatedSchema])
export type Stated = z.infer<typeof statedSchema>
