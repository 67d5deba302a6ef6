// Proofs of requests: which device asks, shown by its signature over exactly this request (docs/protocol.md section 12).
import { compactVerify, decodeProtectedHeader } from 'jose'
import { z } from 'zod'
import { type ProofClaims, proofClaimsSchema, proofType } from '#shared/central-api.ts'
import { fromBase64url, textOf, toBase64url } from '#shared/domain/bytes.ts'
import { framed } from '#shared/domain/entry.ts'
import { type Hash, hashSchema } from '#shared/domain/ids.ts'
import { Problem } from '#shared/problems.ts'
import { hmacSha256, publicKeyFrom } from '../crypto.ts'

const headerSchema = z.strictObject({ alg: z.literal('EdDSA'), typ: z.literal(proofType), kid: hashSchema })

/** The longest proof that is looked at. */
const longestProof = 8_192

/** What a proof says before anybody checked who signed it. */
export interface Proof {
  readonly device: Hash
  readonly claims: ProofClaims
  readonly token: string
}

/** Throws Problems `request.proof-missing` and `request.proof-refused`. */
export function readProof(token: string | undefined): Proof {
  if (token === undefined || token === '') throw new Problem('request.proof-missing')
  if (token.length > longestProof) throw refused('too long')
  try {
    const { kid } = headerSchema.parse(decodeProtectedHeader(token))
    const claims = proofClaimsSchema.parse(JSON.parse(textOf(fromBase64url(token.split('.')[1] ?? ''))))
    return { device: kid, claims, token }
  } catch {
    throw refused('another form')
  }
}

/** The request as it came. */
export interface Asked {
  readonly store: Hash
  readonly method: string
  /** With the query, exactly as it stood in the request. */
  readonly path: string
}

/** Throws Problem `request.proof-refused` when the proof speaks of another request or is too old. */
export function checkRequest({ claims }: Proof, asked: Asked, nonces: Nonces): void {
  if (claims.store !== asked.store) throw refused('another store')
  if (claims.method !== asked.method || claims.path !== asked.path) throw refused('another request')
  if (!nonces.isFresh(claims.nonce)) throw refused('too old')
}

/** Throws Problem `request.proof-refused` unless the key signed the proof. */
export async function checkSignature({ token }: Proof, publicKey: Uint8Array): Promise<void> {
  const key = publicKeyFrom(publicKey)
  if (key === null) throw refused('no key')
  try {
    await compactVerify(token, key, { algorithms: ['EdDSA'] })
  } catch {
    throw refused('another signature')
  }
}

/** Throws Problem `request.proof-refused` unless the proof names this hash of the body. */
export function checkBody({ claims }: Proof, body: Hash): void {
  if (claims.body !== body) throw refused('another body')
}

const windowLength = 5 * 60 * 1_000

/** Nonces follow from the time and a key that all processes of the store have; none is kept. */
export class Nonces {
  readonly #key: Uint8Array
  readonly #now: () => number

  constructor(key: Uint8Array, now: () => number) {
    this.#key = key
    this.#now = now
  }

  current(): string {
    return this.#of(this.#window())
  }

  /** Whether a nonce is of this window of five minutes or the one before. */
  isFresh(nonce: string): boolean {
    const window = this.#window()
    return nonce === this.#of(window) || nonce === this.#of(window - 1)
  }

  #window(): number {
    return Math.floor(this.#now() / windowLength)
  }

  #of(window: number): string {
    const bytes = new Uint8Array(8)
    new DataView(bytes.buffer).setBigUint64(0, BigInt(Math.max(window, 0)))
    return toBase64url(hmacSha256(this.#key, framed('nonce', bytes)))
  }
}

function refused(detail: string): Problem {
  return new Problem('request.proof-refused', { detail })
}
