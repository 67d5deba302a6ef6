// Bodies: padded to sizes that tell little, bound to one place in one chain, and read strictly.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { openBody, sealBody } from '#main/ledger/bodies.ts'
import { random, sha256 } from '#main/platform/crypto.ts'
import { padded, padmeSize, payloadValue, unpadded } from '#shared/domain/body.ts'
import { concat, toHex, u32, utf8 } from '#shared/domain/bytes.ts'
import { canonicalBytes } from '#shared/domain/canonical.ts'
import { type Header, largestBody, seenNothing } from '#shared/domain/entry.ts'
import type { Payload } from '#shared/domain/payload.ts'
import { always } from '../fixtures/seed.ts'

const largestPlaintext = 1_032_192

/** Padmé as algorithm 1 of the paper has it, on integers: E, S, the low bits, and rounding up to them. */
function padmeOfThePaper(length: number): number {
  const exponent = BigInt(BigInt(length).toString(2).length - 1)
  const mantissa = BigInt(exponent.toString(2).length)
  const mask = (1n << (exponent - mantissa)) - 1n
  return Number((BigInt(length) + mask) & ~mask)
}

describe('the Padmé size', () => {
  test('is the formula of the paper, for every length up to 8,192 and around every power of two up to 4 MiB', () => {
    const around = Array.from({ length: 23 }, (_, power) => [-2, -1, 0, 1, 2].map((step) => 2 ** power + step))
    const lengths = [...Array.from({ length: 8_193 }, (_, length) => length), ...around.flat()]
    const wrong = lengths.filter((length) => length >= 2 && padmeSize(length) !== padmeOfThePaper(length))
    expect(wrong).toEqual([])
  })

  test('is never smaller, at most 12 per cent larger, and itself of that size', () => {
    always(
      fc.property(fc.integer({ min: 2, max: 2 ** 21 }), (length) => {
        const size = padmeSize(length)
        expect(size).toBeGreaterThanOrEqual(length)
        expect(size).toBeLessThanOrEqual(Math.ceil(length * 1.12))
        expect(padmeSize(size)).toBe(size)
      }),
      1_000,
    )
  })
})

/** A canonical payload of exactly this many bytes. */
const payloadOf = (bytes: number): Uint8Array => canonicalBytes('x'.repeat(bytes - 2))

describe('a padded payload', () => {
  test('comes back, for every length around every edge', () => {
    const powers = [508, 512, 1_024, 4_096, 65_536, 524_288, largestPlaintext - 4]
    const lengths = new Set(powers.flatMap((edge) => [-9, -8, -5, -4, -3, -1, 0, 1, 4, 5].map((step) => edge + step)))
    for (const length of [...Array.from({ length: 700 }, (_, index) => index + 2), ...lengths]) {
      const payload = payloadOf(length)
      const whole = padded(payload)
      expect(whole.length).toBe(Math.max(512, padmeOfThePaper(4 + length)))
      expect(unpadded(whole)).toBe('x'.repeat(length - 2))
    }
  })

  test('tells nothing of its length below 508 bytes', () => {
    expect(padded(payloadOf(2)).length).toBe(512)
    expect(padded(payloadOf(508)).length).toBe(512)
    expect(padded(payloadOf(509)).length).toBeGreaterThan(512)
  })

  test.each([
    ['cut to fewer than 512 bytes', padded(payloadOf(20)).subarray(0, 511)],
    ['empty', new Uint8Array()],
    ['of a length that belongs to a larger size', concat(u32(600), padded(payloadOf(20)).subarray(4))],
    ['of a length that belongs to a smaller size', concat(u32(20), padded(payloadOf(600)).subarray(4))],
    ['of the greatest length that can be written', concat(u32(0xffff_ffff), new Uint8Array(508))],
    ['padded to a larger size than Padmé gives', concat(padded(payloadOf(20)), new Uint8Array(512))],
    ['padded with something else than zeros', withByte(padded(payloadOf(20)), 511, 1)],
    ['with a byte right after the payload', withByte(padded(payloadOf(20)), 24, 1)],
    ['with bytes that are no UTF-8', padded(Uint8Array.from([0x22, 0xff, 0x22]))],
    ['with JSON that is not canonical', padded(utf8('{ }'))],
    ['with no JSON', padded(utf8('x'))],
    ['with nothing', padded(new Uint8Array())],
  ])('%s is refused', (_, plaintext) => {
    expect(() => unpadded(plaintext)).toThrow(expect.objectContaining({ code: 'entry.refused' }))
  })

  test('in clear is refused with padding', () => {
    expect(payloadValue(utf8('{}'))).toEqual({})
    expect(() => payloadValue(concat(utf8('{}'), new Uint8Array(1)))).toThrow()
  })
})

function withByte(bytes: Uint8Array, place: number, value: number): Uint8Array {
  const copy = Uint8Array.from(bytes)
  copy[place] = value
  return copy
}

const compartmentKey = random(32)
const place = { compartment: '1'.repeat(64), device: '2'.repeat(64), seq: 7, key: '3'.repeat(64) }

function note(words: string): Payload {
  const envelope = { kind: 'note.revised', of: 'a'.repeat(32), parents: [], was: null }
  return { ...envelope, at: '2026-03-10T09:00:00.000Z', zone: 'Europe/London', clock: null, data: { words } }
}

const created: Payload = { ...note(''), kind: 'compartment.created', at: null, zone: null }

function headerFor(body: Uint8Array, where: typeof place | (Omit<typeof place, 'key'> & { key: null })): Header {
  const seen = seenNothing(sha256)
  return { v: 1, ...where, prev: null, seen, body: { sha256: toHex(sha256(body)), bytes: body.length } }
}

const problem = (detail: string) => expect.objectContaining({ code: 'entry.refused', detail })

describe('a sealed body', () => {
  const body = sealBody(note('what was seen'), place, compartmentKey)

  test('is salt, commitment, ciphertext of a padded size, and tag', () => {
    expect(body.length).toBe(32 + 32 + 512 + 16)
    expect(Buffer.from(body).includes('what was seen')).toBe(false)
  })

  test('opens in its place with its key', () => {
    expect(openBody(headerFor(body, place), body, compartmentKey)).toEqual(note('what was seen'))
  })

  test('differs each time, because a cloned vault repeats its places', () => {
    const again = sealBody(note('what was seen'), place, compartmentKey)
    expect(again.subarray(0, 32)).not.toEqual(body.subarray(0, 32))
    expect(again.subarray(64)).not.toEqual(body.subarray(64))
  })

  test.each([
    ['compartment', { compartment: '9'.repeat(64) }],
    ['device', { device: '9'.repeat(64) }],
    ['sequence number', { seq: 8 }],
    ['key id', { key: '9'.repeat(64) }],
  ])('does not open under another %s', (_, other) => {
    const header = headerFor(body, { ...place, ...other })
    expect(() => openBody(header, body, compartmentKey)).toThrow(problem('the body commits to another key'))
  })

  test('does not open with another compartment key', () => {
    const header = headerFor(body, place)
    expect(() => openBody(header, body, random(32))).toThrow(problem('the body commits to another key'))
  })

  test('does not open with any byte changed, though the header vouches for the change', () => {
    for (let byte = 0; byte < body.length; byte += 7) {
      const changed = withByte(body, byte, (body[byte] ?? 0) ^ 1)
      expect(() => openBody(headerFor(changed, place), changed, compartmentKey)).toThrow(
        expect.objectContaining({ code: 'entry.refused' }),
      )
    }
  })

  test('does not open with a commitment of its own key and a ciphertext of another', () => {
    const other = sealBody(note('something else'), place, compartmentKey)
    const mixed = concat(body.subarray(0, 64), other.subarray(64))
    expect(() => openBody(headerFor(mixed, place), mixed, compartmentKey)).toThrow(
      problem('the body was changed or belongs to another place'),
    )
  })

  test('does not open when it is not the one that the header names', () => {
    const other = sealBody(note('what was seen'), place, compartmentKey)
    expect(() => openBody(headerFor(body, place), other, compartmentKey)).toThrow(
      problem('the body is not the one that the header names'),
    )
  })

  test('does not open when the header gives it another length', () => {
    const header = headerFor(body, place)
    const longer = { ...header, body: { ...header.body, bytes: body.length + 1 } }
    expect(() => openBody(longer, body, compartmentKey)).toThrow(
      problem('the body is not the one that the header names'),
    )
  })

  test.each([0, 1, 63, 79])('of %i bytes is refused', (length) => {
    const short = body.subarray(0, length)
    expect(() => openBody(headerFor(short, place), short, compartmentKey)).toThrow(problem('the body is too short'))
  })

  test('holds a payload with exactly the members of the protocol', () => {
    const more = sealBody({ ...note(''), more: 1 } as Payload, place, compartmentKey)
    expect(() => openBody(headerFor(more, place), more, compartmentKey)).toThrow(
      problem('the payload has other members or values'),
    )
  })
})

describe('what is in clear and what is sealed', () => {
  const inClear = { ...place, key: null }

  test('a control kind is in clear, unpadded', () => {
    const body = sealBody(created, inClear, null)
    expect(body).toEqual(canonicalBytes(created))
    expect(openBody(headerFor(body, inClear), body, null)).toEqual(created)
  })

  test('a content kind in clear is refused', () => {
    const body = sealBody(note('in clear'), inClear, null)
    expect(() => openBody(headerFor(body, inClear), body, null)).toThrow(
      problem('a control kind is sealed or a content kind clear'),
    )
  })

  test.each(['compartment.created', 'member.added', 'key.granted', 'hold.placed', 'device.cut', 'role.granted'])(
    '%s, sealed, is refused',
    (kind) => {
      const body = sealBody({ ...note(''), kind }, place, compartmentKey)
      expect(() => openBody(headerFor(body, place), body, compartmentKey)).toThrow(
        problem('a control kind is sealed or a content kind clear'),
      )
    },
  )
})

describe('the limit of 1 MiB', () => {
  const empty = canonicalBytes(note('')).length
  /** Words that make the padded plaintext exactly this long before padding. */
  const filling = (plaintext: number): Payload => note('x'.repeat(plaintext - 4 - empty))

  test('lets the largest Padmé size through that fits', () => {
    expect(largestPlaintext).toBe(padmeOfThePaper(largestPlaintext))
    expect(sealBody(filling(largestPlaintext), place, compartmentKey).length).toBe(32 + 32 + largestPlaintext + 16)
  })

  test('refuses one byte more, when the body would be too large', () => {
    expect(padmeOfThePaper(largestPlaintext + 1) + 80).toBeGreaterThan(largestBody)
    expect(() => sealBody(filling(largestPlaintext + 1), place, compartmentKey)).toThrow(
      expect.objectContaining({ code: 'application.input-too-large' }),
    )
  })

  test('holds for clear bodies as well', () => {
    const clear = (bytes: number): Payload => ({ ...created, data: { words: 'x'.repeat(bytes) } })
    const most = largestBody - canonicalBytes(clear(0)).length
    expect(sealBody(clear(most), { ...place, key: null }, null).length).toBe(largestBody)
    expect(() => sealBody(clear(most + 1), { ...place, key: null }, null)).toThrow()
  })
})
