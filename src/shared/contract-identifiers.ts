// Procedures for names and other identifiers in what is being typed: finding them, and confirming those that may stay.
import { z } from 'zod'
import { identifierKindSchema, textFields } from './domain/identifiers/identifier.ts'
import { daySchema, hashSchema } from './domain/ids.ts'
import { longestText } from './domain/note.ts'
import { text } from './domain/text.ts'
import { empty, procedure } from './procedure.ts'

export const identifierSchema = z.strictObject({
  field: z.enum(textFields),
  kind: identifierKindSchema,
  /** UTF-16 positions in the field, `to` exclusive. */
  from: z.int().min(0),
  to: z.int().min(0),
  words: z.string(),
  /** What may stand in its place, best first: a pseudonym of the inspection, initials, or a coarser form. */
  replacements: z.array(z.string()),
})

const confirmation = {
  kind: identifierKindSchema,
  words: text(400).trim().min(1),
  reason: text(500).trim().min(1),
}

/** That words may stand in an inspection, and why, for everybody of it to see. */
export const confirmationSchema = z.strictObject(confirmation)

/** Null for an inspection that is about to be opened, which knows no person and no confirmation yet. */
const inspection = hashSchema.nullable()

export const identifierProcedures = {
  /** What must be replaced or confirmed before these texts can become evidence; they speak from the day `on`, or today. */
  'identifier.find': procedure(
    'open',
    z.strictObject({
      inspection,
      on: daySchema.nullable(),
      texts: z.array(z.strictObject({ field: z.enum(textFields), words: text(longestText) })).max(textFields.length),
    }),
    z.strictObject({ identifiers: z.array(identifierSchema) }),
  ),
  /**
   * Says for everybody of the inspection that these words may stand, and why. For one about to be opened this looks at
   * the reason and writes nothing: opening takes it down.
   */
  'identifier.confirm': procedure('open', z.strictObject({ inspection, ...confirmation }), empty),
} as const
