// Key slots: what the passphrase and the recovery sheet open, kept in a file beside the vault (docs/protocol.md section 14).
import { z } from 'zod'
import { concat, fromBase64url, toBase64url, utf8 } from '#shared/domain/bytes.ts'
import { canonicalBytes } from '#shared/domain/canonical.ts'
import { instantSchema, objectIdSchema } from '#shared/domain/ids.ts'
import { Problem } from '#shared/problems.ts'
import { type Argon2Cost, argon2id, hkdf, openOnce, random, sealOnce } from './crypto.ts'
import { type Costing, isDearer, isWithin } from './passphrase-cost.ts'

const costSchema = z.strictObject({ memory: z.int(), passes: z.int(), lanes: z.int() })
const salt = z.string().regex(/^[\w-]{22,43}$/)

const passphraseSlotSchema = z.strictObject({
  type: z.literal('passphrase'),
  id: objectIdSchema,
  salt,
  cost: costSchema,
  wrapped: z.string(),
})

const sheetSlotSchema = z.strictObject({
  type: z.literal('recovery-sheet'),
  id: objectIdSchema,
  made: instantSchema,
  salt,
  wrapped: z.string(),
})

/** Slots of a type that only a newer version knows are kept as they are. */
const unknownSlotSchema = z.looseObject({ type: z.string().regex(/^(?!passphrase$|recovery-sheet$)/) })

export const keySlotsSchema = z.strictObject({
  v: z.literal(1),
  vault: objectIdSchema,
  practice: z.boolean(),
  made: instantSchema,
  slots: z.array(z.union([passphraseSlotSchema, sheetSlotSchema, unknownSlotSchema])).min(1),
})

export type KeySlots = z.infer<typeof keySlotsSchema>
type PassphraseSlot = z.infer<typeof passphraseSlotSchema>
type SheetSlot = z.infer<typeof sheetSlotSchema>

/** Derivations at most until a cost is taken as it is, on a machine whose times tell nothing. */
const mostTries = 4

/** What the passphrase opens: the vault key and the seed of the device's signing key, 32 bytes each. */
export interface VaultSecrets {
  readonly vaultKey: Uint8Array
  readonly seed: Uint8Array
}

/** Makes the slot at the cost that `costing` asks for; with `from`, trying begins there rather than at the least. */
export async function passphraseSlot(
  vault: string,
  passphrase: Uint8Array,
  secrets: VaultSecrets,
  costing: Costing,
  from: Argon2Cost = costing.least,
): Promise<PassphraseSlot> {
  const { id, salt } = { id: newSlotId(), salt: toBase64url(random(16)) }
  const { key, cost } = await keyAtItsCost(passphrase, salt, costing, from)
  const slot = { type: 'passphrase', id, salt, cost } as const
  const wrapped = toBase64url(sealOnce(key, concat(secrets.vaultKey, secrets.seed), place(vault, slot)))
  key.fill(0)
  return { ...slot, wrapped }
}

/** What a passphrase slot gave, and the dearer cost that this machine asks for now, or null. */
export interface OpenedSlot {
  readonly id: string
  readonly secrets: VaultSecrets
  readonly dearer: Argon2Cost | null
}

/** Null when the passphrase is another one. Throws Problem `vault.slots-damaged` for costs out of bounds. */
export async function openPassphraseSlot(
  slots: KeySlots,
  passphrase: Uint8Array,
  costing: Costing,
): Promise<OpenedSlot | null> {
  const slot = slots.slots.find((candidate): candidate is PassphraseSlot => candidate.type === 'passphrase')
  if (slot === undefined) throw new Problem('vault.slots-damaged', { detail: 'there is no passphrase slot' })
  if (!isWithin(slot.cost, costing.least)) {
    throw new Problem('vault.slots-damaged', { detail: 'the passphrase costs are out of bounds' })
  }
  const { wrapped, ...rest } = slot
  const sealed = wrappedBytes(wrapped)
  const began = costing.now()
  const key = await argon2id(passphrase, fromBase64url(slot.salt), slot.cost)
  const asked = costing.next(slot.cost, costing.now() - began)
  const opened = openOnce(key, sealed, place(slots.vault, rest))
  key.fill(0)
  if (opened === null) return null
  const secrets = { vaultKey: opened.subarray(0, 32), seed: opened.subarray(32, 64) }
  // A machine that was busy for a moment is no reason to make a slot cheaper.
  return { id: slot.id, secrets, dearer: asked !== null && isDearer(asked, slot.cost) ? asked : null }
}

/** The id of the slot that a passphrase opens now, or null. */
export function passphraseSlotId(slots: KeySlots): string | null {
  return slots.slots.find((slot): slot is PassphraseSlot => slot.type === 'passphrase')?.id ?? null
}

/** The sheet's secret has 160 random bits, so a plain key derivation is enough. It wraps the vault key alone. */
export function sheetSlot(vault: string, secret: Uint8Array, vaultKey: Uint8Array, made: string): SheetSlot {
  const slot = { type: 'recovery-sheet', id: newSlotId(), made, salt: toBase64url(random(32)) } as const
  const key = sheetKey(secret, slot.salt)
  return { ...slot, wrapped: toBase64url(sealOnce(key, vaultKey, place(vault, slot))) }
}

/** The vault key, or null when the code is another one. Throws Problem `vault.recovery-sheet-missing`. */
export function openSheetSlot(slots: KeySlots, secret: Uint8Array): Uint8Array | null {
  const slot = slots.slots.find((candidate): candidate is SheetSlot => candidate.type === 'recovery-sheet')
  if (slot === undefined) throw new Problem('vault.recovery-sheet-missing')
  const { wrapped, ...rest } = slot
  return openOnce(sheetKey(secret, slot.salt), wrappedBytes(wrapped), place(slots.vault, rest))
}

/** The slots with this one in place of any other of its type. */
export function withSlot(slots: KeySlots, slot: PassphraseSlot | SheetSlot): KeySlots {
  return { ...slots, slots: [...slots.slots.filter(({ type }) => type !== slot.type), slot] }
}

/** When the sheet that works now was made, or null. */
export function sheetMade(slots: KeySlots): string | null {
  return slots.slots.find((slot): slot is SheetSlot => slot.type === 'recovery-sheet')?.made ?? null
}

function newSlotId(): string {
  return Buffer.from(random(16)).toString('hex')
}

/** Everything about a slot but what it wraps: a slot moved to another vault, or with other costs, does not open. */
function place(vault: string, slot: object): Uint8Array {
  return concat(utf8('fieldbook/slot/1\n'), canonicalBytes({ vault, slot }))
}

// Argon2id and the wrap each take a salt of their own kind: the key wraps once, since every slot has a fresh salt.
// The last derivation is both the measure and the key, so that choosing a cost takes little longer than using it.
async function keyAtItsCost(
  passphrase: Uint8Array,
  salt: string,
  costing: Costing,
  from: Argon2Cost,
): Promise<{ readonly key: Uint8Array; readonly cost: Argon2Cost }> {
  let cost = from
  // The first of a process takes longer than all that follow: code and memory are touched for the first time.
  if (from === costing.least) (await argon2id(passphrase, fromBase64url(salt), from)).fill(0)
  for (let tries = 1; ; tries++) {
    const began = costing.now()
    const key = await argon2id(passphrase, fromBase64url(salt), cost)
    const next = costing.next(cost, costing.now() - began)
    if (next === null || tries === mostTries) return { key, cost }
    key.fill(0)
    cost = next
  }
}

function sheetKey(secret: Uint8Array, saltText: string): Uint8Array {
  return hkdf(secret, fromBase64url(saltText), utf8('fieldbook/recovery-sheet/1\n'), 32)
}

function wrappedBytes(text: string): Uint8Array {
  try {
    return fromBase64url(text)
  } catch {
    throw new Problem('vault.slots-damaged', { detail: 'a wrapped key is not base64url' })
  }
}
