// Bodies: how a payload is padded and what binds a sealed body to its place (docs/protocol.md section 2).

import { Problem } from '../problems.ts'
import { concat, readU32, u32, utf8 } from './bytes.ts'
import { canonicalBytes, parseCanonical } from './canonical.ts'
import type { Header } from './entry.ts'

const smallestPlaintext = 512

/** Lengths of the parts of a sealed body in bytes: salt, commitment to the entry key, GCM tag. */
export const saltBytes = 32
export const commitmentBytes = 32
export const tagBytes = 16

/** What salt-derived key and ciphertext are bound to: JCS[compartment, device, seq, key id]. */
export function placeOf(header: Pick<Header, 'compartment' | 'device' | 'seq' | 'key'>): Uint8Array {
  return canonicalBytes([header.compartment, header.device, header.seq, header.key])
}

/** HKDF's info for an entry key. */
export function entryKeyInfo(place: Uint8Array): Uint8Array {
  return concat(utf8('fieldbook/body/1\n'), place)
}

/** The Padmé size of a length: leaks at most O(log log) bits of it (Nikitin et al., PURBs, PoPETs 2019, section 4). */
export function padmeSize(length: number): number {
  if (length < 2) return length
  const exponent = Math.floor(Math.log2(length))
  const mantissaBits = Math.floor(Math.log2(exponent)) + 1
  const step = 2 ** Math.max(0, exponent - mantissaBits)
  return Math.ceil(length / step) * step
}

/** Length, payload and zeros up to the larger of 512 bytes and the Padmé size. */
export function padded(payload: Uint8Array): Uint8Array {
  const length = 4 + payload.length
  const whole = new Uint8Array(Math.max(smallestPlaintext, padmeSize(length)))
  whole.set(u32(payload.length))
  whole.set(payload, 4)
  return whole
}

/** The payload inside a padded plaintext; throws Problem `entry.refused` on a wrong length, padding or spelling. */
export function unpadded(plaintext: Uint8Array): unknown {
  if (plaintext.length < smallestPlaintext) throw refused('the plaintext is too short')
  const length = readU32(plaintext, 0)
  if (plaintext.length !== Math.max(smallestPlaintext, padmeSize(4 + length)))
    throw refused('the plaintext has another size')
  for (let index = 4 + length; index < plaintext.length; index += 1) {
    if (plaintext[index] !== 0) throw refused('the padding is not zero')
  }
  return payloadValue(plaintext.subarray(4, 4 + length))
}

/** A payload from its canonical bytes, as it stands in a clear body. */
export function payloadValue(bytes: Uint8Array): unknown {
  try {
    return parseCanonical(bytes)
  } catch {
    throw refused('the payload is not canonical JSON')
  }
}

function refused(detail: string): Problem {
  return new Problem('entry.refused', { detail })
}
