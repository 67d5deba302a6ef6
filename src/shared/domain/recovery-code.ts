// The recovery sheet's code: 160 bits and a check, in groups of four letters and digits that cannot be confused.
import { toHex } from './bytes.ts'
import type { Sha256 } from './entry.ts'

// Crockford's base 32 (crockford.com/base32.html): no I, L, O or U; read back with I and L as 1, O as 0.
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const secretBytes = 20
const codeLength = 36

/** Nine groups of four: 32 characters of secret and four of check. */
export function recoveryCodeOf(secret: Uint8Array, sha256: Sha256): string {
  const code = encode(secret) + checkOf(secret, sha256)
  return code.replace(/.{4}(?=.)/g, '$&-')
}

/** The secret that a typed code stands for, or null when it is mistyped. Case, spaces and dashes do not matter. */
export function secretOfRecoveryCode(typed: string, sha256: Sha256): Uint8Array | null {
  const code = typed.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll(/[IL]/g, '1').replaceAll('O', '0')
  if (code.length !== codeLength || [...code].some((character) => !alphabet.includes(character))) return null
  const secret = decode(code.slice(0, 32))
  return checkOf(secret, sha256) === code.slice(32) ? secret : null
}

function encode(bytes: Uint8Array): string {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('')
  return bits.replace(/.{5}/g, (five) => alphabet[Number.parseInt(five, 2)] ?? '')
}

function decode(code: string): Uint8Array {
  const bits = Array.from(code, (character) => alphabet.indexOf(character).toString(2).padStart(5, '0')).join('')
  return Uint8Array.from({ length: secretBytes }, (_, index) =>
    Number.parseInt(bits.slice(8 * index, 8 * index + 8), 2),
  )
}

/** 20 bits that catch a mistyped code before it is tried. */
function checkOf(secret: Uint8Array, sha256: Sha256): string {
  const digest = toHex(sha256(secret)).slice(0, 5)
  const bits = Number.parseInt(digest, 16).toString(2).padStart(20, '0')
  return bits.replace(/.{5}/g, (five) => alphabet[Number.parseInt(five, 2)] ?? '')
}
