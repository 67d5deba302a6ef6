// What orders say: holds, disposals and corrections, always in clear, ids and rules only (docs/protocol.md section 11).
import { z } from 'zod'
import { daySchema, hashSchema } from '../ids.ts'

/** A term of the policy pack; which ones there are is the pack's to say. */
const termSchema = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)

/** Which inspections a hold of the directory covers: each list, and each end of the days, leaves all through when empty. */
export const scopeSchema = z.strictObject({
  remits: z.array(termSchema).max(50),
  settings: z.array(termSchema).max(50),
  /** Inspections whose days on site touch these. */
  from: daySchema.nullable(),
  to: daySchema.nullable(),
})
export type Scope = z.infer<typeof scopeSchema>

/**
 * `ground` and `review`: why, as the pack names it, and when somebody is to look at it again. `scope` stands in the
 * directory only. `because`: the hold of the directory that this one in a compartment follows from.
 */
export const holdPlacedSchema = z.strictObject({
  ground: termSchema,
  review: daySchema.nullable(),
  scope: scopeSchema.nullable(),
  because: hashSchema.nullable(),
})
export const holdLiftedSchema = z.strictObject({ hold: hashSchema })

const safe = z.int().min(0)

/** What is to be destroyed: the leaves below `size`, of which `heads` are the ends of the chains. */
const coveredSchema = z.strictObject({
  epoch: z.int().min(1),
  size: z.int().min(1),
  root: hashSchema,
  heads: z.array(z.strictObject({ device: hashSchema, seq: z.int().min(1), head: hashSchema })).max(5_000),
})

/** By which rule of which pack, under which remit, and from which day it may or must go. */
const ruleSchema = z.strictObject({
  pack: z.string().max(60),
  remit: termSchema,
  rule: termSchema,
  controller: termSchema,
  due: daySchema,
})

export const disposalProposedSchema = z.strictObject({
  rule: ruleSchema,
  covered: coveredSchema,
  /** The size of the directory to which its holds were evaluated. */
  directory: safe,
})
export const disposalApprovedSchema = z.strictObject({ proposed: hashSchema })
export const disposalWithdrawnSchema = z.strictObject({ proposed: hashSchema })
export const disposalCommittedSchema = z.strictObject({ proposed: hashSchema, approved: hashSchema })
export const disposalCarriedOutSchema = z.strictObject({
  committed: hashSchema,
  bodies: safe,
  keys: z.array(hashSchema).max(5_000),
  /** Entries and drafts that came too late to be covered, which their writer still holds. */
  left: safe,
})

const bodiesSchema = z.array(hashSchema).min(1).max(1_000)

/** A member asks for it, because only members can read what should not be there; two officers order it. */
export const correctionAskedSchema = z.strictObject({ bodies: bodiesSchema })
export const correctionOrderedSchema = z.strictObject({ bodies: bodiesSchema })

export type HoldData = z.infer<typeof holdPlacedSchema>
export type DisposalData = z.infer<typeof disposalProposedSchema>
export type CarriedOutData = z.infer<typeof disposalCarriedOutSchema>
