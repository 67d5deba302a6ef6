// The only cryptography in central: hashes, its own signatures, and the signatures of devices checked in the thread pool.
import {
  createHmac,
  createPrivateKey,
  createPublicKey,
  hash,
  type KeyObject,
  randomBytes,
  sign,
  timingSafeEqual,
  verify,
} from 'node:crypto'

// RFC 8410 section 7 and 4: the fixed bytes before a raw Ed25519 seed and public key in PKCS #8 and SPKI.
const seedPrefix = Buffer.from('302e020100300506032b657004220420', 'hex')
const publicPrefix = Buffer.from('302a300506032b6570032100', 'hex')

export const seedBytes = 32

export function sha256(bytes: Uint8Array): Uint8Array {
  return hash('sha256', bytes, 'buffer')
}

/** SHA-256 as hex, for bodies of a megabyte without a detour over bytes. */
export function sha256Hex(bytes: Uint8Array): string {
  return hash('sha256', bytes, 'hex')
}

export function random(length: number): Uint8Array {
  return randomBytes(length)
}

export function sameSecret(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && timingSafeEqual(one, other)
}

export function hmacSha256(key: Uint8Array, bytes: Uint8Array): Uint8Array {
  return createHmac('sha256', key).update(bytes).digest()
}

/** A signing key of Ed25519 (RFC 8032). */
export interface SigningKey {
  readonly publicKey: Uint8Array
  sign(message: Uint8Array): Uint8Array
}

/** The signing key of a seed of 32 bytes. */
export function signingKeyFrom(seed: Uint8Array): SigningKey {
  const key = createPrivateKey({ key: Buffer.concat([seedPrefix, seed]), format: 'der', type: 'pkcs8' })
  const publicKey = createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(publicPrefix.length)
  return { publicKey: new Uint8Array(publicKey), sign: (message) => sign(null, message, key) }
}

/** Public keys as Node wants them; making one costs half of what using it costs. Bounded, for anybody may send keys. */
const publicKeys = new Map<string, KeyObject>()
const mostPublicKeys = 10_000

/** The key of 32 raw bytes, or null for bytes that are none. */
export function publicKeyFrom(raw: Uint8Array): KeyObject | null {
  if (raw.length !== 32) return null
  const name = Buffer.from(raw).toString('latin1')
  const known = publicKeys.get(name)
  if (known !== undefined) return known
  const key = createPublicKey({ key: Buffer.concat([publicPrefix, raw]), format: 'der', type: 'spki' })
  if (publicKeys.size >= mostPublicKeys) publicKeys.clear()
  publicKeys.set(name, key)
  return key
}

/** Whether the signature over exactly these bytes was made with the raw public key. */
export function verifySignature(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  const key = publicKeyFrom(publicKey)
  return key !== null && verify(null, message, key, signature)
}

/** As `verifySignature`, in the thread pool: the event loop goes on, and all cores take part. */
export function verifyInPool(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): Promise<boolean> {
  const key = publicKeyFrom(publicKey)
  if (key === null) return Promise.resolve(false)
  return new Promise((resolve) => {
    verify(null, message, key, signature, (error, right) => resolve(error === null && right))
  })
}
