// Keys in files: each says what it is, so that a person who finds one knows what lies there.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { fromBase64url, toBase64url } from '#shared/domain/bytes.ts'
import { deviceId } from '#shared/domain/entry.ts'
import { Problem } from '#shared/problems.ts'
import { type AgeIdentity, newAgeIdentity } from './age.ts'
import { random, seedBytes, sha256, signingKeyFrom } from './crypto.ts'
import { readFileOrNull, replaceFile } from './files.ts'
import type { StoreKey } from './records/store.ts'

const seedSchema = z.strictObject({ what: z.string(), seed: z.string().length(43) })
const identitySchema = z.strictObject({ what: z.string(), recipient: z.string(), identity: z.string() })

export const storeKeyFile = 'store-key.json'
export const trialFolder = 'trial'

export const newSeed = (): Uint8Array => random(seedBytes)

/** A signing key as a device; root and store have an empty recipient. */
export function keyOf(seed: Uint8Array, recipient = ''): StoreKey {
  const key = signingKeyFrom(seed)
  return { ...key, device: deviceId(sha256, key.publicKey, recipient) }
}

export function writeSeed(path: string, what: string, seed: Uint8Array): void {
  replaceFile(path, `${JSON.stringify({ what, seed: toBase64url(seed) }, null, 2)}\n`)
}

/** The seed of a file; made where the file is missing, never made anew. Throws `central.damaged` for another content. */
export function readOrMakeSeed(path: string, what: string): Uint8Array {
  if (!existsSync(path)) writeSeed(path, what, newSeed())
  return readSeed(path)
}

/** Throws Problem `central.damaged` when there is no such file or something else in it. */
export function readSeed(path: string): Uint8Array {
  return fromBase64url(contentOf(path, seedSchema).seed)
}

/** The age identity of a file; made where the file is missing. */
export async function readOrMakeIdentity(path: string, what: string): Promise<AgeIdentity> {
  if (!existsSync(path)) {
    const { recipient, identity } = await newAgeIdentity()
    replaceFile(path, `${JSON.stringify({ what, recipient, identity }, null, 2)}\n`)
  }
  return contentOf(path, identitySchema)
}

/** The store's key: in the folder itself, or in the folder of a trial. */
export function readStoreKey(folder: string): StoreKey {
  const places = [join(folder, storeKeyFile), join(folder, trialFolder, storeKeyFile)]
  return keyOf(readSeed(places.find((place) => existsSync(place)) ?? join(folder, storeKeyFile)))
}

function contentOf<Content>(path: string, schema: z.ZodType<Content>): Content {
  const damaged = new Problem('central.damaged', { detail: 'a key file is missing or has another content' })
  try {
    const parsed = schema.safeParse(JSON.parse(readFileOrNull(path) ?? 'null'))
    if (parsed.success) return parsed.data
  } catch {
    throw damaged
  }
  throw damaged
}
