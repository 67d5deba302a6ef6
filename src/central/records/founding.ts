// Founding an organisation: the first entries of its directory, signed by its root.
import { toBase64url, toHex } from '#shared/domain/bytes.ts'
import type { Recovery } from '#shared/domain/directory.ts'
import type { DirectoryDeviceData } from '#shared/domain/directory-kinds.ts'
import { compartmentId } from '#shared/domain/entry.ts'
import type { Hash, Instant } from '#shared/domain/ids.ts'
import { Problem } from '#shared/problems.ts'
import { random, sha256 } from '../crypto.ts'
import type { Storage } from '../storage/Storage.ts'
import { emptyLog } from './growing.ts'
import { state } from './stating.ts'
import type { StoreKey } from './store.ts'

export interface Founding {
  readonly name: string
  readonly root: StoreKey
  readonly store: StoreKey
  readonly recovery: Recovery
  /** A trial's administrator; a real organisation names one later, with its root. */
  readonly trial: { readonly name: string; readonly administrator: DirectoryDeviceData } | null
  readonly at: Instant
}

const firstEpoch = 1

/** Writes the directory's first entries in one transaction; returns the organisation's id. Throws `organisation.exists`. */
export async function found(storage: Storage, founding: Founding): Promise<Hash> {
  const { root, store, at } = founding
  const nonce = random(32)
  const id = compartmentId(sha256, root.device, nonce)
  await storage.write(async (writing) => {
    if ((await writing.organisation()) !== null) throw new Problem('organisation.exists')
    await writing.makeLog(id, firstEpoch, true)
    const created = { kind: 'compartment.created', of: id, at, data: createdData(founding, nonce) }
    const log = await state(writing, emptyLog(id, firstEpoch), root, store, created)
    if (founding.trial === null) return
    const { name, administrator } = founding.trial
    const person = { person: administrator.device, name, post: '', body: '' }
    const data = { ...person, devices: [{ ...administrator }] }
    await state(writing, log, root, store, { kind: 'administrator.replaced', of: id, at, data })
  })
  return id
}

function createdData({ name, root, store, recovery, trial }: Founding, nonce: Uint8Array): Record<string, unknown> {
  return {
    type: 'directory',
    nonce: toHex(nonce),
    publicKey: toBase64url(root.publicKey),
    recipient: '',
    name,
    trial: trial !== null,
    storeKey: toBase64url(store.publicKey),
    recovery: { ordinary: recovery.ordinary, restricted: recovery.restricted },
  }
}
