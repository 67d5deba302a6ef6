// Notifiable incidents: what is passed on each working day, column by column, who reads it, and what may not be destroyed.
import { z } from 'zod'
import { standingHoldSchema } from './retention.ts'
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

/** One column of the summary; `categories` are those of the lists that it holds, `personal` whether about a person. */
const columnSchema = part({
  position: z.int().min(1),
  id: termSchema,
  heading: wordsSchema,
  type: z.enum(['reference', 'text', 'date', 'number', 'yes-no', 'choice', 'list']),
  personal: z.boolean(),
  categories: list(termSchema),
  note: wordsSchema.nullable(),
})

/** How something is passed on, and how often. */
const transferSchema = part({
  id: termSchema,
  from: termSchema,
  to: termSchema,
  every: z.enum(['working-day', 'week']),
  words: wordsSchema,
  source: sourceSchema,
})

export const notificationsSchema = part({
  parties: filled(termSchema),
  gateways: filled(gatewaySchema),
  bases: list(part({ said: sourceSchema, now: list(termSchema), note: wordsSchema, source: sourceSchema })),
  columns: part({ source: sourceSchema, items: filled(columnSchema) }),
  incidentKinds: filled(factSchema),
  readers: filled(statementSchema),
  recipients: filled(part({ recipient: termSchema, words: wordsSchema, source: sourceSchema })),
  transfers: filled(transferSchema),
  rules: list(statementSchema),
  holds: list(standingHoldSchema),
  review: part({ every: periodSchema, words: wordsSchema, source: sourceSchema }),
})
