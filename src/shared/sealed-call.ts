// Calls sealed to the engine: the page's side, and the format that both sides share. The shell sees only ciphertext.
import { fromBase64url, utf8 } from './domain/bytes.ts'
import { Problem } from './problems.ts'
import { decodeSecretCall, encodeSecretCall } from './secret-call.ts'

/**
 * A sealed call is: the page's X25519 public key for this one call (32 bytes), then the frame of the input
 * (shared/secret-call.ts) under AES-256-GCM. The reply's value comes back framed and sealed likewise, as base64url.
 * Each key is used for one message, so the nonce is twelve zeros. Both come from
 * HKDF-SHA-256(X25519 agreement, salt = page's key ‖ engine's key, info = the words below ‖ procedure, 64).
 */
export const sealedCall = {
  keyBytes: 32,
  tagBytes: 16,
  info: (procedure: string): Uint8Array<ArrayBuffer> => new Uint8Array(utf8(`fieldbook/sealed-call/1\n${procedure}`)),
} as const

/** Procedures that the contract marks as sealed: their reply holds a secret though their input does not. */
export const secretReplies: ReadonlySet<string> = new Set(['vault.makeRecoverySheet'])

export interface SealedCall {
  readonly sealed: Uint8Array<ArrayBuffer>
  /** Opens the value of the engine's reply; throws `application.unexpected` for anything that engine did not seal. */
  readonly openReply: (value: unknown) => Promise<Record<string, unknown>>
}

interface Keys {
  readonly call: CryptoKey
  readonly reply: CryptoKey
}

/** Seals a call's input to the engine whose key (base64url) this is. The secrets in `input` stay the caller's to erase. */
export async function sealCall(
  engineKey: string,
  procedure: string,
  input: Readonly<Record<string, unknown>>,
): Promise<SealedCall> {
  const engine = bytesOf(engineKey)
  const pair = await crypto.subtle.generateKey('X25519', false, ['deriveBits'])
  const page = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey))
  const keys = await keysOf(pair.privateKey, page, engine, procedure)
  const frame = encodeSecretCall(input)
  const ciphertext = new Uint8Array(await crypto.subtle.encrypt(once, keys.call, frame))
  frame.fill(0)
  return { sealed: joined(page, ciphertext), openReply: (value) => openReply(keys.reply, value) }
}

const once = { name: 'AES-GCM', iv: new Uint8Array(12) } as const

async function keysOf(
  privateKey: CryptoKey,
  page: Uint8Array<ArrayBuffer>,
  engine: Uint8Array<ArrayBuffer>,
  procedure: string,
): Promise<Keys> {
  const { subtle } = crypto
  const publicKey = await subtle.importKey('raw', engine, { name: 'X25519' }, false, [])
  const agreed = await subtle.deriveBits({ name: 'X25519', public: publicKey }, privateKey, 256)
  const secret = await subtle.importKey('raw', agreed, 'HKDF', false, ['deriveBits'])
  const how = { name: 'HKDF', hash: 'SHA-256', salt: joined(page, engine), info: sealedCall.info(procedure) }
  const bits = await subtle.deriveBits(how, secret, 512)
  return {
    call: await subtle.importKey('raw', bits.slice(0, 32), 'AES-GCM', false, ['encrypt']),
    reply: await subtle.importKey('raw', bits.slice(32), 'AES-GCM', false, ['decrypt']),
  }
}

async function openReply(key: CryptoKey, value: unknown): Promise<Record<string, unknown>> {
  try {
    const sealed = new Uint8Array(fromBase64url(String(value)))
    return decodeSecretCall(new Uint8Array(await crypto.subtle.decrypt(once, key, sealed)))
  } catch {
    throw new Problem('application.unexpected', { detail: 'the reply was not sealed for this call' })
  }
}

function bytesOf(engineKey: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(fromBase64url(engineKey))
  if (bytes.length !== sealedCall.keyBytes) throw new Problem('application.unexpected', { detail: 'engine key' })
  return bytes
}

function joined(one: Uint8Array, other: Uint8Array): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(one.length + other.length)
  whole.set(one)
  whole.set(other, one.length)
  return whole
}
