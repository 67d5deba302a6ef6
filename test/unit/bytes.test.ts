// Spellings of bytes: hex and base64url have one spelling each, and anything else is refused.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  concat,
  fromBase64,
  fromBase64url,
  fromHex,
  readU32,
  sameBytes,
  textOf,
  toBase64,
  toBase64url,
  toHex,
  u32,
  utf8,
} from '#shared/domain/bytes.ts'
import { always } from '../fixtures/seed.ts'

const bytes = fc.uint8Array({ maxLength: 80 })

describe('hex', () => {
  test('is what node:buffer writes, and comes back', () => {
    always(
      fc.property(bytes, (value) => {
        expect(toHex(value)).toBe(Buffer.from(value).toString('hex'))
        expect(fromHex(toHex(value))).toEqual(value)
      }),
    )
  })

  test.each(['0', 'AB', 'g0', '0x', ' 00', '00\n', 'äa'])('%j is refused', (text) => {
    expect(() => fromHex(text)).toThrow(RangeError)
  })
})

describe('base64url', () => {
  test('is what node:buffer writes, and comes back', () => {
    always(
      fc.property(bytes, (value) => {
        expect(toBase64url(value)).toBe(Buffer.from(value).toString('base64url'))
        expect(fromBase64url(toBase64url(value))).toEqual(value)
      }),
    )
  })

  test('has one spelling for each value: any text that is accepted is the one written', () => {
    always(
      fc.property(fc.string({ unit: fc.constantFrom(...'AQgw0_-/+= '), maxLength: 6 }), (text) => {
        const accepted = accept(text)
        if (accepted !== null) expect(toBase64url(accepted)).toBe(text)
      }),
      500,
    )
  })

  test.each([
    ['padding', 'AA=='],
    ['the other alphabet', '+/AA'],
    ['one character too few', 'A'],
    ['bits that carry nothing', 'AB'],
    ['bits that carry nothing, in the third character', 'AAB'],
    ['a space', 'AA A'],
  ])('%s is refused', (_, text) => {
    expect(() => fromBase64url(text)).toThrow(RangeError)
  })
})

describe('base64', () => {
  test('is what node:buffer writes, and comes back', () => {
    always(
      fc.property(bytes, (value) => {
        expect(toBase64(value)).toBe(Buffer.from(value).toString('base64'))
        expect(fromBase64(toBase64(value))).toEqual(value)
      }),
    )
  })

  test.each(['AA', 'AA=', 'AA===', 'A=A=', '=AA=', 'AB==', '-_AA', 'AA A', 'AAAA\n', '===='])(
    '%j is refused',
    (text) => {
      expect(() => fromBase64(text)).toThrow(RangeError)
    },
  )
})

function accept(text: string): Uint8Array | null {
  try {
    return fromBase64url(text)
  } catch {
    return null
  }
}

describe('integers', () => {
  test('of 32 bits are big-endian and come back, wherever they stand', () => {
    expect(toHex(u32(0x0102_fefd))).toBe('0102fefd')
    always(
      fc.property(fc.nat(0xffff_ffff), fc.nat(7), (value, offset) => {
        const inside = concat(new Uint8Array(offset), u32(value), utf8('after')).subarray(0, offset + 4)
        expect(readU32(inside, offset)).toBe(value)
      }),
    )
  })

  test('are read within their own bytes, also in a part of a larger buffer', () => {
    expect(readU32(Uint8Array.from([9, 9, 0, 0, 0, 5, 9]).subarray(2, 6), 0)).toBe(5)
  })
})

describe('bytes', () => {
  test('joined are the parts one after another', () => {
    expect(concat(utf8('a'), new Uint8Array(), utf8('bc'))).toEqual(utf8('abc'))
  })

  test('are the same only with equal length and content', () => {
    expect(sameBytes(utf8('abc'), utf8('abc'))).toBe(true)
    expect(sameBytes(utf8('abc'), utf8('abd'))).toBe(false)
    expect(sameBytes(utf8('abc'), utf8('ab'))).toBe(false)
    expect(sameBytes(utf8('ab'), utf8('abc'))).toBe(false)
  })

  test.each([
    ['a cut character', [0xe2, 0x82]],
    ['an overlong form', [0xc0, 0x80]],
    ['a surrogate', [0xed, 0xa0, 0x80]],
    ['a code point beyond Unicode', [0xf4, 0x90, 0x80, 0x80]],
  ])('that are no UTF-8 are refused: %s', (_, malformed) => {
    expect(() => textOf(Uint8Array.from(malformed))).toThrow(TypeError)
  })

  test('keep a byte order mark as text, so that it cannot hide', () => {
    expect(textOf(Uint8Array.from([0xef, 0xbb, 0xbf]))).toBe('\ufeff')
  })
})
