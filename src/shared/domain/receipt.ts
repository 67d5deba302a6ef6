// Receipts: the store's signed word that it holds these entries for good (docs/protocol.md section 6).
import { z } from 'zod'
import { fromBase64url } from './bytes.ts'
import { canonicalBytes } from './canonical.ts'
import { framed, type VerifySignature } from './entry.ts'
import { hashSchema, instantSchema } from './ids.ts'

const count = z.int().min(0)

/**
 * Positions `from` up to but not including `to` are received, in a log of `size` leaves and this root.
 * `store` is the store's device id, `directory` the size of the directory it judged by, `at` its own time.
 */
export const receiptSchema = z.strictObject({
  store: hashSchema,
  compartment: hashSchema,
  epoch: z.int().min(1),
  from: count,
  to: count,
  size: count,
  root: hashSchema,
  directory: count,
  at: instantSchema,
})

export type Receipt = Readonly<z.infer<typeof receiptSchema>>

/** `signature` is Ed25519, in base64url. */
export interface SignedReceipt {
  readonly receipt: Receipt
  readonly signature: string
}

/** 64 bytes are 86 characters of base64url; that they are the one spelling is checked with the signature. */
export const signedReceiptSchema: z.ZodType<SignedReceipt> = z.strictObject({
  receipt: receiptSchema,
  signature: z.string().regex(/^[A-Za-z0-9_-]{86}$/),
})

/** The exact bytes that the store signs. */
export function receiptMessage(receipt: Receipt): Uint8Array {
  return framed('receipt', canonicalBytes(receipt))
}

/** Whether a receipt is the word of the store with this key and speaks of positions that its log has. */
export function isReceiptOf(signed: SignedReceipt, storeKey: Uint8Array, verify: VerifySignature): boolean {
  const { from, to, size } = signed.receipt
  if (from > to || to > size) return false
  try {
    return verify(storeKey, receiptMessage(signed.receipt), fromBase64url(signed.signature))
  } catch {
    return false
  }
}
