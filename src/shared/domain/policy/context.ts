// What stands beside the rules: another body's notice on children in need, and what the documents' words are called now.
import { ruleSchema } from './retention.ts'
import {
  dateSchema,
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

/** A kind of data of the notice, with the categories of the lists that it falls into. */
const kindOfDataSchema = part({
  id: termSchema,
  label: wordsSchema,
  categories: list(termSchema),
  source: sourceSchema,
})

/** A school trust's notice on children in need and looked-after children: context for the rules of inspections. */
export const childrenInNeedSchema = part({
  controller: termSchema,
  about: list(termSchema),
  categories: filled(kindOfDataSchema),
  purposes: list(statementSchema),
  bases: list(part({ basis: termSchema, source: sourceSchema })),
  recipients: filled(part({ recipient: termSchema, words: wordsSchema, source: sourceSchema })),
  gateways: list(gatewaySchema),
  retention: filled(ruleSchema),
  rights: list(factSchema),
  misprints: list(misprintSchema),
})

/**
 * A body or term that the documents name and that has changed since; `now` is offered beside it, never instead.
 * `becomes` is the body of the lists that `bodies` are today, where the lists have it.
 */
export const successorsSchema = list(
  part({
    id: termSchema,
    said: wordsSchema,
    saidIn: filled(sourceSchema),
    bodies: list(termSchema),
    becomes: termSchema.nullable(),
    now: wordsSchema,
    since: dateSchema.nullable(),
    note: wordsSchema.nullable(),
    source: sourceSchema,
  }),
)
