// Signed notes of C2SP: a text and below it the signature of a named Ed25519 key (c2sp.org/signed-note).
import { concat, fromBase64, sameBytes, toBase64, utf8 } from './bytes.ts'
import type { Sha256, VerifySignature } from './entry.ts'

/** Who signs a note: a name without spaces or plus signs, and the key's 32 raw bytes. */
export interface NoteKey {
  readonly name: string
  readonly publicKey: Uint8Array
}

const ed25519 = Uint8Array.of(1)
const keyIdBytes = 4

/** The note of a text, which must end in a newline. */
export function noteOf(text: string, key: NoteKey, sha256: Sha256, sign: (message: Uint8Array) => Uint8Array): string {
  const signature = concat(keyIdOf(key, sha256), sign(utf8(text)))
  return `${text}\n${signatureStart(key)}${toBase64(signature)}\n`
}

/**
 * The text of a note, or null unless it carries exactly one signature, right and by this key.
 * Stricter than C2SP, which has readers pass over strangers' signatures: our notes have one signer and one spelling.
 */
export function textOfNote(note: string, key: NoteKey, sha256: Sha256, verify: VerifySignature): string | null {
  const blank = note.lastIndexOf('\n\n')
  if (blank < 0) return null
  const text = note.slice(0, blank + 1)
  const signature = signatureIn(note.slice(blank + 2), key)
  if (signature === null || !sameBytes(signature.subarray(0, keyIdBytes), keyIdOf(key, sha256))) return null
  return verify(key.publicKey, utf8(text), signature.subarray(keyIdBytes)) ? text : null
}

function signatureIn(line: string, key: NoteKey): Uint8Array | null {
  const start = signatureStart(key)
  if (!line.startsWith(start) || !line.endsWith('\n')) return null
  try {
    return fromBase64(line.slice(start.length, -1))
  } catch {
    return null
  }
}

function signatureStart(key: NoteKey): string {
  return `— ${key.name} `
}

function keyIdOf(key: NoteKey, sha256: Sha256): Uint8Array {
  return sha256(concat(utf8(`${key.name}\n`), ed25519, key.publicKey)).subarray(0, keyIdBytes)
}
