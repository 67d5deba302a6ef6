// Entries that the organisation's own keys write: the root and a trial's administrator in the directory, the store anywhere.
import { toHex } from '#shared/domain/bytes.ts'
import { canonicalBytes } from '#shared/domain/canonical.ts'
import { entryMessage, type Header, headerBytes, type Seen, seenNothing } from '#shared/domain/entry.ts'
import type { Hash } from '#shared/domain/ids.ts'
import type { Payload } from '#shared/domain/payload.ts'
import { sha256, sha256Hex } from '../crypto.ts'
import type { AcceptedEntry, Log, Writing } from '../storage/Storage.ts'
import { grown, rootOfLog } from './growing.ts'
import type { StoreKey } from './store.ts'

export interface Statement {
  readonly kind: string
  readonly of: Hash
  readonly parents?: readonly Hash[]
  readonly at: string | null
  readonly data: Payload['data']
}

/** An entry of ours on top of a log, with what it says and states to have seen. */
export interface Stated {
  readonly entry: AcceptedEntry
  readonly prev: Hash | null
  readonly seen: Seen
  readonly payload: Payload
}

/** Writes one entry on top of the directory and signs a checkpoint over it; returns the log as it stands then. */
export async function state(
  writing: Writing,
  log: Log,
  signer: StoreKey,
  storeKey: StoreKey,
  statement: Statement,
): Promise<Log> {
  const stated = await signedOnTop(writing, log, log.size, signer, statement)
  return place(writing, log, stated, log.compartment, storeKey)
}

/** The next entry of a key's chain in a log, on top of everything there, with the directory at a size; not written yet. */
export async function signedOnTop(
  writing: Writing,
  log: Log,
  directory: number,
  signer: StoreKey,
  { kind, of, parents = [], at, data }: Statement,
): Promise<Stated> {
  const [end] = await writing.chainEnds(log.compartment, [signer.device])
  const payload: Payload = { kind, of, parents: [...parents], was: null, at, zone: null, clock: null, data }
  const body = canonicalBytes(payload)
  const seen = onTopOf(log, directory)
  const header: Header = {
    v: 1,
    compartment: log.compartment,
    device: signer.device,
    seq: (end?.seq ?? 0) + 1,
    prev: end?.head ?? null,
    key: null,
    seen,
    body: { sha256: sha256Hex(body), bytes: body.length },
  }
  const bytes = headerBytes(header)
  const message = entryMessage(bytes)
  const { device, seq, prev } = header
  const hash = toHex(sha256(message))
  const entry = { hash, device, seq, header: bytes, signature: signer.sign(message), body, control: true }
  return { entry, prev, seen, payload }
}

/** Appends such an entry and signs a checkpoint over it; returns the log as it stands then. */
export async function place(
  writing: Writing,
  log: Log,
  { entry, seen }: Stated,
  organisation: Hash,
  storeKey: StoreKey,
): Promise<Log> {
  const after = grown(log, [entry], organisation, storeKey)
  const { device, seq, hash } = entry
  await writing.append(after, [entry], [{ device, seq, head: hash, directory: seen.directory }])
  return after
}

/** What the writer has seen: everything, which is what makes a statement count. */
function onTopOf(log: Log, directory: number): Seen {
  if (log.size === 0) return seenNothing(sha256)
  return { directory, epoch: log.epoch, size: log.size, root: rootOfLog(log) }
}
