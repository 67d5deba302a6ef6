// Enrolment: the one-time code that a person gets, and the request that joins their vault to the organisation (docs/protocol.md section 5).
import { concat, fromBase64url, fromHex, sameBytes, textOf, toBase64url, toHex, utf8 } from './bytes.ts'
import { canonicalBytes } from './canonical.ts'
import type { DirectoryDeviceData } from './directory-kinds.ts'
import { framed, type Sha256 } from './entry.ts'
import type { Hash } from './ids.ts'

/** What a code carries: where the store is, whose keys it must have, and the secret that admits one person once. */
export interface EnrolmentCode {
  readonly address: string
  /** Device ids of store and root, which are the fingerprints of their keys. */
  readonly store: Hash
  readonly root: Hash
  /** 128 random bits. */
  readonly secret: Uint8Array
}

const prefix = 'fieldbook-'
const version = 1
const secretBytes = 16
const checkBytes = 4
const fixedBytes = 1 + 32 + 32 + secretBytes

/** The code as text: one line to copy, with four bytes that catch a mistyped or shortened one. */
export function codeText(code: EnrolmentCode, sha256: Sha256): string {
  const bytes = concat(Uint8Array.of(version), fromHex(code.store), fromHex(code.root), code.secret, utf8(code.address))
  return prefix + toBase64url(concat(bytes, sha256(bytes).subarray(0, checkBytes)))
}

/** The code that a text spells, or null when it is mistyped, shortened or of another version. */
export function codeFrom(typed: string, sha256: Sha256): EnrolmentCode | null {
  const bytes = bytesOrNull(typed.replaceAll(/\s/g, ''))
  if (bytes === null || bytes.length <= fixedBytes + checkBytes || bytes[0] !== version) return null
  const content = bytes.subarray(0, -checkBytes)
  if (!sameBytes(sha256(content).subarray(0, checkBytes), bytes.subarray(-checkBytes))) return null
  return {
    store: toHex(content.subarray(1, 33)),
    root: toHex(content.subarray(33, 65)),
    secret: content.slice(65, fixedBytes),
    address: textOf(content.subarray(fixedBytes)),
  }
}

/** What the store files a code under, so that outside a trial it never learns the secret. */
export function codeId(sha256: Sha256, secret: Uint8Array): Hash {
  return toHex(sha256(framed('code', secret)))
}

/** What the HMAC under the code's secret is over: all devices that the vault ever had, oldest first. */
export function enrolmentMessage(code: Hash, devices: readonly DirectoryDeviceData[]): Uint8Array {
  return framed('enrolment', canonicalBytes({ code, devices }))
}

function bytesOrNull(typed: string): Uint8Array | null {
  if (!typed.startsWith(prefix)) return null
  try {
    return fromBase64url(typed.slice(prefix.length))
  } catch {
    return null
  }
}
