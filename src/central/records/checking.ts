// Checking the entries of a push one by one: form, body and signature, before any transaction and off the event loop.
import type { TravellingEntry } from '#shared/central-api.ts'
import type { DirectoryDevice } from '#shared/domain/directory.ts'
import { entryMessage, type Header, parseHeader } from '#shared/domain/entry.ts'
import type { Hash } from '#shared/domain/ids.ts'
import type { Payload } from '#shared/domain/payload.ts'
import { clearPayload, faultsOfCreation, isBodyOf } from '#shared/domain/verification.ts'
import { Problem, type ProblemCode } from '#shared/problems.ts'
import { sha256, sha256Hex, verifyInPool } from '../crypto.ts'
import type { AcceptedEntry } from '../storage/Storage.ts'

/** An entry that is right in itself; whether it follows its chain is another question. */
export interface Candidate {
  readonly index: number
  readonly header: Header
  readonly entry: AcceptedEntry
  /** What a clear body says; null for a sealed one. */
  readonly payload: Payload | null
}

/** An entry that is wrong in itself; the device is null where the header cannot be read. */
export interface Unfit {
  readonly index: number
  readonly device: Hash | null
  readonly code: ProblemCode
}

export type Checked = Candidate | Unfit

export interface CheckedIn {
  readonly compartment: Hash
  readonly organisation: Hash
  readonly signer: (device: Hash) => DirectoryDevice | undefined
}

/** Entries looked at before the event loop gets its turn: some milliseconds. */
const atOnce = 100

export async function check(entries: readonly TravellingEntry[], where: CheckedIn): Promise<readonly Checked[]> {
  const checked: Promise<Checked>[] = []
  for (const [index, entry] of entries.entries()) {
    checked.push(checkOne(index, entry, where))
    if (index % atOnce === atOnce - 1) await new Promise((resolve) => setImmediate(resolve))
  }
  return Promise.all(checked)
}

async function checkOne(index: number, travelling: TravellingEntry, where: CheckedIn): Promise<Checked> {
  const header = headerOrNull(travelling.header)
  if (header === null) return { index, device: null, code: 'entry.refused' }
  const { device } = header
  try {
    const message = entryMessage(travelling.header)
    const candidate = candidateOf(index, header, message, travelling, where)
    const signer = where.signer(device)
    if (signer === undefined) return { index, device, code: 'entry.device-unknown' }
    const right = await verifyInPool(signer.publicKey, message, travelling.signature)
    return right ? candidate : { index, device, code: 'entry.signature-wrong' }
  } catch (error) {
    if (error instanceof Problem) return { index, device, code: error.code }
    throw error
  }
}

/** Throws Problems `entry.refused` and `entry.hash-differs`. */
function candidateOf(
  index: number,
  header: Header,
  message: Uint8Array,
  travelling: TravellingEntry,
  where: CheckedIn,
): Candidate {
  const { body } = travelling
  if (header.compartment !== where.compartment) throw new Problem('entry.refused', { detail: 'another compartment' })
  if (header.seq === 1 && header.seen === null) throw new Problem('entry.refused', { detail: 'nothing seen is stated' })
  if (body === null || !isBodyOf(sha256, header, body)) throw new Problem('entry.hash-differs')
  const payload = header.key === null ? clearPayload(body) : null
  refuseMisplaced(header, payload, where)
  const hash = sha256Hex(message)
  const { device, seq } = header
  const { header: bytes, signature } = travelling
  const entry = { hash, device, seq, header: bytes, signature, body, control: payload !== null }
  return { index, header, payload, entry }
}

/** What is right in its form and cannot stand where it is. */
function refuseMisplaced(header: Header, payload: Payload | null, { compartment, organisation }: CheckedIn): void {
  const inDirectory = compartment === organisation
  if (inDirectory && payload === null) throw new Problem('entry.refused', { detail: 'the directory is in clear' })
  if (payload === null) return
  if (faultsOfCreation(sha256, header, payload).length > 0) {
    throw new Problem('entry.refused', { detail: 'the compartment is not the one that its first entry makes' })
  }
  if (!inDirectory && payload.kind === 'compartment.created' && payload.data['type'] === 'directory') {
    throw new Problem('entry.refused', { detail: 'a store has one directory' })
  }
}

function headerOrNull(bytes: Uint8Array): Header | null {
  try {
    return parseHeader(bytes)
  } catch {
    return null
  }
}
