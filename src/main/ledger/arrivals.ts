// Entries that come from the store, checked one by one before anything is written: form, body, device, signature.
import type { TravellingEntry } from '#shared/central-api.ts'
import { entryHash, entryMessage, type Header, parseHeader } from '#shared/domain/entry.ts'
import type { Hash } from '#shared/domain/ids.ts'
import { clearPayload, faultsOfCreation, isBodyOf } from '#shared/domain/verification.ts'
import { Problem } from '#shared/problems.ts'
import { nextTurn } from '../platform/clock.ts'
import { sha256, verifySignatureAside } from '../platform/crypto.ts'

/** An entry that is right in itself, at the place in the tree at which the store gave it. */
export interface Arrival {
  readonly hash: Hash
  readonly header: Header
  readonly bytes: Uint8Array
  readonly signature: Uint8Array
  /** Null where this person sees headers only. */
  readonly body: Uint8Array | null
  readonly position: number
}

/** Entries looked at before others get their turn: some milliseconds. */
const begunAtOnce = 50

/** The public key of a device, or undefined for one that nobody named. */
export type KeyOf = (device: Hash) => Uint8Array | undefined

/**
 * Checks entries of one compartment that begin at a position; signatures in the pool of threads, all at once, so that
 * it has work while this thread does something else. Throws a Problem for the first that is wrong: a store
 * that keeps to the protocol has none, so the whole log stops.
 */
export async function checkArrivals(
  compartment: Hash,
  entries: readonly TravellingEntry[],
  from: number,
  keyOf: KeyOf,
): Promise<readonly Arrival[]> {
  const checking: Promise<Arrival>[] = []
  for (const [index, entry] of entries.entries()) {
    const one = checkArrival(compartment, entry, from + index, keyOf)
    // A failure is told when all are asked for it; until then it is no news.
    one.catch(() => {})
    checking.push(one)
    if (index % begunAtOnce === begunAtOnce - 1) await nextTurn()
  }
  return Promise.all(checking)
}

async function checkArrival(
  compartment: Hash,
  { header: bytes, signature, body }: TravellingEntry,
  position: number,
  keyOf: KeyOf,
): Promise<Arrival> {
  const header = parseHeader(bytes)
  if (header.compartment !== compartment) throw new Problem('entry.refused', { detail: 'another compartment' })
  if (header.seq === 1 && header.seen === null) throw new Problem('entry.refused', { detail: 'nothing seen is stated' })
  if (body !== null) refuseBody(header, body)
  const key = keyOf(header.device)
  if (key === undefined) throw new Problem('entry.device-unknown')
  const right = await verifySignatureAside(key, entryMessage(bytes), signature)
  if (!right) throw new Problem('entry.signature-wrong')
  return { hash: entryHash(sha256, bytes), header, bytes, signature, body, position }
}

function refuseBody(header: Header, body: Uint8Array): void {
  if (!isBodyOf(sha256, header, body)) throw new Problem('entry.hash-differs')
  if (header.key !== null) return
  if (faultsOfCreation(sha256, header, clearPayload(body)).length > 0) {
    throw new Problem('entry.refused', { detail: 'the compartment is not the one that its first entry makes' })
  }
}
