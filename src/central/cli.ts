// The command `npm run central`: starts a store, founds an organisation, lets people in, and looks at what there is.

import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { roleSchema, roles } from '#shared/domain/directory-kinds.ts'
import { enrol } from './commands/enrol.ts'
import { start } from './commands/start.ts'
import { usualFolder } from './files.ts'
import { complain, say } from './terminal.ts'

const usage = `Usage: npm run central                 starts the store; founds a trial organisation where there is none
       npm run central -- enrol --name "…" --role ${roles.join('|')}
                              [--post "…"] [--body "…"] [--again [--person <first digits>]] [--address <url>]
                                       prints a one-time code for a person of a trial; --role may be repeated,
                                       --again is for a new device of somebody who is enrolled
       all with  [--folder <path>]     where the store's files lie (FIELDBOOK_CENTRAL, else the usual place)
                 [--port <number>]     where it listens on 127.0.0.1 (FIELDBOOK_CENTRAL_PORT, else 4747)`

const usualPort = '4747'

const options = {
  folder: { type: 'string' },
  port: { type: 'string' },
  name: { type: 'string' },
  role: { type: 'string', multiple: true },
  post: { type: 'string' },
  body: { type: 'string' },
  again: { type: 'boolean' },
  person: { type: 'string' },
  address: { type: 'string' },
} as const

const place = {
  folder: z.string().min(1).optional(),
  port: z.coerce
    .number()
    .int()
    .min(0)
    .max(65_535)
    .default(Number(process.env['FIELDBOOK_CENTRAL_PORT'] ?? usualPort)),
}

const words = z.string().trim().max(120)
const address = z.url({ protocol: /^https?$/ }).optional()

const startSchema = z.strictObject(place)
const enrolSchema = z
  .strictObject({
    ...place,
    name: words.min(1),
    role: z.array(roleSchema).default([]),
    post: words.default(''),
    body: words.default(''),
    again: z.boolean().default(false),
    person: z
      .string()
      .regex(/^[0-9a-f]{4,64}$/)
      .optional(),
    address,
  })
  .refine(({ role, again }) => again || role.length > 0)

/** Exit codes: 0 done, 1 something is wrong, 2 the words of the command are. */
async function obey(): Promise<0 | 1 | 2> {
  const given = wordsGiven()
  if (given === null) return 2
  const [command = 'start', ...more] = given.positionals
  if (more.length > 0) return misunderstood()
  if (command === 'start') {
    const asked = startSchema.safeParse(given.values)
    return asked.success ? start(folderOf(asked.data), asked.data.port) : misunderstood()
  }
  if (command === 'enrol') {
    const asked = enrolSchema.safeParse(given.values)
    if (!asked.success) return misunderstood()
    const { role, person, address: reached, ...about } = asked.data
    const roles = [...new Set(role.length > 0 ? role : (['inspector'] as const))]
    return enrol(folderOf(about), about.port, { ...about, roles, person: person ?? null, address: reached ?? null })
  }
  return misunderstood()
}

function wordsGiven() {
  try {
    return parseArgs({ options, allowPositionals: true })
  } catch {
    misunderstood()
    return null
  }
}

function folderOf({ folder }: { readonly folder?: string | undefined }): string {
  return folder === undefined ? usualFolder() : resolve(folder)
}

function misunderstood(): 2 {
  say(usage)
  return 2
}

try {
  process.exitCode = await obey()
} catch (error) {
  complain(error)
  process.exitCode = 1
}
