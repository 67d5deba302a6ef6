// Devices of a small named world that sign entries as the protocol has them, without a vault around them.
import { sealBody } from '#main/ledger/bodies.ts'
import { random, type SigningKey, sha256, signingKeyFrom } from '#main/platform/crypto.ts'
import type { TravellingEntry } from '#shared/central-api.ts'
import { toBase64url, toHex } from '#shared/domain/bytes.ts'
import type { CompartmentType, Right } from '#shared/domain/control.ts'
import type { DirectoryDeviceData } from '#shared/domain/directory-kinds.ts'
import {
  compartmentId,
  deviceId,
  entryHash,
  entryMessage,
  type Header,
  headerBytes,
  keyId,
  type Seen,
  seenNothing,
} from '#shared/domain/entry.ts'
import type { Hash } from '#shared/domain/ids.ts'
import type { Payload } from '#shared/domain/payload.ts'

export interface TestDevice {
  readonly device: Hash
  readonly key: SigningKey
  readonly recipient: string
  readonly data: DirectoryDeviceData
}

let made = 0

/** A device whose recipient is a name of its own: nothing is sealed to it here. */
export function newDevice(): TestDevice {
  made += 1
  const key = signingKeyFrom(random(32))
  const recipient = `age1pq1test${made}`
  const device = deviceId(sha256, key.publicKey, recipient)
  return { device, key, recipient, data: { device, publicKey: toBase64url(key.publicKey), recipient } }
}

/** What a test wants of an entry beside what the chain says. */
export interface About {
  readonly kind: string
  readonly data?: Payload['data']
  readonly of?: string
  readonly parents?: readonly Hash[]
  readonly seen?: Seen
  /** Changes the header before it is signed. */
  readonly header?: Partial<Header>
}

export interface SignedEntry extends TravellingEntry {
  readonly hash: Hash
  readonly seq: number
}

/** A key of a compartment. */
export interface TestKey {
  readonly id: Hash
  readonly key: Uint8Array
}

export function newKey(compartment: Hash): TestKey {
  const key = random(32)
  return { id: keyId(sha256, compartment, key), key }
}

/** One device's chain in one compartment; entries are made in order, whether they are sent or not. */
export class Chain {
  readonly compartment: Hash
  readonly device: TestDevice
  seq = 0
  prev: Hash | null = null

  constructor(compartment: Hash, device: TestDevice) {
    this.compartment = compartment
    this.device = device
  }

  /** The same chain as it stands now, to be continued in another way. */
  clone(): Chain {
    const copy = new Chain(this.compartment, this.device)
    copy.seq = this.seq
    copy.prev = this.prev
    return copy
  }

  /** The next entry; sealed under `key` where one is given. */
  write(about: About, key: TestKey | null = null): SignedEntry {
    const { kind, data = {}, of = this.compartment, parents = [], seen, header: other } = about
    const payload: Payload = { kind, of, parents: [...parents], was: null, at: null, zone: null, clock: null, data }
    const place = {
      compartment: this.compartment,
      device: this.device.device,
      seq: this.seq + 1,
      key: key?.id ?? null,
    }
    const body = sealBody(payload, place, key?.key ?? null)
    const stated = seen ?? (this.seq === 0 ? seenNothing(sha256) : null)
    const digest = { sha256: toHex(sha256(body)), bytes: body.length }
    const signed = signedEntry(
      { v: 1, ...place, prev: this.prev, seen: stated, body: digest, ...other },
      body,
      this.device,
    )
    this.seq = signed.seq
    this.prev = signed.hash
    return signed
  }
}

export function signedEntry(header: Header, body: Uint8Array, device: TestDevice): SignedEntry {
  const bytes = headerBytes(header)
  const signature = device.key.sign(entryMessage(bytes))
  return { header: bytes, signature, body, hash: entryHash(sha256, bytes), seq: header.seq }
}

export interface NewCompartment {
  readonly compartment: Hash
  readonly chain: Chain
  readonly key: TestKey
  /** `compartment.created` and `key.introduced`. */
  readonly entries: readonly SignedEntry[]
}

/** A compartment that a device makes, with a key granted to that device and to whoever is named. */
export function newCompartment(
  device: TestDevice,
  type: CompartmentType = 'evidence',
  grantedTo: readonly Hash[] = [],
): NewCompartment {
  const nonce = random(32)
  const compartment = compartmentId(sha256, device.device, nonce)
  const chain = new Chain(compartment, device)
  const key = newKey(compartment)
  const { publicKey, recipient } = device.data
  const created = chain.write({
    kind: 'compartment.created',
    data: { type, nonce: toHex(nonce), publicKey, recipient },
  })
  const introduced = chain.write({
    kind: 'key.introduced',
    data: { key: key.id, generation: 1, grants: grants([device.device, ...grantedTo]) },
  })
  return { compartment, chain, key, entries: [created, introduced] }
}

export function grants(to: readonly Hash[]): { readonly to: Hash; readonly sealed: string }[] {
  return to.map((id) => ({ to: id, sealed: 'c2VhbGVk' }))
}

export function added(chain: Chain, person: Hash, right: Right): SignedEntry {
  return chain.write({ kind: 'member.added', data: { person, right } })
}

/** A note's revision as it travels: sealed. */
export function note(chain: Chain, key: TestKey, words = 'seen'): SignedEntry {
  return chain.write({ kind: 'note.revised', of: '0'.repeat(32), data: { words } }, key)
}
