// Checking the log: every entry's form, place in its chain, signature and body (docs/protocol.md sections 1 and 2).

import { Problem } from '../problems.ts'
import { payloadValue } from './body.ts'
import { fromBase64url, fromHex, toHex } from './bytes.ts'
import { createdSchema } from './control.ts'
import {
  compartmentId,
  deviceId,
  entryHash,
  entryMessage,
  type Header,
  parseHeader,
  type Sha256,
  type VerifySignature,
} from './entry.ts'
import type { Hash } from './ids.ts'
import { isControl, type Payload, payloadSchema } from './payload.ts'

/** What can be wrong with an entry, a chain, a store's tree over a compartment, or an entry that was set aside. */
export type Fault =
  | 'header-refused'
  | 'hash-differs'
  | 'place-differs'
  | 'device-unknown'
  | 'device-differs'
  | 'signature-wrong'
  | 'sequence-broken'
  | 'previous-differs'
  | 'seen-missing'
  | 'body-missing'
  | 'body-refused'
  | 'body-kept'
  | 'key-missing'
  | 'compartment-differs'
  | 'chain-end-differs'
  | 'older-than-known'
  | 'store-unknown'
  | 'leaf-differs'
  | 'leaf-without-entry'
  | 'root-differs'
  | 'checkpoint-wrong'
  | 'receipt-wrong'
  | 'placed-differs'
  | 'received-differs'
  | 'not-entered-again'

export interface Finding {
  readonly entry: Hash | null
  readonly compartment: Hash | null
  readonly device: Hash | null
  readonly seq: number | null
  readonly fault: Fault
}

/** An entry as it lies in a store, with the hash and place under which it is filed. */
export interface FiledEntry {
  readonly hash: Hash
  readonly compartment: Hash
  readonly device: Hash
  readonly seq: number
  readonly header: Uint8Array
  readonly signature: Uint8Array
  readonly body: Uint8Array | null
}

export interface KnownDevice {
  readonly publicKey: Uint8Array
  readonly recipient: string
}

/** What verification needs of its surroundings; `open` throws a Problem for a body that is not what the header says. */
export interface Surroundings {
  readonly sha256: Sha256
  readonly verifySignature: VerifySignature
  readonly device: (id: Hash) => KnownDevice | undefined
  /** 'sealed' is the answer of a place that holds no keys by design: the body is the one named, and that is all it can say. */
  readonly open: (header: Header, body: Uint8Array) => Payload | 'key-missing' | 'sealed'
  /** Whether this place is given only the header of an entry; without this, every body must be there. */
  readonly withheld?: (header: Header) => boolean
}

export interface ChainEnd {
  readonly compartment: Hash
  readonly device: Hash
  readonly seq: number
  readonly head: Hash
}

/** Walks entries in any order that keeps each chain's own, and remembers where each chain stands. */
export class Verifier {
  readonly #surroundings: Surroundings
  readonly #ends = new Map<string, ChainEnd>()
  readonly #checkedDevices = new Map<Hash, Fault | null>()
  entries = 0
  bodies = 0

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings
  }

  /** Every fault of one entry; a broken chain is named once, at the entry that breaks it. */
  check(filed: FiledEntry): readonly Finding[] {
    this.entries += 1
    if (filed.body !== null) this.bodies += 1
    const header = headerOrNull(filed.header)
    if (header === null) return [finding(filed, 'header-refused')]
    const faults = [
      ...this.#faultsOfPlace(filed, header),
      ...this.#faultsOfSignature(filed, header),
      ...this.#faultsOfChain(filed, header),
      ...this.#faultsOfBody(filed, header),
    ]
    return faults.map((fault) => finding(filed, fault))
  }

  /** The same for an entry that stands in no chain any more: it is not counted, and its place is looked at elsewhere. */
  checkAlone(filed: FiledEntry): readonly Finding[] {
    const header = headerOrNull(filed.header)
    if (header === null) return [finding(filed, 'header-refused')]
    const faults = [
      ...this.#faultsOfPlace(filed, header),
      ...this.#faultsOfSignature(filed, header),
      ...this.#faultsOfBody(filed, header),
    ]
    return faults.map((fault) => finding(filed, fault))
  }

  /** Compares the chains walked with the ends that are recorded elsewhere, both ways. */
  checkEnds(recorded: readonly ChainEnd[]): readonly Finding[] {
    const names = new Set([...this.#ends.keys(), ...recorded.map(nameOf)])
    const recordedByName = new Map(recorded.map((end) => [nameOf(end), end]))
    return [...names].flatMap((name) => {
      const walked = this.#ends.get(name)
      const known = recordedByName.get(name)
      if (walked?.head === known?.head) return []
      const end = known ?? walked
      if (end === undefined) return []
      return [
        { entry: end.head, compartment: end.compartment, device: end.device, seq: end.seq, fault: 'chain-end-differs' },
      ]
    })
  }

  get ends(): readonly ChainEnd[] {
    return [...this.#ends.values()]
  }

  #faultsOfPlace(filed: FiledEntry, header: Header): readonly Fault[] {
    const faults: Fault[] = []
    if (entryHash(this.#surroundings.sha256, filed.header) !== filed.hash) faults.push('hash-differs')
    const { compartment, device, seq } = header
    if (compartment !== filed.compartment || device !== filed.device || seq !== filed.seq) faults.push('place-differs')
    return faults
  }

  #faultsOfSignature(filed: FiledEntry, header: Header): readonly Fault[] {
    const { sha256, verifySignature, device: find } = this.#surroundings
    const device = find(header.device)
    if (device === undefined) return ['device-unknown']
    const known = this.#checkedDevices.get(header.device)
    const fault = known === undefined ? deviceFault(sha256, header.device, device) : known
    this.#checkedDevices.set(header.device, fault)
    if (fault !== null) return [fault]
    return verifySignature(device.publicKey, entryMessage(filed.header), filed.signature) ? [] : ['signature-wrong']
  }

  #faultsOfChain(filed: FiledEntry, header: Header): readonly Fault[] {
    const name = nameOf(header)
    const before = this.#ends.get(name)
    this.#ends.set(name, { compartment: header.compartment, device: header.device, seq: header.seq, head: filed.hash })
    return faultsOfChain(header, before)
  }

  #faultsOfBody(filed: FiledEntry, header: Header): readonly Fault[] {
    if (filed.body === null) return this.#surroundings.withheld?.(header) === true ? [] : ['body-missing']
    try {
      const payload = this.#surroundings.open(header, filed.body)
      if (payload === 'sealed') return []
      if (payload === 'key-missing') return ['key-missing']
      return faultsOfCreation(this.#surroundings.sha256, header, payload)
    } catch (error) {
      if (error instanceof Problem) return ['body-refused']
      throw error
    }
  }
}

/** What is wrong with an entry's place after the entry before it in its chain; undefined where it is the first. */
export function faultsOfChain(
  header: Header,
  before: { readonly seq: number; readonly head: Hash } | undefined,
): readonly Fault[] {
  const faults: Fault[] = []
  if (header.seq !== (before?.seq ?? 0) + 1) faults.push('sequence-broken')
  if (header.prev !== (before?.head ?? null)) faults.push('previous-differs')
  if (header.seq === 1 && header.seen === null) faults.push('seen-missing')
  return faults
}

/** A compartment certifies itself: its id is the hash of its creator's device and the nonce of its first entry. */
export function faultsOfCreation(sha256: Sha256, header: Header, payload: Payload): readonly Fault[] {
  if (payload.kind !== 'compartment.created') return []
  const data = createdSchema.safeParse(payload.data).data
  if (data === undefined || header.seq !== 1 || payload.of !== header.compartment) return ['compartment-differs']
  const creator = deviceId(sha256, bytesOr(data.publicKey), data.recipient)
  const id = compartmentId(sha256, header.device, fromHex(data.nonce))
  return creator === header.device && id === header.compartment ? [] : ['compartment-differs']
}

/** Whether a body is the one that its header names, by length and hash. */
export function isBodyOf(sha256: Sha256, header: Header, body: Uint8Array): boolean {
  return body.length === header.body.bytes && toHex(sha256(body)) === header.body.sha256
}

/** What a clear body says; throws Problem `entry.refused` unless it is a canonical payload of a control kind. */
export function clearPayload(body: Uint8Array): Payload {
  const payload = payloadSchema.safeParse(payloadValue(body))
  if (payload.success && isControl(payload.data.kind)) return payload.data
  throw new Problem('entry.refused', { detail: 'a clear body is no payload of a control kind' })
}

function deviceFault(sha256: Sha256, id: Hash, device: KnownDevice): Fault | null {
  return deviceId(sha256, device.publicKey, device.recipient) === id ? null : 'device-differs'
}

function headerOrNull(bytes: Uint8Array): Header | null {
  try {
    return parseHeader(bytes)
  } catch {
    return null
  }
}

function bytesOr(text: string): Uint8Array {
  try {
    return fromBase64url(text)
  } catch {
    return new Uint8Array()
  }
}

function nameOf({ compartment, device }: { readonly compartment: Hash; readonly device: Hash }): string {
  return `${compartment} ${device}`
}

function finding(filed: FiledEntry, fault: Fault): Finding {
  const { hash, compartment, device, seq } = filed
  return { entry: hash, compartment, device, seq, fault }
}
