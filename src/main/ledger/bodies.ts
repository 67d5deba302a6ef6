// Sealing a payload into a body and opening it again (docs/protocol.md section 2).
import {
  commitmentBytes,
  entryKeyInfo,
  padded,
  payloadValue,
  placeOf,
  saltBytes,
  tagBytes,
  unpadded,
} from '#shared/domain/body.ts'
import { concat, toHex } from '#shared/domain/bytes.ts'
import { canonicalBytes } from '#shared/domain/canonical.ts'
import { framed, type Header, largestBody } from '#shared/domain/entry.ts'
import { isControl, type Payload, payloadSchema } from '#shared/domain/payload.ts'
import { Problem } from '#shared/problems.ts'
import { hkdf, openOnce, random, sameSecret, sealOnce, sha256 } from '../platform/crypto.ts'

/** Stands where a changed program stated no time with content: lists sort and show it, and none of them fails. */
const noTime = '1970-01-01T00:00:00.000Z'

type Place = Pick<Header, 'compartment' | 'device' | 'seq' | 'key'>

/** A body for this place; without a key it is the clear canonical payload. Throws `application.input-too-large`. */
export function sealBody(payload: Payload, place: Place, key: Uint8Array | null): Uint8Array {
  const clear = canonicalBytes(payload)
  const body = key === null ? clear : sealed(clear, place, key)
  if (body.length > largestBody) throw new Problem('application.input-too-large', { detail: `${body.length} bytes` })
  return body
}

/** The payload of a body; throws Problem `entry.refused` saying what is wrong. */
export function openBody(header: Header, body: Uint8Array, key: Uint8Array | null): Payload {
  if (body.length !== header.body.bytes || toHex(sha256(body)) !== header.body.sha256) {
    throw refused('the body is not the one that the header names')
  }
  const payload = payloadSchema.safeParse(key === null ? payloadValue(body) : unpadded(opened(header, body, key)))
  if (!payload.success) throw refused('the payload has other members or values')
  if (isControl(payload.data.kind) !== (header.key === null))
    throw refused('a control kind is sealed or a content kind clear')
  return key === null ? payload.data : { ...payload.data, at: payload.data.at ?? noTime }
}

function sealed(clear: Uint8Array, place: Place, key: Uint8Array): Uint8Array {
  const about = placeOf(place)
  const salt = random(saltBytes)
  const entryKey = hkdf(key, salt, entryKeyInfo(about), 32)
  const body = concat(salt, sha256(framed('commit', entryKey)), sealOnce(entryKey, padded(clear), about))
  entryKey.fill(0)
  return body
}

function opened(header: Header, body: Uint8Array, key: Uint8Array): Uint8Array {
  if (body.length < saltBytes + commitmentBytes + tagBytes) throw refused('the body is too short')
  const about = placeOf(header)
  const entryKey = hkdf(key, body.subarray(0, saltBytes), entryKeyInfo(about), 32)
  const commitment = body.subarray(saltBytes, saltBytes + commitmentBytes)
  if (!sameSecret(commitment, sha256(framed('commit', entryKey)))) throw refused('the body commits to another key')
  const plaintext = openOnce(entryKey, body.subarray(saltBytes + commitmentBytes), about)
  if (plaintext === null) throw refused('the body was changed or belongs to another place')
  return plaintext
}

function refused(detail: string): Problem {
  return new Problem('entry.refused', { detail })
}
