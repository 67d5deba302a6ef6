// Keys are sealed to one hybrid recipient: only its identity opens them, and an ordinary recipient is refused.
import { generateIdentity, generateX25519Identity, identityToRecipient } from 'age-encryption'
import { beforeAll, describe, expect, test } from 'vitest'
import { type AgeIdentity, newAgeIdentity, openSealed, sealTo } from '#main/platform/age.ts'
import { random } from '#main/platform/crypto.ts'

const key = random(32)
let mine: AgeIdentity
let sealed: Uint8Array

beforeAll(async () => {
  mine = await newAgeIdentity()
  sealed = await sealTo(mine.recipient, key)
})

describe('a sealed key', () => {
  test('opens with the identity it was sealed to', async () => {
    expect(await openSealed(mine.identity, sealed)).toEqual(new Uint8Array(key))
  })

  test('does not open with another identity', async () => {
    const other = await newAgeIdentity()
    await expect(openSealed(other.identity, sealed)).rejects.toThrow()
  })

  test('does not open when a byte of it was changed or is missing', async () => {
    const changed = Uint8Array.from(sealed)
    changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1
    await expect(openSealed(mine.identity, changed)).rejects.toThrow()
    await expect(openSealed(mine.identity, sealed.subarray(0, -1))).rejects.toThrow()
  })

  test('differs each time, so that equal keys do not show', async () => {
    expect(await sealTo(mine.recipient, key)).not.toEqual(sealed)
  })

  test('names its one recipient as hybrid', () => {
    const stanzas = Buffer.from(sealed)
      .toString('latin1')
      .split('\n')
      .filter((line) => line.startsWith('-> '))
    expect(stanzas).toHaveLength(1)
    expect(stanzas[0]).toMatch(/^-> mlkem768x25519 /)
  })
})

describe('a recipient', () => {
  test('of X25519 alone is refused: what is sealed today can be kept and opened in twenty years', async () => {
    const recipient = await identityToRecipient(await generateX25519Identity())
    await expect(sealTo(recipient, key)).rejects.toMatchObject({ code: 'entry.refused' })
  })

  test.each(['', 'age1pq1', 'age1pq1nonsense', 'AGE1PQ1', 'ssh-ed25519 AAAA'])('%j is refused', async (recipient) => {
    await expect(sealTo(recipient, key)).rejects.toThrow()
  })

  test('of a fresh identity is hybrid, and another each time', async () => {
    expect(mine.recipient).toMatch(/^age1pq1/)
    expect((await newAgeIdentity()).recipient).not.toBe(mine.recipient)
    expect(await identityToRecipient(mine.identity)).toBe(mine.recipient)
    expect(await identityToRecipient(await generateIdentity())).not.toBe(mine.recipient)
  })
})
