// Procedures of the organisation: joining it, who is in it, the team of an inspection, and how far sending has come.
import { z } from 'zod'
import { roleSchema } from './domain/directory-kinds.ts'
import { hashSchema, instantSchema } from './domain/ids.ts'
import { text } from './domain/text.ts'
import { empty, procedure } from './procedure.ts'

const problemSchema = z.strictObject({ code: z.string(), sentence: z.string(), next: z.string() })

const organisationSchema = z.strictObject({
  name: z.string(),
  /** Whoever runs the store of a trial organisation could add a reader. */
  trial: z.boolean(),
  address: z.string(),
  /** Device ids of store and root: fingerprints of their keys. */
  store: hashSchema,
  root: hashSchema,
})

const personSchema = z.strictObject({
  person: hashSchema,
  name: z.string(),
  post: z.string(),
  body: z.string(),
  roles: z.array(roleSchema),
  me: z.boolean(),
})

const memberSchema = z.strictObject({
  ...personSchema.shape,
  right: z.enum(['lead', 'member', 'officer']),
  /** Holds every key, as far as this device knows; false while a grant is on its way. */
  hasKeys: z.boolean(),
})

export const syncStatusSchema = z.strictObject({
  organisation: organisationSchema.nullable(),
  /** Roles of this person, by the directory. */
  roles: z.array(roleSchema),
  /**
   * alone: no organisation. waiting: this device is not approved yet. connecting: not heard yet since opening.
   * sending: something is on its way. received: everything is. offline: no store is reached. stopped: it needs somebody.
   */
  state: z.enum(['alone', 'waiting', 'connecting', 'sending', 'received', 'offline', 'stopped']),
  /** Entries that the store has not confirmed. */
  notReceived: z.int().min(0),
  /** Entries that this device holds but cannot read yet, because their key has not arrived. */
  waitingForKey: z.int().min(0),
  /** Why it does not go on, in words; null while it does. */
  reason: problemSchema.nullable(),
  /** What a person must know of: logs that stopped alone, each with its inspection where this device knows it. */
  alarms: z.array(z.strictObject({ ...problemSchema.shape, inspection: hashSchema.nullable() })),
  heard: instantSchema.nullable(),
  received: instantSchema.nullable(),
})

const inInspection = z.strictObject({ inspection: hashSchema })

export const organisationProcedures = {
  'sync.status': procedure('open', empty, syncStatusSchema),
  /** Tries now instead of at the next turn, for somebody who has just signed in to a network. */
  'sync.now': procedure('open', empty, empty),

  /** What stands behind a code: asks the store and compares its keys with the code's. Joins nothing. */
  'enrolment.look': procedure('open', z.strictObject({ code: text(2_000) }), organisationSchema),
  /** Joins the organisation of the code; what was captured before is granted and sent. */
  'enrolment.join': procedure('open', z.strictObject({ code: text(2_000) }), syncStatusSchema),

  /** Everybody whom the directory names; empty before enrolment. */
  'directory.people': procedure('open', empty, z.strictObject({ people: z.array(personSchema) })),

  'team.read': procedure(
    'open',
    inInspection,
    z.strictObject({
      members: z.array(memberSchema),
      /** This person is a lead and the vault belongs to an organisation. */
      mayChange: z.boolean(),
      /** A supervisor is among the members. */
      supervised: z.boolean(),
    }),
  ),
  /** Makes people members: they read everything of the inspection, also what was written before. */
  'team.add': procedure(
    'open',
    z.strictObject({ inspection: hashSchema, people: z.array(hashSchema).max(50) }),
    empty,
    'inspector',
  ),
} as const
