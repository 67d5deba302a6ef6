// The command `npm run central`: starts a store, founds an organisation, lets people in, and looks at what there is.

import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { roleSchema, roles } from '#shared/domain/directory-kinds.ts'
import { type Enrolling, enrol } from './commands/enrol.ts'
import { foundOrganisation } from './commands/found.ts'
import { start } from './commands/start.ts'
import { stats } from './commands/stats.ts'
import { verify } from './commands/verify.ts'
import { usualFolder } from './files.ts'
import { complain, say } from './terminal.ts'
import { usualUndoWindow, windowFrom } from './undo-window.ts'

const usage = `Usage: npm run central [-- --name "…"] starts the store; founds a trial organisation where there is none
                 [--undo-window <minutes, or a duration such as PT12H or P2D>]
                                       how long an approved disposal can be withdrawn before it is carried out (24 hours)
       npm run central -- found --name "…" [--officers <2 to 20>]
                                       founds a real organisation; says what to do with each file
       npm run central -- stats        whose store this is and how much it holds
       npm run central -- verify       checks every chain, signature, tree and checkpoint
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
  officers: { type: 'string' },
  'undo-window': { type: 'string' },
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

const placeSchema = z.strictObject(place)
const undoWindow = z.string().transform((text, context) => {
  const milliseconds = windowFrom(text)
  if (milliseconds !== null) return milliseconds
  context.addIssue({ code: 'custom', message: 'neither minutes nor a duration of at most a year' })
  return z.NEVER
})
const startSchema = z.strictObject({
  ...place,
  name: words.min(1).optional(),
  'undo-window': undoWindow.default(usualUndoWindow),
})
const foundSchema = z.strictObject({
  ...place,
  name: words.min(1),
  officers: z.coerce.number().int().min(2).max(20).default(3),
})
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

type Status = 0 | 1 | 2
type Given = Readonly<Record<string, unknown>>

/** Exit codes: 0 done, 1 something is wrong, 2 the words of the command are, or nothing could be checked. */
async function obey(): Promise<Status> {
  const given = wordsGiven()
  const [command = 'start', ...more] = given?.positionals ?? []
  const follow = commands.get(command)
  if (given === null || follow === undefined || more.length > 0) return misunderstood()
  return follow(given.values)
}

/** A command whose words must have this form. */
function taking<Words>(schema: z.ZodType<Words>, follow: (words: Words) => Promise<Status>) {
  return async (given: Given): Promise<Status> => {
    const asked = schema.safeParse(given)
    return asked.success ? follow(asked.data) : misunderstood()
  }
}

const commands: ReadonlyMap<string, (given: Given) => Promise<Status>> = new Map([
  ['start', taking(startSchema, async (asked) => start(folderOf(asked), asked.port, asked['undo-window'], asked.name))],
  ['stats', taking(placeSchema, async (asked) => stats(folderOf(asked)))],
  ['verify', taking(placeSchema, async (asked) => verify(folderOf(asked)))],
  ['found', taking(foundSchema, async (asked) => foundOrganisation(folderOf(asked), asked.name, asked.officers))],
  ['enrol', taking(enrolSchema, async (asked) => enrol(folderOf(asked), asked.port, enrollingOf(asked)))],
])

function enrollingOf({ name, post, body, role, again, person, address }: z.output<typeof enrolSchema>): Enrolling {
  // The roles of somebody who is enrolled already stay what they are.
  const roles = role.length > 0 ? [...new Set(role)] : (['inspector'] as const)
  return { name, post, body, roles, again, person: person ?? null, address: address ?? null }
}

function wordsGiven() {
  try {
    return parseArgs({ options, allowPositionals: true })
  } catch {
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
