// Reads the policy pack from its folder and refuses one that is incomplete, misspelt or at odds with itself.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { contradictionsIn, type Mistake } from '#shared/domain/policy/contradictions.ts'
import { remitSchema } from '#shared/domain/policy/remit.ts'
import { headSchema, type Pack, partFiles, partSchemas } from '#shared/domain/policy.ts'
import { Problem } from '#shared/problems.ts'

const remitsFolder = 'remits'

/** Something wrong in a pack: with one file by itself (`unreadable`), or of one file with another (`at-odds`). */
export interface Finding extends Mistake {
  readonly code: 'policy.unreadable' | 'policy.at-odds'
}

/** Reads one file of a pack, by its path inside the pack's folder; throws where that is not possible. */
type Read = (file: string) => string

/**
 * The policy pack in `folder`, checked and frozen; remits come in the order of their file names.
 * Throws the problem `policy.unreadable` or `policy.at-odds`, its detail naming the first file and what is wrong there.
 */
export function loadPolicy(folder: string): Pack {
  const examined = examine(filesIn(folder), readerOf(folder))
  if ('pack' in examined) return examined.pack
  const [{ code, file, what }] = examined.findings
  throw new Problem(code, { detail: `${file}: ${what}` })
}

/** Everything that is wrong with the pack in `folder`; empty when it can be used. */
export function checkPolicy(folder: string): readonly Finding[] {
  return findingsOf(examine(filesIn(folder), readerOf(folder)))
}

/** Everything that is wrong with one file, put into the pack in `folder` in place of its own or beside them. */
export function checkPolicyFile(folder: string, file: string, text: string): readonly Finding[] {
  return findingsOf(policyWith(folder, new Map([[file, text]])))
}

/** The pack in `folder` with other files, by their path inside it, in place of its own or beside them; or what is wrong. */
export function policyWith(folder: string, changed: ReadonlyMap<string, string>): Examined {
  const read = readerOf(folder)
  const files = [...new Set([...filesIn(folder), ...changed.keys()])]
  return examine(files, (name) => changed.get(name) ?? read(name))
}

/** Where in a pack a file of this name belongs: one of the parts that every pack has, or else a remit. */
export function placeInPack(name: string): string {
  return ['pack.json', ...Object.values(partFiles)].includes(name) ? name : `${remitsFolder}/${name}`
}

export type Examined = { readonly pack: Pack } | { readonly findings: readonly [Finding, ...Finding[]] }

function findingsOf(examined: Examined): readonly Finding[] {
  return 'pack' in examined ? [] : examined.findings
}

function filled(findings: readonly Finding[]): findings is readonly [Finding, ...Finding[]] {
  return findings.length > 0
}

/** Contradictions are looked for once every file fits its schema: before that they would only be echoes. */
function examine(files: readonly string[], read: Read): Examined {
  const findings: Finding[] = []
  const take = <Schema extends z.ZodType>(file: string, schema: Schema): z.infer<Schema> | undefined => {
    const { value, what } = parse(file, schema, read)
    if (what !== undefined) findings.push({ file, what, code: 'policy.unreadable' })
    return value
  }

  const head = take('pack.json', headSchema)
  const parts = Object.entries(partSchemas).map(([name, schema]) => [
    name,
    take(partFiles[name as keyof typeof partSchemas], schema),
  ])
  const remits = remitFiles(files).map((file) => take(file, remitSchemaOf(file)))
  if (remits.length === 0) {
    findings.push({ file: remitsFolder, what: 'cannot be read, or holds no remit', code: 'policy.unreadable' })
  }
  if (filled(findings)) return { findings }

  // Each part has been through its schema: parsing the whole again would only take the time twice.
  const pack = Object.freeze({ ...head, ...Object.fromEntries(parts), remits: Object.freeze(remits) }) as Pack
  const odd: readonly Finding[] = contradictionsIn(pack).map((mistake) => ({ ...mistake, code: 'policy.at-odds' }))
  return filled(odd) ? { findings: odd } : { pack }
}

/** One id for each file name keeps ids unique without a list of remits anywhere. */
function remitSchemaOf(file: string) {
  return remitSchema.refine(({ id }) => file === `${remitsFolder}/${id}.json`, {
    error: ({ input }) => `holds the id '${(input as { readonly id: string }).id}'`,
  })
}

function parse<Schema extends z.ZodType>(file: string, schema: Schema, read: Read) {
  let content: unknown
  try {
    content = JSON.parse(read(file))
  } catch (cause) {
    return { what: cause instanceof SyntaxError ? 'is not JSON' : 'cannot be read' }
  }
  const result = schema.safeParse(content)
  return result.success ? { value: result.data } : { what: z.prettifyError(result.error) }
}

function readerOf(folder: string): Read {
  return (file) => readFileSync(join(folder, file), 'utf8')
}

/** Every file of the remits folder is one remit, so that a stray or misnamed one is noticed, not passed over. */
function remitFiles(files: readonly string[]): readonly string[] {
  return files.filter((file) => file.startsWith(`${remitsFolder}/`)).toSorted()
}

function filesIn(folder: string): readonly string[] {
  return [...namesIn(folder), ...namesIn(join(folder, remitsFolder)).map((name) => `${remitsFolder}/${name}`)]
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter((name) => !name.startsWith('.'))
  } catch {
    return []
  }
}
