// Procedures of retention: what falls due of the inspections known by register, why, what people state, what a pack would change.
import { z } from 'zod'
import { daySchema, hashSchema } from './domain/ids.ts'
import { statedSchema } from './domain/register/kinds.ts'
import { notices } from './domain/retention/due.ts'
import { text } from './domain/text.ts'
import { bySchema, empty, procedure } from './procedure.ts'

const count = z.int().min(0)
/** Terms as they stand in a register: a newer version may know more of them than the pack here. */
const terms = z.array(z.string())
const dayOrNone = z.string().nullable()

const stateSchema = z.enum([
  'not-understood',
  'cannot-say',
  'controllers-disagree',
  'until-event',
  'keep',
  'due-for-review',
  'may-be-destroyed',
  'due',
])
const findingSchema = z.strictObject({ code: z.string(), about: z.string() })
const days = { mayGoFrom: dayOrNone, mustBeGoneBy: dayOrNone, reviewFrom: dayOrNone }

const standsSchema = z.strictObject({
  state: stateSchema,
  ...days,
  /** Some of it would have to be gone by this day, while the rest may not go yet. */
  partlyBy: dayOrNone,
  /** The next day on which something is to be done, or may be, and what. */
  falls: dayOrNone,
  what: z.enum(['gone', 'review', 'may-go']).nullable(),
  notice: z.enum(notices),
  awaited: terms,
  findings: z.array(findingSchema),
})

const aboutInspection = {
  inspection: hashSchema,
  /** Known where this vault holds the evidence too. */
  title: z.string().nullable(),
  remit: z.string(),
  setting: z.string(),
  begins: z.string(),
  ends: z.string(),
}

const keptSchema = z.strictObject({
  ...aboutInspection,
  /** Notes, the deleted ones too; null while nobody has said what it holds. */
  notes: count.nullable(),
  stands: standsSchema,
})

const lookedAtSchema = z.strictObject({
  rule: z.string(),
  /** The remit in whose file the rule stands; null for rules of no remit. */
  remit: z.string().nullable(),
  role: z.enum(['decides', 'outlasted', 'open', 'waits', 'not-about-this']),
  why: z.string().nullable(),
  about: terms,
  ...days,
  /** The event from which it counts or at which it ends. */
  event: z.string().nullable(),
  on: dayOrNone,
  assumptions: terms,
})

const verdictSchema = z.strictObject({
  controller: z.string(),
  own: z.boolean(),
  state: stateSchema.exclude(['controllers-disagree']),
  ...days,
  awaited: terms,
  rules: z.array(lookedAtSchema),
})

/** Notes for which the same follows, with all the roles and categories that are among them. */
const outcomeSchema = z.strictObject({
  notes: count,
  people: terms,
  categories: terms,
  state: stateSchema,
  verdicts: z.array(verdictSchema),
  disagreements: z.array(
    z.strictObject({ wantsGone: z.string(), by: z.string(), keeps: z.string(), until: dayOrNone }),
  ),
})

const assumptionSchema = z.strictObject({ assumption: z.string(), value: z.string(), byDefault: z.boolean() })

const statementSchema = z.strictObject({
  entry: hashSchema,
  said: statedSchema,
  at: z.string(),
  by: bySchema,
  /** Nothing known has followed it; of one thing several stand where people differ. */
  stands: z.boolean(),
})

const effectSchema = z.enum(['could-go', 'stays', 'sooner', 'later', 'otherwise'])
const briefSchema = standsSchema.pick({ state: true, falls: true, what: true })

const comparisonSchema = z.strictObject({
  version: z.string(),
  asOf: z.string(),
  inspections: count,
  records: count,
  changes: z.array(
    z.strictObject({ ...aboutInspection, effect: effectSchema, before: briefSchema, after: briefSchema }),
  ),
})

const asOf = daySchema.nullable()

export const retentionProcedures = {
  /** Every inspection whose register this vault holds, with what holds on a day; null for today. */
  'retention.list': procedure(
    'open',
    z.strictObject({ asOf }),
    z.strictObject({
      today: z.string(),
      asOf: z.string(),
      /** The version of the policy pack by which it was reckoned. */
      version: z.string(),
      inspections: z.array(keptSchema),
    }),
    'records-manager',
  ),
  /** One inspection explained, for whoever holds its register or its evidence. */
  'retention.read': procedure(
    'open',
    z.strictObject({ inspection: hashSchema, asOf }),
    z.strictObject({
      ...keptSchema.shape,
      today: z.string(),
      asOf: z.string(),
      version: z.string(),
      /** False where this vault holds the evidence only: what was stated of it is not known here. */
      register: z.boolean(),
      outcomes: z.array(outcomeSchema),
      /** The roles that stand together in its notes, for answers about some of them. */
      kinds: z.array(z.strictObject({ people: terms, notes: count })),
      assumptions: z.array(assumptionSchema),
      /** The newest first. */
      statements: z.array(statementSchema),
      mayState: z.boolean(),
    }),
  ),
  /** States all that is known of one event, question or review; `heads` are the statements that stood when it was chosen. */
  'retention.state': procedure(
    'open',
    z.strictObject({ inspection: hashSchema, heads: z.array(hashSchema).max(100), said: statedSchema }),
    empty,
  ),
  /**
   * What the pack with these files in place of its own would change, before anybody adopts it. `refused` says what is
   * wrong with them; then nothing is compared.
   */
  'retention.compare': procedure(
    'open',
    z.strictObject({
      files: z.array(z.strictObject({ name: text(120).min(1), text: text(500_000) })).max(40),
      asOf,
    }),
    z.strictObject({
      refused: z.array(z.strictObject({ file: z.string(), what: z.string() })),
      comparison: comparisonSchema.nullable(),
    }),
    'records-manager',
  ),
} as const
