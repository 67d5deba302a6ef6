// A trial organisation: its keys lie with the store, so whoever runs the store could add a reader (docs/protocol.md section 5).
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { toBase64url } from '#shared/domain/bytes.ts'
import type { Hash, Instant } from '#shared/domain/ids.ts'
import { openCodes } from './codes.ts'
import { makeFolder } from './files.ts'
import { keyOf, readOrMakeIdentity, readOrMakeSeed, storeKeyFile, trialFolder } from './key-files.ts'
import type { Trial } from './records/enrolling.ts'
import { found } from './records/founding.ts'
import type { Storage } from './storage/Storage.ts'

const administratorKeyFile = 'administrator-key.json'
const administratorIdentityFile = 'administrator-identity.json'

/**
 * Founds a trial whose keys lie in `trial/`. Keys that a founding broken off has left there are used, none is replaced.
 * Throws Problem `organisation.exists`.
 */
export async function foundTrial(folder: string, storage: Storage, name: string, at: Instant): Promise<Hash> {
  const place = join(folder, trialFolder)
  makeFolder(place)
  const root = keyOf(readOrMakeSeed(join(place, 'root-key.json'), 'key of the root of a trial organisation'))
  const store = keyOf(readOrMakeSeed(join(place, storeKeyFile), 'key of the store of a trial organisation'))
  const ordinary = await readOrMakeIdentity(join(place, 'recovery-ordinary.json'), 'recovery identity, ordinary')
  const restricted = await readOrMakeIdentity(join(place, 'recovery-restricted.json'), 'recovery identity, restricted')
  const { key, recipient } = await administratorOf(place)
  const administrator = { device: key.device, publicKey: toBase64url(key.publicKey), recipient }
  const recovery = { ordinary: ordinary.recipient, restricted: restricted.recipient }
  return found(storage, { name, root, store, recovery, trial: { name: 'Trial administrator', administrator }, at })
}

/** What a trial's store signs enrolments with, or null when the folder holds none. */
export async function openTrial(folder: string, now: () => number): Promise<Trial | null> {
  const place = join(folder, trialFolder)
  if (!existsSync(join(place, administratorKeyFile))) return null
  const { key } = await administratorOf(place)
  return { administrator: key, codes: openCodes(folder, now) }
}

async function administratorOf(place: string) {
  const what = 'of the first administrator of a trial organisation'
  const { recipient } = await readOrMakeIdentity(join(place, administratorIdentityFile), `identity ${what}`)
  const key = keyOf(readOrMakeSeed(join(place, administratorKeyFile), `key ${what}`), recipient)
  return { key, recipient }
}
