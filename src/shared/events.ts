// What main tells the page without being asked.
import { z } from 'zod'
import { hashSchema, objectIdSchema } from './domain/ids.ts'

export const eventSchema = z.discriminatedUnion('type', [
  /** The vault was locked; the page forgets everything it shows. */
  z.strictObject({ type: z.literal('vault.locked'), because: z.enum(['asked', 'practice-deleted']) }),
  /** The computer goes to sleep or the window closes: the page saves what is being typed and locks, within a second. */
  z.strictObject({ type: z.literal('lock.asked') }),
  /** A draft left alone became an entry; what is typed from now on builds on these heads. */
  z.strictObject({ type: z.literal('draft.saved'), note: objectIdSchema, heads: z.array(hashSchema) }),
  /** The engine stopped by a fault; the page keeps what was typed and asks for the passphrase. */
  z.strictObject({ type: z.literal('engine.stopped') }),
  /** Something was sent, received or has stopped, or people joined: ask `sync.status`, states and people again. */
  z.strictObject({ type: z.literal('sync.changed') }),
  /** Entries of others arrived: what is shown of these inspections, or of the disclosures, may be out of date. */
  z.strictObject({
    type: z.literal('entries.arrived'),
    inspections: z.array(hashSchema),
    disclosures: z.boolean(),
  }),
  /** How far long work has come. */
  z.strictObject({ type: z.literal('progress'), task: z.literal('practice'), done: z.int(), total: z.int() }),
])

export type FieldbookEvent = z.infer<typeof eventSchema>
