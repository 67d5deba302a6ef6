// Reads the policy pack from its folder and refuses one that is incomplete, misspelt or at odds with itself.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import {
  headSchema,
  listsSchema,
  type Pack,
  packSchema,
  type Remit,
  remitSchema,
  type Source,
} from '#shared/domain/policy.ts'
import { Problem } from '#shared/problems.ts'

const remitsFolder = 'remits'

/** Something wrong in one file of the pack. */
interface Mistake {
  readonly file: string
  readonly what: string
}

/**
 * The policy pack in `folder`, checked and frozen; remits come in the order of their file names.
 * Throws the problem `policy.unreadable`, its detail naming the file, when anything is missing or wrong.
 */
export function loadPolicy(folder: string): Pack {
  const head = readPart(folder, 'pack.json', headSchema)
  const lists = readPart(folder, 'lists.json', listsSchema)
  const remits = remitFiles(folder).map((file) => readRemit(folder, file))

  const pack = accept(packSchema, { ...head, lists, remits }, remitsFolder)
  const mistake = findMistake(pack)
  if (mistake) throw unreadable(mistake)
  return pack
}

/** Every file of the remits folder is one remit, so that a stray or misnamed one is noticed, not passed over. */
function remitFiles(folder: string): readonly string[] {
  try {
    const names = readdirSync(join(folder, remitsFolder))
    return names.filter((name) => !name.startsWith('.')).toSorted()
  } catch (cause) {
    throw unreadable({ file: remitsFolder, what: 'cannot be read' }, cause)
  }
}

function readRemit(folder: string, name: string): Remit {
  const file = `${remitsFolder}/${name}`
  const remit = readPart(folder, file, remitSchema)
  // One id for each file name keeps ids unique without a list of remits anywhere.
  if (name !== `${remit.id}.json`) throw unreadable({ file, what: `holds the id '${remit.id}'` })
  return remit
}

function readPart<Schema extends z.ZodType>(folder: string, file: string, schema: Schema): z.infer<Schema> {
  return accept(schema, readJson(folder, file), file)
}

function readJson(folder: string, file: string): unknown {
  try {
    return JSON.parse(readFileSync(join(folder, file), 'utf8'))
  } catch (cause) {
    const what = cause instanceof SyntaxError ? 'is not JSON' : 'cannot be read'
    throw unreadable({ file, what }, cause)
  }
}

function accept<Schema extends z.ZodType>(schema: Schema, value: unknown, file: string): z.infer<Schema> {
  const result = schema.safeParse(value)
  if (!result.success) throw unreadable({ file, what: z.prettifyError(result.error) }, result.error)
  return result.data
}

/** The first contradiction that the schemas cannot see: an id given twice, or a reference to nothing. */
function findMistake(pack: Pack): Mistake | undefined {
  const documents = pack.documents.map((entry) => entry.document)
  const categories = pack.lists.categories.map((category) => category.id)

  return (
    repeated('pack.json', 'document', documents) ??
    repeated('lists.json', 'category', categories) ??
    repeated('lists.json', 'note kind', ids(pack.lists.noteKinds)) ??
    repeated('lists.json', 'person role', ids(pack.lists.personRoles)) ??
    firstOf(pack.remits, (remit) => findMistakeIn(remit, new Set(categories), new Set(documents)))
  )
}

function findMistakeIn(
  remit: Remit,
  categories: ReadonlySet<string>,
  documents: ReadonlySet<number>,
): Mistake | undefined {
  const file = `${remitsFolder}/${remit.id}.json`
  const held = remit.categories.map((entry) => entry.category)

  return (
    repeated(file, 'setting', ids(remit.settings)) ??
    repeated(file, 'category', held) ??
    repeated(file, 'area', ids(remit.areas)) ??
    repeated(file, 'retention rule', ids(remit.retention)) ??
    firstOf(held, (id) => (categories.has(id) ? undefined : { file, what: `category '${id}' is in no list` })) ??
    firstOf(sourcesOf(remit), (source) => {
      if (!('document' in source) || documents.has(source.document)) return undefined
      return { file, what: `document ${source.document} is not one of the pack's` }
    })
  )
}

function sourcesOf(remit: Remit): readonly Source[] {
  const facts = [...remit.settings, ...remit.categories, ...remit.areas, ...remit.retention]
  return [remit.legalBasis.source, ...facts.map((fact) => fact.source)]
}

function ids(items: readonly { readonly id: string }[]): readonly string[] {
  return items.map((item) => item.id)
}

function repeated(file: string, kind: string, values: readonly (string | number)[]): Mistake | undefined {
  const again = values.find((value, index) => values.indexOf(value) !== index)
  return again === undefined ? undefined : { file, what: `${kind} '${again}' is given twice` }
}

function firstOf<Item>(items: readonly Item[], find: (item: Item) => Mistake | undefined): Mistake | undefined {
  for (const item of items) {
    const mistake = find(item)
    if (mistake) return mistake
  }
  return undefined
}

function unreadable(mistake: Mistake, cause?: unknown): Problem {
  return new Problem('policy.unreadable', { detail: `${mistake.file}: ${mistake.what}`, cause })
}
