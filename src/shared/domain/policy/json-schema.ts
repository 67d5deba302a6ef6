// The published JSON Schema of a pack, made from the schemas that check it when it is loaded.
import { z } from 'zod'
import { headSchema, partFiles, partSchemas } from '../policy.ts'
import { remitSchema } from './remit.ts'
import { ruleSchema } from './retention.ts'
import { factSchema, gatewaySchema, sourceSchema, statementSchema, termSchema, wordsSchema } from './terms.ts'

/** What several files share, under the names by which the published schema calls it. */
const shared = {
  fact: factSchema,
  gateway: gatewaySchema,
  remit: remitSchema,
  rule: ruleSchema,
  source: sourceSchema,
  statement: statementSchema,
  term: termSchema,
  words: wordsSchema,
}

/**
 * One property for each file of a pack, and `remits/*.json` for those of its folder. What several files share stands
 * under `$defs`. It tells shapes; what one file says of another is checked by the command and at load.
 */
export function jsonSchemaOfPack(): object {
  const named = z.registry<{ readonly id: string }>()
  for (const [id, schema] of Object.entries(shared)) named.add(schema, { id })
  const parts = Object.entries(partSchemas).map(([name, schema]) => [
    partFiles[name as keyof typeof partSchemas],
    schema,
  ])
  const files = z.strictObject({
    'pack.json': headSchema,
    ...(Object.fromEntries(parts) as Readonly<Record<string, z.ZodType>>),
    'remits/*.json': remitSchema,
  })
  return z.toJSONSchema(files, {
    io: 'input',
    metadata: named,
    // Whether a value can be changed once it is loaded is no business of a file.
    override: ({ jsonSchema }) => void delete jsonSchema.readOnly,
  })
}
