// The central store over HTTP: proves each request, follows no redirect, and believes only what has the form of a store's reply.
import type { z } from 'zod'
import {
  type EnrolmentReply,
  type EnrolmentRequest,
  enrolmentReplySchema,
  entriesBytes,
  entriesType,
  type News,
  newsSchema,
  nonceHeader,
  type OrganisationFacts,
  organisationSchema,
  type ProofClaims,
  type PulledHead,
  type PushReply,
  paths,
  problemReplySchema,
  proofHeader,
  proofType,
  pulledFrom,
  pushReplySchema,
  type TravellingEntry,
} from '#shared/central-api.ts'
import { toBase64url, toHex, utf8 } from '#shared/domain/bytes.ts'
import type { Hash } from '#shared/domain/ids.ts'
import { Problem } from '#shared/problems.ts'
import { type SigningKey, sha256 } from './crypto.ts'

/** Who asks: the device whose key proves each request, and the store that the proof is for. */
export interface Asking {
  readonly device: Hash
  readonly key: SigningKey
  readonly store: Hash
}

/** What the client needs of HTTP; tests cut and bend it. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>

/** Milliseconds after which a request is given up; it is repeated, and repeating changes nothing. */
const patience = 30_000
/** The largest reply that is read: a page of entries with some to spare. */
const largestReply = 64 * 1024 * 1024

interface Asked {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly body?: { readonly type: string; readonly bytes: Uint8Array }
}

export class CentralClient {
  readonly #address: string
  readonly #asking: Asking
  readonly #fetch: Fetch
  readonly #ending = new AbortController()
  #nonce = ''

  /** Throws Problem `central.not-the-store` for an address that is neither HTTPS nor on this computer (section 12). */
  constructor(address: string, asking: Asking, fetch: Fetch = globalThis.fetch) {
    this.#address = originOf(address)
    this.#asking = asking
    this.#fetch = fetch
  }

  /** Public facts of whatever store answers; to be compared with the keys that a code names. */
  organisation(): Promise<OrganisationFacts> {
    return this.#json({ method: 'GET', path: paths.organisation }, organisationSchema)
  }

  enrol(request: EnrolmentRequest): Promise<EnrolmentReply> {
    const body = { type: 'application/json', bytes: utf8(JSON.stringify(request)) }
    return this.#json({ method: 'POST', path: paths.enrolment, body }, enrolmentReplySchema)
  }

  news(): Promise<News> {
    return this.#json({ method: 'GET', path: paths.news }, newsSchema)
  }

  async pull(
    compartment: Hash,
    at: { readonly epoch: number; readonly from: number; readonly most: number },
  ): Promise<{ readonly head: PulledHead; readonly entries: readonly TravellingEntry[] }> {
    const query = `epoch=${at.epoch}&from=${at.from}&most=${at.most}`
    const reply = await this.#ask({ method: 'GET', path: `${paths.entries(compartment)}?${query}` })
    if (typeOf(reply) !== entriesType) throw notTheStore('a pull was answered with another type')
    const pulled = pulledFrom(await bytesOf(reply))
    const { head } = pulled
    if (head.compartment !== compartment || head.from !== at.from || head.epoch !== at.epoch) {
      throw notTheStore('a pull was answered with something else')
    }
    return pulled
  }

  push(
    compartment: Hash,
    at: { readonly epoch: number; readonly size: number },
    entries: readonly TravellingEntry[],
  ): Promise<PushReply> {
    const path = `${paths.entries(compartment)}?epoch=${at.epoch}&size=${at.size}`
    const body = { type: entriesType, bytes: entriesBytes(entries) }
    return this.#json({ method: 'POST', path, body }, pushReplySchema)
  }

  /** Ends what is under way; nothing is asked any more. */
  close(): void {
    this.#ending.abort()
  }

  async #json<T extends z.ZodType>(asked: Asked, schema: T): Promise<z.infer<T>> {
    const reply = await this.#ask(asked)
    const parsed = schema.safeParse(await jsonOrNull(reply))
    if (!parsed.success) throw notTheStore('a reply has another form')
    return parsed.data
  }

  /** The reply to a proven request; a proof that is too old is made again once, with the nonce of the refusal. */
  async #ask(asked: Asked): Promise<Response> {
    if (this.#nonce === '') await this.#send({ method: 'GET', path: paths.organisation })
    const first = await this.#send(asked)
    const reply = first.status === 401 ? await this.#send(asked) : first
    if (reply.status === 200) return reply
    throw await problemFrom(reply)
  }

  async #send(asked: Asked): Promise<Response> {
    const reply = await this.#reached(asked)
    const nonce = reply.headers.get(nonceHeader)
    if (nonce !== null) this.#nonce = nonce
    return reply
  }

  async #reached({ method, path, body }: Asked): Promise<Response> {
    const headers: Record<string, string> = { [proofHeader]: this.#proof(method, path, body?.bytes) }
    if (body !== undefined) headers['content-type'] = body.type
    const signal = AbortSignal.any([this.#ending.signal, AbortSignal.timeout(patience)])
    try {
      return await this.#fetch(this.#address + path, {
        method,
        headers,
        signal,
        // A captive portal leads elsewhere; nothing of ours is ever sent there.
        redirect: 'manual',
        ...(body !== undefined && { body: new Uint8Array(body.bytes) }),
      })
    } catch (cause) {
      throw new Problem('central.unreachable', { detail: cause instanceof Error ? cause.name : '', cause })
    }
  }

  /** A JWT in compact form (RFC 7515 section 7.1, RFC 8037); `kid` is the device. */
  #proof(method: ProofClaims['method'], path: string, body: Uint8Array = new Uint8Array()): string {
    const { device, key, store } = this.#asking
    const claims: ProofClaims = { store, method, path, body: toHex(sha256(body)), nonce: this.#nonce }
    const header = { alg: 'EdDSA', typ: proofType, kid: device }
    const signed = [header, claims].map((part) => toBase64url(utf8(JSON.stringify(part)))).join('.')
    return `${signed}.${toBase64url(key.sign(utf8(signed)))}`
  }
}

function originOf(address: string): string {
  const url = URL.parse(address)
  const here = url?.protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname)
  if (url === null || (url.protocol !== 'https:' && !here)) {
    throw new Problem('central.not-the-store', { detail: 'the address is not HTTPS' })
  }
  return url.origin
}

/** The problem that a store named; anything else did not come from a store. */
async function problemFrom(reply: Response): Promise<Problem> {
  const parsed = problemReplySchema.safeParse(await jsonOrNull(reply))
  if (!parsed.success) return notTheStore(`status ${reply.status}`)
  return new Problem(parsed.data.problem.code, { detail: `the store answered ${reply.status}` })
}

async function jsonOrNull(reply: Response): Promise<unknown> {
  if (typeOf(reply) !== 'application/json') return null
  try {
    return JSON.parse(Buffer.from(await bytesOf(reply)).toString('utf8'))
  } catch (error) {
    if (error instanceof Problem) throw error
    return null
  }
}

function typeOf(reply: Response): string {
  return reply.headers.get('content-type')?.split(';')[0]?.trim() ?? ''
}

/** The body, read to its end or given up where it is larger than anything a store sends. */
async function bytesOf(reply: Response): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let length = 0
  try {
    for await (const part of reply.body ?? []) {
      length += part.length
      if (length > largestReply) throw notTheStore('a reply is too large')
      parts.push(part)
    }
  } catch (cause) {
    if (cause instanceof Problem) throw cause
    throw new Problem('central.unreachable', { detail: 'a reply was cut off', cause })
  }
  return Buffer.concat(parts)
}

function notTheStore(detail: string): Problem {
  return new Problem('central.not-the-store', { detail })
}
