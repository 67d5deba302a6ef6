// The only cryptography in main: hashes, signatures, sealed bodies, wrapped keys and the passphrase's key.
import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  diffieHellman,
  generateKeyPairSync,
  hash,
  hkdfSync,
  type KeyObject,
  randomBytes,
  sign,
  timingSafeEqual,
  verify,
} from 'node:crypto'
import { hashRaw } from '@node-rs/argon2'

// RFC 8410 section 7 and 4: the fixed bytes before a raw Ed25519 seed and public key in PKCS #8 and SPKI.
const seedPrefix = Buffer.from('302e020100300506032b657004220420', 'hex')
const publicPrefix = Buffer.from('302a300506032b6570032100', 'hex')
const nonceOfZeros = Buffer.alloc(12)
const gcmTagBytes = 16

export function sha256(bytes: Uint8Array): Uint8Array {
  return hash('sha256', bytes, 'buffer')
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

/** A key as Node wants it: given bytes, it first throws an error inside, which costs more than the encryption. */
function secretKey(bytes: Uint8Array): KeyObject {
  return createSecretKey(bytes)
}

/** HKDF with SHA-256 (RFC 5869). */
export function hkdf(key: Uint8Array, salt: Uint8Array, info: Uint8Array, length: number): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secretKey(key), salt, info, length))
}

/** A signing key of Ed25519 (RFC 8032) as made from its seed of 32 bytes. */
export interface SigningKey {
  readonly publicKey: Uint8Array
  sign(message: Uint8Array): Uint8Array
}

export function signingKeyFrom(seed: Uint8Array): SigningKey {
  const encoded = Buffer.concat([seedPrefix, seed])
  const key = createPrivateKey({ key: encoded, format: 'der', type: 'pkcs8' })
  encoded.fill(0)
  const publicKey = createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(publicPrefix.length)
  return { publicKey: new Uint8Array(publicKey), sign: (message) => sign(null, message, key) }
}

const publicKeys = new Map<string, KeyObject>()

/** Whether the signature over exactly these bytes was made with the raw public key; false for a malformed key. */
export function verifySignature(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  if (publicKey.length !== 32) return false
  return verify(null, message, publicKeyObject(publicKey), signature)
}

/** The same for many entries at once, in Node's pool of threads, so that neither calls nor commits wait for it. */
export function verifySignatureAside(
  publicKey: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
): Promise<boolean> {
  if (publicKey.length !== 32) return Promise.resolve(false)
  return new Promise((resolve) => {
    verify(null, message, publicKeyObject(publicKey), signature, (error, right) => resolve(error === null && right))
  })
}

function publicKeyObject(publicKey: Uint8Array): KeyObject {
  const name = Buffer.from(publicKey).toString('latin1')
  const known = publicKeys.get(name)
  const key = known ?? createPublicKey({ key: Buffer.concat([publicPrefix, publicKey]), format: 'der', type: 'spki' })
  if (known === undefined) publicKeys.set(name, key)
  return key
}

/** AES-256-GCM with a nonce of zeros: only for a key that is used once. Returns ciphertext and tag. */
export function sealOnce(key: Uint8Array, plaintext: Uint8Array, about: Uint8Array): Uint8Array {
  const cipher = createCipheriv('aes-256-gcm', secretKey(key), nonceOfZeros).setAAD(about)
  return Buffer.concat([cipher.update(plaintext), cipher.final(), cipher.getAuthTag()])
}

/** The plaintext, or null when key, place or bytes are not those that were sealed. */
export function openOnce(key: Uint8Array, sealed: Uint8Array, about: Uint8Array): Uint8Array | null {
  if (sealed.length < gcmTagBytes) return null
  const decipher = createDecipheriv('aes-256-gcm', secretKey(key), nonceOfZeros).setAAD(about)
  decipher.setAuthTag(sealed.subarray(sealed.length - gcmTagBytes))
  const plaintext = decipher.update(sealed.subarray(0, sealed.length - gcmTagBytes))
  try {
    // GCM is a stream: all of the plaintext is there already, and believed only once the tag has proved right.
    decipher.final()
    return plaintext
  } catch {
    return null
  }
}

/** Argon2id's cost: memory in KiB, passes, lanes. */
export interface Argon2Cost {
  readonly memory: number
  readonly passes: number
  readonly lanes: number
}

/** Argon2id version 1.3, the library's defaults, with a tag of 32 bytes (RFC 9106); a test compares it with Node's own. */
export async function argon2id(secret: Uint8Array, salt: Uint8Array, cost: Argon2Cost): Promise<Uint8Array> {
  return hashRaw(secret, {
    memoryCost: cost.memory,
    timeCost: cost.passes,
    parallelism: cost.lanes,
    outputLen: 32,
    salt,
  })
}

// --- Sealed calls: X25519 (RFC 7748), see docs/decisions/0002-secrets-sealed-to-the-engine.md ---

const agreementPrefix = Buffer.from('302a300506032b656e032100', 'hex')

/** A key pair that lives as long as this process; `agree` is null for a public key that fixes the result. */
export interface AgreementKey {
  readonly publicKey: Uint8Array
  agree(otherPublicKey: Uint8Array): Uint8Array | null
}

export function newAgreementKey(): AgreementKey {
  const { publicKey, privateKey } = generateKeyPairSync('x25519')
  const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(agreementPrefix.length)
  return { publicKey: new Uint8Array(raw), agree: (other) => agreement(privateKey, other) }
}

function agreement(privateKey: KeyObject, other: Uint8Array): Uint8Array | null {
  const encoded = Buffer.concat([agreementPrefix, other])
  try {
    return diffieHellman({ privateKey, publicKey: createPublicKey({ key: encoded, format: 'der', type: 'spki' }) })
  } catch {
    return null
  }
}
