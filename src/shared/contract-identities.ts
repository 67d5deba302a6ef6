// Procedures for the full names behind pseudonyms, where the policy pack allows them: recorded, and read with a reason.
import { z } from 'zod'
import { hashSchema, instantSchema, objectIdSchema } from './domain/ids.ts'
import { termSchema } from './domain/policy/terms.ts'
import { text } from './domain/text.ts'
import { bySchema, empty, procedure } from './procedure.ts'

const inspection = hashSchema

/** A name that is recorded, without the name. */
export const identitySchema = z.strictObject({
  identity: objectIdSchema,
  /** The pseudonym in the evidence as it was when the name was recorded. */
  label: z.string(),
  /** The role then, and what in the pack allowed the name. */
  role: z.string(),
  ground: z.string(),
  recorded: instantSchema.nullable(),
  by: bySchema,
  heads: z.array(hashSchema),
  /** It was changed in two places at once. */
  conflict: z.boolean(),
})

/** One reading: who, when, why, and whose names by their pseudonyms. */
const readingSchema = z.strictObject({
  entry: hashSchema,
  by: bySchema,
  at: instantSchema.nullable(),
  zone: z.string(),
  reason: z.string(),
  labels: z.array(z.string()),
})

export const identityProcedures = {
  /** Everything about the names of an inspection but the names; nothing to whoever is no reader of them. */
  'identity.list': procedure(
    'open',
    z.strictObject({ inspection }),
    z.strictObject({
      /** This person may record names here and now. */
      mayRecord: z.boolean(),
      /** This person says who may read them. */
      mayAddReaders: z.boolean(),
      identities: z.array(identitySchema),
      /** Who may read the names; `waiting`: a device of theirs has no key until they are confirmed again. */
      readers: z.array(z.strictObject({ ...bySchema.shape, waiting: z.boolean() })),
      /** Those of the team who may not. */
      others: z.array(bySchema),
      /** Newest first. */
      readings: z.array(readingSchema),
    }),
  ),
  /** Records or changes the name of somebody in the inspection. The first one makes the compartment for names. */
  'identity.save': procedure(
    'open',
    z.strictObject({
      inspection,
      person: objectIdSchema,
      /** Drawn by the page, so that a repeated request records nothing twice. */
      identity: objectIdSchema,
      heads: z.array(hashSchema).max(100),
      ground: termSchema,
      name: text(200).trim().min(1),
    }),
    empty,
    'inspector',
  ),
  /** Writes down that this person reads these names, and why; then gives them. More than one where people differ. */
  'identity.open': procedure(
    'open',
    z.strictObject({
      inspection,
      identities: z.array(objectIdSchema).min(1).max(100),
      reason: text(500).trim().min(1),
    }),
    z.strictObject({
      opened: z.array(z.strictObject({ identity: objectIdSchema, label: z.string(), names: z.array(z.string()) })),
    }),
  ),
  /** Lets people of the team read the names, once whoever adds them has confirmed it; also on a new device of theirs. */
  'identity.addReaders': procedure(
    'open',
    z.strictObject({ inspection, people: z.array(hashSchema).min(1).max(50) }),
    empty,
    'inspector',
  ),
} as const
