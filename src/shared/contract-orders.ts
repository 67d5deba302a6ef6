// Procedures of holds and disposal: what stands on each inspection, placing and lifting, proposing and approving, certificates.
import { z } from 'zod'
import { compartmentTypes } from './domain/control.ts'
import { daySchema, hashSchema, instantSchema, objectIdSchema } from './domain/ids.ts'
import { scopeSchema } from './domain/orders/kinds.ts'
import { bySchema, empty, procedure } from './procedure.ts'

const count = z.int().min(0)
const term = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
const officer = 'records-manager'

/** Whose clock it was nobody knows: times are those of the devices that wrote. */
const saidSchema = z.strictObject({ by: bySchema, at: instantSchema.nullable() })

export const holdSchema = z.strictObject({
  hold: hashSchema,
  ground: z.string(),
  review: daySchema.nullable(),
  /** Null in one inspection; else which inspections it covers. */
  scope: scopeSchema.nullable(),
  /** The wider hold that it follows from. */
  because: hashSchema.nullable(),
  placed: saidSchema,
  /** The first of the two who lift it. */
  lifting: bySchema.nullable(),
  lifted: z.boolean(),
  /** No store has taken it yet. */
  waiting: z.boolean(),
})

const ruleSchema = z.strictObject({
  pack: z.string(),
  remit: z.string(),
  rule: z.string(),
  controller: z.string(),
  due: daySchema,
})

/** Why this person cannot approve now: they proposed it; a hold is in force; something was written since; not in step with the store. */
const whyNotSchema = z.enum(['own', 'on-hold', 'hold-since', 'written-since', 'not-in-step', 'not-officer'])

export const disposalSchema = z.strictObject({
  proposed: hashSchema,
  /** disposed: committed, and carried out on this device; kept: committed, and kept here because a hold is known. */
  state: z.enum(['proposed', 'approved', 'kept', 'disposed']),
  rule: ruleSchema,
  /** How many entries it covers, of all parts. */
  entries: count,
  proposal: saidSchema,
  approval: saidSchema.nullable(),
  committed: instantSchema.nullable(),
  whyNot: whyNotSchema.nullable(),
})

export const ordersSchema = z.strictObject({
  inspection: hashSchema,
  /** As the register says; null for one whose register is not readable here, or no more. */
  facts: z.strictObject({ remit: z.string(), setting: z.string(), begins: daySchema, ends: daySchema }).nullable(),
  holds: z.array(holdSchema),
  /** Wide holds that cover it and are not written in it yet; they hold it all the same. */
  toCome: z.array(hashSchema),
  /** Parts that the store destroyed; while others are left, `disposal` is about those. */
  gone: z.array(z.enum(compartmentTypes)),
  disposal: disposalSchema.nullable(),
})

const carriedOutSchema = z.strictObject({
  ...saidSchema.shape,
  device: hashSchema,
  bodies: count,
  keys: z.array(hashSchema),
  /** What came too late for the disposal and its writer still holds. */
  left: count,
})

const partSchema = z.strictObject({
  compartment: hashSchema,
  type: z.enum(compartmentTypes),
  epoch: count,
  size: count,
  root: hashSchema,
  committed: hashSchema,
  carriedOut: z.array(carriedOutSchema),
})

/**
 * `signed`: each order as it was signed, so that anybody can check it without this application; `signers`: the keys for
 * that, as base64url. A device's id is the hash of its key and recipient (docs/protocol.md section 1).
 */
export const certificateSchema = z.strictObject({
  inspection: hashSchema,
  rule: ruleSchema,
  proposal: saidSchema,
  approval: saidSchema,
  committed: instantSchema.nullable(),
  /** The store's device, whose signature is the commit. */
  store: hashSchema,
  parts: z.array(partSchema),
  /** Devices of people who held keys that have not said yet that they carried it out. */
  outstanding: z.array(z.strictObject({ by: bySchema, device: hashSchema })),
  signers: z.array(z.strictObject({ device: hashSchema, publicKey: z.string(), recipient: z.string() })),
  signed: z.array(
    z.strictObject({ kind: z.string(), hash: hashSchema, header: z.string(), signature: z.string(), body: z.string() }),
  ),
})

/** Something that was written here and no disposal covers; it can be sent no more. */
const lateSchema = z.strictObject({
  late: z.string(),
  inspection: hashSchema,
  /** A note with its text, or something else of which only the kind is told. */
  kind: z.string(),
  words: z.string(),
  draft: z.boolean(),
})

export const orderProcedures = {
  'order.list': procedure(
    'open',
    empty,
    z.strictObject({ wide: z.array(holdSchema), inspections: z.array(ordersSchema) }),
    officer,
  ),
  'hold.place': procedure(
    'open',
    z.strictObject({ inspection: hashSchema, ground: term, review: daySchema.nullable() }),
    empty,
    officer,
  ),
  'hold.placeWide': procedure(
    'open',
    z.strictObject({ scope: scopeSchema, ground: term, review: daySchema.nullable() }),
    empty,
    officer,
  ),
  /** `inspection` is null for a wide hold. */
  'hold.lift': procedure(
    'open',
    z.strictObject({ inspection: hashSchema.nullable(), hold: hashSchema }),
    empty,
    officer,
  ),
  'disposal.propose': procedure('open', z.strictObject({ inspection: hashSchema }), empty, officer),
  'disposal.approve': procedure('open', z.strictObject({ inspection: hashSchema }), empty, officer),
  'disposal.withdraw': procedure('open', z.strictObject({ inspection: hashSchema }), empty, officer),
  'disposal.certificate': procedure('open', z.strictObject({ inspection: hashSchema }), certificateSchema, officer),
  'late.list': procedure('open', empty, z.strictObject({ late: z.array(lateSchema) })),
  /** Makes a draft in another inspection of a late note's or draft's text, and settles it. */
  'late.enter': procedure(
    'open',
    z.strictObject({ late: z.string(), inspection: hashSchema, note: objectIdSchema }),
    empty,
  ),
  'late.discard': procedure('open', z.strictObject({ late: z.string() }), empty),
} as const
