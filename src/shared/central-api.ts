// What central and the applications say to each other: routes, headers, and the form of every body (docs/protocol.md section 17).
import { z } from 'zod'
import { concat, readU32, textOf, u32 } from './domain/bytes.ts'
import { canonicalBytes } from './domain/canonical.ts'
import { deviceDataSchema, roleSchema } from './domain/directory-kinds.ts'
import { largestBody } from './domain/entry.ts'
import { hashSchema, instantSchema } from './domain/ids.ts'
import { signedReceiptSchema } from './domain/receipt.ts'
import { Problem, type ProblemCode, problems } from './problems.ts'

/** The proof of a request, and the nonce that the next one states: in every reply. */
export const proofHeader = 'fieldbook-proof'
export const nonceHeader = 'fieldbook-nonce'
export const proofType = 'fieldbook-proof+jwt'
export const entriesType = 'application/vnd.fieldbook.entries'

/** The most of one push or pull; a page of entries is cut where either is reached. */
export const mostEntries = 1_000
export const mostBytes = 8 * 1024 * 1024
/** A push from a device that is this many leaves behind is told to pull first. */
export const mostLeaves = 10_000

const size = z.int().min(0)
const base64url = z.string().regex(/^[\w-]+$/)

/** What a proof states (section 12): this store, this request with its query and body, and a nonce of the store. */
export const proofClaimsSchema = z.strictObject({
  store: hashSchema,
  method: z.enum(['GET', 'POST']),
  path: z.string().max(2_000),
  body: hashSchema,
  nonce: z.string().max(200),
})
export type ProofClaims = z.infer<typeof proofClaimsSchema>

/** GET /v1/organisation, without proof: public facts, to be compared with the fingerprints of a code. */
export const organisationSchema = z.strictObject({
  organisation: hashSchema,
  name: z.string(),
  trial: z.boolean(),
  store: hashSchema,
  root: hashSchema,
  storeKey: base64url.length(43),
})
export type OrganisationFacts = z.infer<typeof organisationSchema>

/** POST /v1/enrolment, proven by the last of the devices. */
export const enrolmentRequestSchema = z.strictObject({
  code: hashSchema,
  devices: z.array(deviceDataSchema).min(1).max(50),
  /** HMAC-SHA-256 under the code's secret. */
  mac: hashSchema,
})
export type EnrolmentRequest = z.infer<typeof enrolmentRequestSchema>

/** The person as enrolled; `directory` is the size with which the directory names them. */
export const enrolmentReplySchema = z.strictObject({
  person: hashSchema,
  name: z.string(),
  roles: z.array(roleSchema),
  directory: size,
})
export type EnrolmentReply = z.infer<typeof enrolmentReplySchema>

const standingSchema = z.strictObject({ compartment: hashSchema, epoch: z.int().min(1), size })

/** GET /v1/news: how far the directory and each compartment of the caller's memberships have come. */
export const newsSchema = z.strictObject({
  directory: standingSchema,
  compartments: z.array(standingSchema),
  at: instantSchema,
})
export type News = z.infer<typeof newsSchema>

/** Query of GET /v1/compartments/:compartment/entries: from this leaf index on. */
export const pullQuerySchema = z.strictObject({
  epoch: z.coerce.number().int().min(1),
  from: z.coerce.number().int().min(0),
  most: z.coerce.number().int().min(1).max(mostEntries),
})

/** The head of a reply to a pull: the checkpoint covers all `size` leaves, the entries are leaves from `from` on. */
export const pulledHeadSchema = z.strictObject({
  compartment: hashSchema,
  epoch: z.int().min(1),
  from: size,
  size,
  checkpoint: z.string(),
  at: instantSchema,
})
export type PulledHead = z.infer<typeof pulledHeadSchema>

/** Query of POST /v1/compartments/:compartment/entries: the tree as the caller has verified it. */
export const pushQuerySchema = z.strictObject({
  epoch: z.coerce.number().int().min(1),
  size: z.coerce.number().int().min(0),
})

const refusedCodes = Object.keys(problems) as [ProblemCode, ...ProblemCode[]]

export const pushReplySchema = z.strictObject({
  epoch: z.int().min(1),
  from: size,
  size,
  /** The leaves from the caller's size on: hashes of entries. */
  leaves: z.array(hashSchema),
  checkpoint: z.string(),
  receipt: signedReceiptSchema,
  /** Entries of the push that were not taken, by their place in it; the rest of their chain was skipped. */
  refused: z.array(z.strictObject({ index: z.int().min(0), code: z.enum(refusedCodes) })),
  /** Directory entries of the push that are stored but do not count, by their place in it: *moved on*. */
  movedOn: z.array(z.int().min(0)),
})
export type PushReply = z.infer<typeof pushReplySchema>

export const healthSchema = z.strictObject({ status: z.literal('ok'), version: z.string() })

/** Every reply that is not 200. */
export const problemReplySchema = z.strictObject({
  problem: z.strictObject({
    code: z.enum(refusedCodes),
    sentence: z.string(),
    next: z.string(),
    fields: z.array(z.string()),
  }),
})

export const paths = {
  health: '/health',
  organisation: '/v1/organisation',
  enrolment: '/v1/enrolment',
  news: '/v1/news',
  entries: (compartment: string): string => `/v1/compartments/${compartment}/entries`,
} as const

/** An entry as it travels: exact header bytes, signature, and the body or null where the caller gets none. */
export interface TravellingEntry {
  readonly header: Uint8Array
  readonly signature: Uint8Array
  readonly body: Uint8Array | null
}

const signatureBytes = 64
const largestHeader = 4_096

/** Bytes that an entry takes on the way. */
export function travellingBytes({ header, body }: TravellingEntry): number {
  return 4 + header.length + signatureBytes + 4 + (body?.length ?? 0)
}

/** Entries one after another: u32 length ‖ header ‖ signature ‖ u32 length ‖ body (length 0 = no body). */
export function entriesBytes(entries: readonly TravellingEntry[]): Uint8Array {
  return concat(
    ...entries.flatMap(({ header, signature, body }) => [
      u32(header.length),
      header,
      signature,
      u32(body?.length ?? 0),
      body ?? new Uint8Array(),
    ]),
  )
}

/** Reads what `entriesBytes` wrote; throws Problem `application.input-refused` for anything else. */
export function entriesFrom(bytes: Uint8Array): readonly TravellingEntry[] {
  const entries: TravellingEntry[] = []
  let offset = 0
  const take = (length: number): Uint8Array => {
    if (offset + length > bytes.length)
      throw new Problem('application.input-refused', { detail: 'entries are cut off' })
    offset += length
    return bytes.subarray(offset - length, offset)
  }
  const takeSized = (most: number): Uint8Array => {
    const length = readU32(take(4), 0)
    if (length > most) throw new Problem('application.input-refused', { detail: 'an entry is too large' })
    return take(length)
  }
  while (offset < bytes.length) {
    const header = takeSized(largestHeader)
    const signature = take(signatureBytes)
    const body = takeSized(largestBody)
    entries.push({ header, signature, body: body.length === 0 ? null : body })
  }
  return entries
}

/** A reply to a pull: u32 length ‖ JCS of its head ‖ entries. */
export function pulledBytes(head: PulledHead, entries: readonly TravellingEntry[]): Uint8Array {
  const bytes = canonicalBytes(head)
  return concat(u32(bytes.length), bytes, entriesBytes(entries))
}

/** Throws Problem `central.not-the-store` for bytes that no store of ours sends. */
export function pulledFrom(bytes: Uint8Array): {
  readonly head: PulledHead
  readonly entries: readonly TravellingEntry[]
} {
  try {
    const length = readU32(bytes, 0)
    if (4 + length > bytes.length) throw new RangeError('the head is cut off')
    const head = pulledHeadSchema.parse(JSON.parse(textOf(bytes.subarray(4, 4 + length))))
    return { head, entries: entriesFrom(bytes.subarray(4 + length)) }
  } catch (cause) {
    throw new Problem('central.not-the-store', { detail: 'the reply to a pull cannot be read', cause })
  }
}
