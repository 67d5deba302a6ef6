// Key slots open with their own secret, in their own vault, at costs within bounds, and nothing of them is lost.
import { beforeAll, describe, expect, test } from 'vitest'
import { random } from '#main/platform/crypto.ts'
import {
  type KeySlots,
  keySlotsSchema,
  openPassphraseSlot,
  openSheetSlot,
  passphraseSlot,
  sheetMade,
  sheetSlot,
  type VaultSecrets,
  withSlot,
} from '#main/platform/key-slots.ts'
import { argon2Floor, fixedAt } from '#main/platform/passphrase-cost.ts'
import { fromBase64url, toBase64url, utf8 } from '#shared/domain/bytes.ts'

const vault = 'a1'.repeat(16)
const made = '2026-03-10T09:00:00.000Z'
const secrets: VaultSecrets = { vaultKey: random(32), seed: random(32) }
const sheetSecret = random(20)
const passphrase = utf8('a passphrase of Ada')
const atFloor = fixedAt(argon2Floor)
let slot: Awaited<ReturnType<typeof passphraseSlot>>

beforeAll(async () => {
  slot = await passphraseSlot(vault, passphrase, secrets, atFloor)
})

function slotsWith(...slots: readonly KeySlots['slots'][number][]): KeySlots {
  return { v: 1, vault, practice: false, made, slots: [...slots] }
}

describe('the passphrase slot', () => {
  test('gives back vault key and seed', async () => {
    const opened = await openPassphraseSlot(slotsWith(slot), passphrase, atFloor)
    expect(opened?.secrets).toEqual(secrets)
  })

  test('holds neither of them in clear', () => {
    const wrapped = Buffer.from(fromBase64url(slot.wrapped))
    expect(wrapped).toHaveLength(32 + 32 + 16)
    expect(wrapped.includes(Buffer.from(secrets.vaultKey))).toBe(false)
    expect(wrapped.includes(Buffer.from(secrets.seed))).toBe(false)
  })

  test('opens to null with another passphrase', async () => {
    expect(await openPassphraseSlot(slotsWith(slot), utf8('a passphrase of ada'), atFloor)).toBeNull()
    expect(await openPassphraseSlot(slotsWith(slot), utf8('a passphrase of Ada '), atFloor)).toBeNull()
  })

  test('has a salt and an id of its own each time', async () => {
    const again = await passphraseSlot(vault, passphrase, secrets, atFloor)
    expect(again.salt).not.toBe(slot.salt)
    expect(again.id).not.toBe(slot.id)
    expect(again.wrapped).not.toBe(slot.wrapped)
  })

  test('does not open in the slots of another vault', async () => {
    expect(await openPassphraseSlot({ ...slotsWith(slot), vault: 'b2'.repeat(16) }, passphrase, atFloor)).toBeNull()
  })

  test.each([
    ['id', { id: 'c3'.repeat(16) }],
    ['salt', { salt: toBase64url(random(16)) }],
    ['cost within bounds', { cost: { ...argon2Floor, passes: 4 } }],
    ['wrapped key', { wrapped: toBase64url(random(80)) }],
  ])('does not open with another %s', async (_, change) => {
    expect(await openPassphraseSlot(slotsWith({ ...slot, ...change }), passphrase, atFloor)).toBeNull()
  })

  test.each([
    ['less memory than the floor', { memory: 65_535 }],
    ['fewer passes', { passes: 2 }],
    ['fewer lanes', { lanes: 3 }],
    ['more memory than a computer has', { memory: 4 * 1024 * 1024 + 1 }],
    ['passes that never end', { passes: 17 }],
    ['too many lanes', { lanes: 17 }],
    ['negative passes', { passes: -1 }],
  ])('is refused with %s', async (_, change) => {
    const altered = slotsWith({ ...slot, cost: { ...argon2Floor, ...change } })
    await expect(openPassphraseSlot(altered, passphrase, atFloor)).rejects.toMatchObject({
      code: 'vault.slots-damaged',
    })
  })

  test('that is missing, or whose wrapped key is no base64url, is a problem of the slots', async () => {
    const damaged = { code: 'vault.slots-damaged' }
    await expect(openPassphraseSlot(slotsWith({ type: 'unheard-of' }), passphrase, atFloor)).rejects.toMatchObject(
      damaged,
    )
    await expect(openPassphraseSlot(slotsWith({ ...slot, wrapped: '!' }), passphrase, atFloor)).rejects.toMatchObject(
      damaged,
    )
  })
})

describe('the recovery sheet', () => {
  const sheet = sheetSlot(vault, sheetSecret, secrets.vaultKey, made)

  test('gives back the vault key, and never the seed', () => {
    expect(openSheetSlot(slotsWith(sheet), sheetSecret)).toEqual(secrets.vaultKey)
    expect(fromBase64url(sheet.wrapped)).toHaveLength(32 + 16)
  })

  test('opens to null with another code, in another vault, or with anything about it changed', () => {
    expect(openSheetSlot(slotsWith(sheet), random(20))).toBeNull()
    expect(openSheetSlot({ ...slotsWith(sheet), vault: 'b2'.repeat(16) }, sheetSecret)).toBeNull()
    expect(openSheetSlot(slotsWith({ ...sheet, made: '2026-03-11T09:00:00.000Z' }), sheetSecret)).toBeNull()
    expect(openSheetSlot(slotsWith({ ...sheet, id: 'c3'.repeat(16) }), sheetSecret)).toBeNull()
    expect(openSheetSlot(slotsWith({ ...sheet, salt: toBase64url(random(32)) }), sheetSecret)).toBeNull()
  })

  test('that was never made is told apart from a wrong code', () => {
    expect(() => openSheetSlot(slotsWith(slot), sheetSecret)).toThrow(
      expect.objectContaining({ code: 'vault.recovery-sheet-missing' }),
    )
  })

  test('says when it was made', () => {
    expect(sheetMade(slotsWith(slot, sheet))).toBe(made)
    expect(sheetMade(slotsWith(slot))).toBeNull()
  })
})

describe('the slots of a vault', () => {
  const unheardOf = { type: 'smart-card', anything: [1, { two: 3 }] }
  const sheet = sheetSlot(vault, sheetSecret, secrets.vaultKey, made)

  test('keep one slot of each type: a new one takes the place of the old', async () => {
    const renewed = await passphraseSlot(vault, utf8('another passphrase'), secrets, atFloor)
    const slots = withSlot(slotsWith(slot, sheet), renewed)
    expect(slots.slots).toHaveLength(2)
    expect(await openPassphraseSlot(slots, passphrase, atFloor)).toBeNull()
    expect(await openPassphraseSlot(slots, utf8('another passphrase'), atFloor)).not.toBeNull()
    expect(openSheetSlot(slots, sheetSecret)).toEqual(secrets.vaultKey)
  })

  test('keep slots of a type that only a newer version knows, through the file and a change', () => {
    const read = keySlotsSchema.parse(JSON.parse(JSON.stringify(slotsWith(unheardOf, slot))))
    expect(withSlot(read, sheet).slots).toEqual([unheardOf, slot, sheet])
  })

  test.each([
    ['of a newer form', { v: 2 }],
    ['with a member of no known meaning', { more: 1 }],
    ['without any slot', { slots: [] }],
    ['with a passphrase slot that lacks its salt', { slots: [{ type: 'passphrase' }] }],
    ['with a sheet of another form', { slots: [{ type: 'recovery-sheet', wrapped: '' }] }],
  ])('%s are refused', (_, change) => {
    expect(keySlotsSchema.safeParse({ ...slotsWith(slot), ...change }).success).toBe(false)
  })
})
