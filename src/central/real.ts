// Founding a real organisation: keys that must not stay with the store become files to be taken away.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { split } from 'shamir-secret-sharing'
import { toBase64url, utf8 } from '#shared/domain/bytes.ts'
import type { Hash, Instant } from '#shared/domain/ids.ts'
import { Problem } from '#shared/problems.ts'
import { newAgeIdentity } from './age.ts'
import { makeFolder, replaceFile } from './files.ts'
import { keyOf, newSeed, readOrMakeSeed, storeKeyFile, trialFolder, writeSeed } from './key-files.ts'
import { found } from './records/founding.ts'
import type { Storage } from './storage/Storage.ts'

/** How many shares open a recovery identity. */
export const threshold = 2

export const takeAwayFolder = 'to-take-away'
export const rootKeyFile = 'root-key.json'

/** One share as it stands in its file. */
export interface ShareFile {
  readonly what: string
  readonly recovery: 'ordinary' | 'restricted'
  readonly recipient: string
  readonly share: string
}

export const shareFile = (recovery: ShareFile['recovery'], officer: number): string =>
  `${recovery}-share-${officer}.json`

/**
 * Founds an organisation whose root key and recovery identities exist only in `to-take-away/`, the identities only as
 * shares of which two open one. Throws Problem `organisation.exists` for a folder that holds one, a trial, or such files.
 */
export async function foundReal(
  folder: string,
  storage: Storage,
  { name, officers }: { readonly name: string; readonly officers: number },
  at: Instant,
): Promise<Hash> {
  const place = join(folder, takeAwayFolder)
  const left = [place, join(folder, trialFolder)].some((path) => existsSync(path))
  if (left || (await storage.organisation()) !== null) throw new Problem('organisation.exists')
  makeFolder(place)
  const seed = newSeed()
  const root = keyOf(seed)
  writeSeed(join(place, rootKeyFile), `key of the root of ${name}`, seed)
  seed.fill(0)
  const recovery = {
    ordinary: await shared(place, name, 'ordinary', officers),
    restricted: await shared(place, name, 'restricted', officers),
  }
  const store = keyOf(readOrMakeSeed(join(folder, storeKeyFile), `key of the store of ${name}`))
  return found(storage, { name, root, store, recovery, trial: null, at })
}

/** Makes an identity, leaves its shares, and gives the recipient; the identity itself is written nowhere. */
async function shared(place: string, name: string, recovery: ShareFile['recovery'], officers: number): Promise<string> {
  const { identity, recipient } = await newAgeIdentity()
  const shares = await split(utf8(identity), officers, threshold)
  shares.forEach((share, index) => {
    const what = `share ${index + 1} of ${officers} of the ${recovery} recovery of ${name}; any ${threshold} open it`
    const file: ShareFile = { what, recovery, recipient, share: toBase64url(share) }
    replaceFile(join(place, shareFile(recovery, index + 1)), `${JSON.stringify(file, null, 2)}\n`)
  })
  return recipient
}
