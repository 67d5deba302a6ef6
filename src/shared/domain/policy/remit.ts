// One remit: on which power it rests, what may be held about whom, who may see it, and how long it is kept.
import { z } from 'zod'
import { ruleSchema } from './retention.ts'
import {
  factSchema,
  filled,
  gatewaySchema,
  list,
  misprintSchema,
  part,
  sourceSchema,
  statementSchema,
  termSchema,
  wordsSchema,
} from './terms.ts'

/** A kind of setting; whether those who carry it on and those who manage it must register, null where nobody does. */
const settingSchema = part({
  id: termSchema,
  label: wordsSchema,
  registration: part({ providers: z.boolean(), managers: z.boolean() }).nullable(),
  source: sourceSchema,
})

/** Who is controller of which data of an inspection. */
const controllerSchema = part({
  controller: termSchema,
  of: z.enum(['everything', 'shared-systems', 'own-gathering']),
  words: wordsSchema,
  assumption: termSchema.nullable(),
  source: sourceSchema,
})

/** A kind of person, with each category that may be held about them; none where the document names no category. */
const subjectSchema = part({
  subject: termSchema,
  source: sourceSchema,
  held: list(part({ category: termSchema, source: sourceSchema })),
})

/** A case of which the local authority must tell the inspectorate; `abuseOrNeglect`: only where known or suspected. */
const notifiableSchema = part({
  id: termSchema,
  words: wordsSchema,
  outcome: z.enum(['died', 'seriously-harmed']),
  abuseOrNeglect: z.boolean(),
  source: sourceSchema,
})

/** Data that arrive regularly beside the inspections; `yearly`: whether the document says that, or it is inferred. */
const yearlyDataSchema = part({
  id: termSchema,
  label: wordsSchema,
  from: termSchema,
  about: filled(termSchema),
  categories: filled(termSchema),
  yearly: z.enum(['stated', 'inferred']),
  uses: list(wordsSchema),
  source: sourceSchema,
})

/**
 * Whether names are recorded: `never`, of `some` kinds of people, or `silent` where the document does not say.
 * `inferred` says from what the rule follows where the document does not state it.
 */
const namesSchema = part({
  rule: z.enum(['never', 'some', 'silent']),
  subjects: list(termSchema),
  words: wordsSchema,
  inferred: wordsSchema.nullable(),
  assumption: termSchema.nullable(),
  source: sourceSchema,
})

/** Information about staff: only where `necessary`, only what is `relevant`, or for `checks` that the work calls for. */
const staffSchema = part({
  rule: z.enum(['necessary', 'relevant', 'checks']),
  words: wordsSchema,
  source: sourceSchema,
})

const provenanceSchema = part({
  mainly: wordsSchema,
  authorities: list(termSchema),
  public: list(termSchema),
  channels: list(termSchema),
  source: sourceSchema,
})

const whistleblowingSchema = part({
  instrument: termSchema,
  words: wordsSchema,
  misprint: misprintSchema.nullable(),
  source: sourceSchema,
})

/** One kind of inspection. */
export const remitSchema = part({
  id: termSchema,
  title: wordsSchema,
  summary: wordsSchema,
  bases: filled(part({ basis: termSchema, assumption: termSchema.nullable(), source: sourceSchema })),
  gateways: filled(gatewaySchema),
  purposes: filled(statementSchema),
  settings: filled(settingSchema),
  controllers: filled(controllerSchema),
  jointInspectorates: list(part({ inspectorate: termSchema, source: sourceSchema })),
  subjects: filled(subjectSchema),
  incidents: list(part({ incident: termSchema, source: sourceSchema })),
  notifiable: list(notifiableSchema),
  recipients: filled(part({ recipient: termSchema, purpose: wordsSchema.nullable(), source: sourceSchema })),
  yearlyData: list(yearlyDataSchema),
  areas: filled(factSchema),
  retention: filled(ruleSchema),
  provenance: provenanceSchema,
  names: namesSchema,
  reportsNeverIdentify: part({ words: wordsSchema, source: sourceSchema }).nullable(),
  staff: staffSchema,
  whistleblowing: whistleblowingSchema.nullable(),
})
