// What an identities compartment says: the name behind a pseudonym, which inspection it is of, and each reading of it.
import { z } from 'zod'
import type { Shape } from './fold.ts'
import { hashSchema, objectIdSchema } from './ids.ts'

/**
 * Fields of `identity.revised`. The label is text, never the id that the person has in the evidence; `inspection` is the
 * one reference that leads out (docs/protocol.md section 4).
 */
export const identityShape: Shape = { single: ['label', 'role', 'name', 'ground', 'inspection'], sets: [] }

/** Data of `identity.opened`: which names somebody is about to read, and why. */
export const identityOpenedSchema = z.strictObject({ identities: z.array(objectIdSchema), reason: z.string() })

/** Data of `identities.registered`, in the register of the inspection. A newer version may say more. */
export const identitiesRegisteredSchema = z.object({ compartment: hashSchema })
