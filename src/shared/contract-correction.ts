// Procedures of correction: asking for earlier wordings to be removed, and ordering it, by two records managers.
import { z } from 'zod'
import { daySchema, hashSchema, instantSchema, objectIdSchema } from './domain/ids.ts'
import { bySchema, empty, procedure } from './procedure.ts'

const count = z.int().min(0)
const officer = 'records-manager'

/** What has wordings that can be removed. */
export const correctableKinds = ['note', 'person', 'enquiry'] as const
const objectSchema = z.strictObject({
  inspection: hashSchema,
  of: z.enum(correctableKinds),
  id: objectIdSchema,
})

/** Whose clock it was nobody knows: times are those of the devices that wrote. */
const saidSchema = z.strictObject({ by: bySchema, at: instantSchema.nullable() })

const correctionSchema = z.strictObject({
  /** removed: carried out on this device. ordered: by two, and kept here because a hold is known. */
  state: z.enum(['asked', 'ordered-once', 'ordered', 'removed']),
  asked: saidSchema.nullable(),
  /** Who ordered it, each once. Two of them while it is ordered once: neither had seen the other's order. */
  ordered: z.array(bySchema),
  /** When the second one did. */
  at: instantSchema.nullable(),
  bodies: count,
})

/** Why this person cannot ask now, in the order in which it is looked for. */
const whyNotAskedSchema = z.enum([
  'not-writing',
  'newer-version',
  'draft',
  'conflict',
  'nothing-earlier',
  'asked-before',
])

const orderableSchema = z.strictObject({
  ...correctionSchema.shape,
  inspection: hashSchema,
  /** The entry that asks: an order names it. */
  entry: hashSchema,
  /** As the register says; null for one whose register is not readable here. */
  facts: z.strictObject({ remit: z.string(), setting: z.string(), begins: daySchema, ends: daySchema }).nullable(),
  /** Why this person cannot order it now; null where they can, and where it is ordered already. */
  whyNot: z.enum(['not-officer', 'disposed', 'on-hold', 'same-person', 'not-in-step']).nullable(),
})

export const correctionProcedures = {
  /** How things stand with earlier wordings of a note, a person or a line of enquiry. */
  'correction.read': procedure(
    'open',
    objectSchema,
    z.strictObject({
      /** Wordings before the one that stands, as far as nobody has removed them. */
      earlier: count,
      whyNot: whyNotAskedSchema.nullable(),
      /** The newest last. */
      corrections: z.array(correctionSchema),
    }),
  ),
  /** Says again what stands, and asks for every earlier wording to be removed. `heads`: what the asker has read. */
  'correction.ask': procedure(
    'open',
    z.strictObject({ ...objectSchema.shape, heads: z.array(hashSchema).min(1).max(100) }),
    empty,
    'inspector',
  ),
  /** Everything that was asked for in inspections of which this person is an officer; ids and what registers say, no text. */
  'correction.list': procedure('open', empty, z.strictObject({ corrections: z.array(orderableSchema) }), officer),
  /** The first of two orders it, then the second. */
  'correction.order': procedure('open', z.strictObject({ inspection: hashSchema, entry: hashSchema }), empty, officer),
} as const
