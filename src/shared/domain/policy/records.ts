// Records of contacts, contracts and recruitment: classes, how long each is kept, who may open a complaint's file.
import { z } from 'zod'
import { ruleSchema } from './retention.ts'
import { filled, list, part, sourceSchema, statementSchema, termSchema, wordsSchema } from './terms.ts'

/** Somebody who may see the file of a complaint: `always`, or once it is `escalated`. */
const readerSchema = part({
  id: termSchema,
  label: wordsSchema,
  when: z.enum(['always', 'escalated']),
  body: termSchema.nullable(),
  source: sourceSchema,
})

/** A class of records; `silent` says so where no period is stated for it. */
const recordClassSchema = part({
  id: termSchema,
  label: wordsSchema,
  holds: wordsSchema,
  silent: z.boolean(),
  source: sourceSchema,
})

export const recordsSchema = part({
  controller: termSchema,
  bases: list(part({ basis: termSchema, words: wordsSchema, source: sourceSchema })),
  classes: filled(recordClassSchema),
  retention: filled(ruleSchema),
  complaintFile: part({ records: termSchema, circle: filled(readerSchema), rules: list(statementSchema) }),
  /** What applicants may be asked about that is special, with the condition for it. */
  recruitment: list(part({ category: termSchema, basis: termSchema, source: sourceSchema })),
})
