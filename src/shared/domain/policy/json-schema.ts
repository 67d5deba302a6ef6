// The published JSON Schema of a pack, made from the schemas that check it when it is loaded.
import { z } from 'zod'
import { headSchema, partFiles, partSchemas } from '../policy.ts'
import { remitSchema } from './remit.ts'

/**
 * One property for each file of a pack, and `remits/*.json` for those of its folder. What several files share stands
 * under `$defs`. It tells shapes; what one file says of another is checked by the command and at load.
 */
export function jsonSchemaOfPack(): object {
  const parts = Object.entries(partSchemas).map(([name, schema]) => [
    partFiles[name as keyof typeof partSchemas],
    schema,
  ])
  const files = z.strictObject({
    'pack.json': headSchema,
    ...(Object.fromEntries(parts) as Readonly<Record<string, z.ZodType>>),
    'remits/*.json': remitSchema,
  })
  return z.toJSONSchema(files.describe('The files of a policy pack, one property each.'), {
    io: 'input',
    // Whether a value can be changed once it is loaded is no business of a file.
    override: ({ jsonSchema }) => void delete jsonSchema.readOnly,
  })
}
