// Codes that `enrol` made and nobody used yet: one file each in `trial/codes`, good for ten minutes.
import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { fromBase64url, toBase64url } from '#shared/domain/bytes.ts'
import { roleSchema } from '#shared/domain/directory-kinds.ts'
import { type Hash, hashSchema } from '#shared/domain/ids.ts'
import { makeFolder, readFileOrNull, replaceFile } from './files.ts'
import { trialFolder } from './key-files.ts'
import type { CodeRecord, Codes } from './records/enrolling.ts'

/** How long a code is good for, in milliseconds. */
export const codeLife = 10 * 60 * 1_000

const recordSchema = z.strictObject({
  code: hashSchema,
  secret: z.string(),
  name: z.string().min(1).max(120),
  post: z.string().max(120),
  body: z.string().max(120),
  /** Empty for somebody's new device: their roles stay as they are. */
  roles: z.array(roleSchema),
  person: hashSchema.nullable(),
  /** The instant in milliseconds, by the clock of the store's computer. */
  made: z.int(),
})

/** Leaves a code for the store, which need not run. */
export function leaveCode(folder: string, record: CodeRecord, now: number): void {
  const place = join(folder, trialFolder, 'codes')
  makeFolder(place)
  const kept = { ...record, secret: toBase64url(record.secret), made: now }
  replaceFile(join(place, `${record.code}.json`), `${JSON.stringify(kept)}\n`)
}

/** The codes of a store's folder; those that are too old are removed. */
export function openCodes(folder: string, now: () => number): Codes {
  const place = join(folder, trialFolder, 'codes')
  const fileOf = (code: Hash) => join(place, `${code}.json`)
  const forget = (code: Hash) => rmSync(fileOf(code), { force: true })
  const read = (code: Hash): CodeRecord | null => {
    const record = recordIn(readFileOrNull(fileOf(code)))
    if (record === null) return null
    const { made, secret, ...about } = record
    const age = now() - made
    return age < 0 || age >= codeLife ? null : { ...about, secret: fromBase64url(secret) }
  }
  for (const code of existsSync(place) ? codesIn(place) : []) if (read(code) === null) forget(code)
  return { read, forget }
}

function codesIn(place: string): readonly Hash[] {
  return readdirSync(place).flatMap((name) => /^([0-9a-f]{64})\.json$/.exec(name)?.[1] ?? [])
}

function recordIn(text: string | null): z.output<typeof recordSchema> | null {
  try {
    return recordSchema.safeParse(JSON.parse(text ?? 'null')).data ?? null
  } catch {
    return null
  }
}
