// The entry: the one signed record, its header in exact bytes, and the hashes that name things (docs/protocol.md section 1).
import { z } from 'zod'
import { Problem } from '../problems.ts'
import { concat, fromHex, textOf, toHex, utf8 } from './bytes.ts'
import { canonicalBytes, parseCanonical } from './canonical.ts'
import { hashSchema } from './ids.ts'

/** SHA-256, passed in because the domain does no cryptography of its own. */
export type Sha256 = (bytes: Uint8Array) => Uint8Array

/** Ed25519 verification over exact bytes with a raw public key of 32 bytes. */
export type VerifySignature = (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean

/** The largest body, sealed, in bytes (docs/protocol.md section 2). */
export const largestBody = 1_048_576

const safe = z.int().min(0)

/** What a device had verified when it wrote: the directory's size and its last checkpoint of this compartment. */
export const seenSchema = z.strictObject({ directory: safe, epoch: safe, size: safe, root: hashSchema })

export const headerSchema = z.strictObject({
  v: z.literal(1),
  compartment: hashSchema,
  device: hashSchema,
  seq: z.int().min(1),
  prev: hashSchema.nullable(),
  key: hashSchema.nullable(),
  seen: seenSchema.nullable(),
  body: z.strictObject({ sha256: hashSchema, bytes: z.int().min(1).max(largestBody) }),
})

export type Header = z.infer<typeof headerSchema>
export type Seen = z.infer<typeof seenSchema>

export function headerBytes(header: Header): Uint8Array {
  return canonicalBytes(header)
}

/** Reads header bytes strictly; throws Problem `entry.refused` unless they are the canonical bytes of a header. */
export function parseHeader(bytes: Uint8Array): Header {
  const header = headerSchema.safeParse(canonicalValue(bytes))
  if (!header.success) throw new Problem('entry.refused', { detail: 'the header has other members or values' })
  return header.data
}

/** Whether the entry of a header's exact bytes has a clear body: there is one spelling for having no key. */
export function isClear(header: Uint8Array): boolean {
  return textOf(header).includes('"key":null')
}

function canonicalValue(bytes: Uint8Array): unknown {
  try {
    return parseCanonical(bytes)
  } catch {
    throw new Problem('entry.refused', { detail: 'the header is not canonical JSON' })
  }
}

/** Each thing's frame in bytes: asked for several times with every entry. */
const frames = new Map<string, Uint8Array>()

/** The bytes that are hashed and signed for a thing of a version: its frame, then the exact bytes. */
export function framed(thing: string, bytes: Uint8Array): Uint8Array {
  const frame = frames.get(thing) ?? utf8(`fieldbook/${thing}/1\n`)
  frames.set(thing, frame)
  return concat(frame, bytes)
}

/** What an entry's hash and signature are over. */
export function entryMessage(header: Uint8Array): Uint8Array {
  return framed('entry', header)
}

export function entryHash(sha256: Sha256, header: Uint8Array): string {
  return toHex(sha256(entryMessage(header)))
}

/** A device's id binds its signing key (32 raw bytes) and its age recipient. */
export function deviceId(sha256: Sha256, publicKey: Uint8Array, recipient: string): string {
  return toHex(sha256(framed('device', concat(publicKey, utf8(recipient)))))
}

/** A compartment's id binds its creator's device and 32 random bytes, which stand in its first entry. */
export function compartmentId(sha256: Sha256, device: string, nonce: Uint8Array): string {
  return toHex(sha256(framed('compartment', concat(fromHex(device), nonce))))
}

/** A key's id binds the compartment, so that no grant can move a key to another one. */
export function keyId(sha256: Sha256, compartment: string, key: Uint8Array): string {
  return toHex(sha256(framed('key', concat(fromHex(compartment), key))))
}

/** `seen` of a device that has no directory and no checkpoint yet; the root of nothing is SHA-256 of nothing (RFC 6962 section 2.1). */
export function seenNothing(sha256: Sha256): Seen {
  return { directory: 0, epoch: 0, size: 0, root: toHex(sha256(new Uint8Array())) }
}
