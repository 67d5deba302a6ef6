// Hashes as they lie in the file: 32 bytes instead of 64 digits, which halves indexes.
import type { Hash } from '#shared/domain/ids.ts'

export function toBlob(hash: Hash): Uint8Array {
  return Buffer.from(hash, 'hex')
}

/** The driver gives every blob as a Buffer, whose own spelling is several times faster than one in JavaScript. */
export function fromBlob(blob: Buffer): Hash {
  return blob.toString('hex')
}
