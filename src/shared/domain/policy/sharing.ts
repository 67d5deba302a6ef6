// Sharing between inspectorates: reports before publication, letters of concern, the portal of joint inspections.
import { z } from 'zod'
import {
  factSchema,
  filled,
  gatewaySchema,
  list,
  part,
  periodSchema,
  sourceSchema,
  statementSchema,
  termSchema,
  wordsSchema,
} from './terms.ts'

/** One party: whom to write to (a role, no person), who may read a report under embargo, and which reports it shares. */
const partySchema = part({
  inspectorate: termSchema,
  contactRole: wordsSchema,
  contactSource: sourceSchema,
  embargoReaders: filled(factSchema),
  reports: filled(factSchema),
})

/** The words that must stand on a report before publication, letter for letter, and how the reader handles it. */
const markingSchema = part({
  text: wordsSchema,
  handling: wordsSchema,
  removedAt: termSchema,
  source: sourceSchema,
  handlingSource: sourceSchema,
  classification: sourceSchema,
})

/** The portal of a joint inspection: which inspectorates take part, who of them reads, and its rules. */
const portalSchema = part({
  remit: termSchema,
  inspectorates: filled(termSchema),
  notFor: list(termSchema),
  readers: filled(factSchema),
  rules: filled(statementSchema),
  assessedAgainst: sourceSchema,
  source: sourceSchema,
})

export const sharingSchema = part({
  parties: filled(partySchema),
  gateways: filled(gatewaySchema),
  prePublication: filled(statementSchema),
  marking: markingSchema,
  reportRules: filled(statementSchema),
  concernLetters: filled(statementSchema),
  /** One of these is needed before a report or letter received is passed on. */
  onwardSharing: filled(statementSchema),
  portal: portalSchema,
  planningLists: part({ every: z.enum(['school-term']), words: wordsSchema, source: sourceSchema }),
  suitability: statementSchema,
  otherSharing: list(statementSchema),
  otherAgreements: list(part({ between: filled(termSchema), source: sourceSchema })),
  review: part({ every: periodSchema, words: wordsSchema, source: sourceSchema }),
})
