// Procedures for names and other identifiers in what is being typed: finding them, and confirming those that may stay.
import { z } from 'zod'
import { identifierKindSchema, textFields } from './domain/identifiers/identifier.ts'
import { hashSchema } from './domain/ids.ts'
import { noteContentSchema } from './domain/note.ts'
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

export const identifierProcedures = {
  /** What must be replaced or confirmed before this content can become an entry. */
  'identifier.find': procedure(
    'open',
    z.strictObject({ inspection: hashSchema, content: noteContentSchema, reason: text(500) }),
    z.strictObject({ identifiers: z.array(identifierSchema) }),
  ),
  /** Says for everybody of the inspection that these words may stand, and why. */
  'identifier.confirm': procedure(
    'open',
    z.strictObject({
      inspection: hashSchema,
      kind: identifierKindSchema,
      words: text(400).trim().min(1),
      reason: text(500).trim().min(1),
    }),
    empty,
    'inspector',
  ),
} as const
