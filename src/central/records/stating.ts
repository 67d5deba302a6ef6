// Entries that the organisation's own keys write into its directory: the root, and a trial's administrator.
import { toHex } from '#shared/domain/bytes.ts'
import { canonicalBytes } from '#shared/domain/canonical.ts'
import { entryMessage, type Header, headerBytes, type Seen, seenNothing } from '#shared/domain/entry.ts'
import type { Hash } from '#shared/domain/ids.ts'
import type { Payload } from '#shared/domain/payload.ts'
import { sha256, sha256Hex } from '../crypto.ts'
import type { AcceptedEntry, ChainEnd, Log, Writing } from '../storage/Storage.ts'
import { grown, rootOfLog } from './growing.ts'
import type { StoreKey } from './store.ts'

export interface Statement {
  readonly kind: string
  readonly of: Hash
  readonly at: string
  readonly data: Payload['data']
}

/** Writes one entry on top of the directory and signs a checkpoint over it; returns the log as it stands then. */
export async function state(
  writing: Writing,
  log: Log,
  signer: StoreKey,
  storeKey: StoreKey,
  statement: Statement,
): Promise<Log> {
  const [end] = await writing.chainEnds(log.compartment, [signer.device])
  const seen = onTopOf(log)
  const entry = signedEntry(log.compartment, signer, end, seen, statement)
  const after = grown(log, [entry], log.compartment, storeKey)
  const { device, seq, hash } = entry
  await writing.append(after, [entry], [{ device, seq, head: hash, directory: seen.directory }])
  return after
}

/** What the writer has seen: everything, which is what makes an entry of the directory count. */
function onTopOf(log: Log): Seen {
  if (log.size === 0) return seenNothing(sha256)
  return { directory: log.size, epoch: log.epoch, size: log.size, root: rootOfLog(log) }
}

function signedEntry(
  compartment: Hash,
  signer: StoreKey,
  end: ChainEnd | undefined,
  seen: Seen,
  { kind, of, at, data }: Statement,
): AcceptedEntry {
  const payload: Payload = { kind, of, parents: [], was: null, at, zone: null, clock: null, data }
  const body = canonicalBytes(payload)
  const header: Header = {
    v: 1,
    compartment,
    device: signer.device,
    seq: (end?.seq ?? 0) + 1,
    prev: end?.head ?? null,
    key: null,
    seen,
    body: { sha256: sha256Hex(body), bytes: body.length },
  }
  const bytes = headerBytes(header)
  const message = entryMessage(bytes)
  const { device, seq } = header
  const hash = toHex(sha256(message))
  return { hash, device, seq, header: bytes, signature: signer.sign(message), body, control: true }
}
