// Canonical JSON is RFC 8785: one spelling for each value, and every other spelling is refused.
import { readdirSync, readFileSync } from 'node:fs'
import canonicalize from 'canonicalize'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { textOf, toHex, utf8 } from '#shared/domain/bytes.ts'
import { canonicalBytes, canonicalText, parseCanonical } from '#shared/domain/canonical.ts'
import { always } from '../fixtures/seed.ts'

const vectors = new URL('../fixtures/vectors/json-canonicalization/', import.meta.url)
const read = (path: string): Buffer => readFileSync(new URL(path, vectors))
const names = readdirSync(new URL('input/', vectors)).map((name) => name.replace('.json', ''))

/** Strings of whole characters: what JSON can carry between systems (RFC 7493 section 2.1). */
const text = fc.string({ unit: 'binary' })
const json = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'medium', withCrossShrink: true },
    fc.constantFrom(null, true, false),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.integer(),
    text,
    fc.array(tie('value'), { maxLength: 5 }),
    fc.dictionary(text, tie('value'), { maxKeys: 5 }),
  ),
})).value

describe('the vectors of the author of RFC 8785', () => {
  test('are all here', () => {
    expect(names).toEqual(['arrays', 'french', 'structures', 'unicode', 'values', 'weird'])
  })

  test.each(names)('%s: the same bytes', (name) => {
    const bytes = canonicalBytes(JSON.parse(read(`input/${name}.json`).toString('utf8')))
    expect(textOf(bytes)).toBe(read(`output/${name}.json`).toString('utf8'))
    expect(toHex(bytes)).toBe(read(`outhex/${name}.txt`).toString('latin1').replaceAll(/\s/g, ''))
  })
})

describe('any JSON value', () => {
  test('is spelt as the package canonicalize spells it', () => {
    always(
      fc.property(json, (value) => {
        expect(canonicalText(value)).toBe(canonicalize(value))
      }),
      1_000,
    )
  })

  test('comes back from its canonical bytes', () => {
    always(
      fc.property(json, (value) => {
        const bytes = canonicalBytes(value)
        const again = parseCanonical(bytes)
        expect(toHex(canonicalBytes(again))).toBe(toHex(bytes))
        // JSON has one zero.
        expect(again).toEqual(JSON.parse(JSON.stringify(value)))
      }),
      1_000,
    )
  })

  test('is refused with whitespace anywhere between its parts', () => {
    always(
      fc.property(json, fc.constantFrom(' ', '\n', '\t', '\r'), fc.boolean(), (value, space, before) => {
        const spelt = canonicalText(value)
        expect(() => parseCanonical(utf8(before ? space + spelt : spelt + space))).toThrow()
        expect(() => parseCanonical(utf8(`[${spelt}${space}]`))).toThrow()
      }),
    )
  })
})

describe('a spelling that is not canonical is refused', () => {
  test.each([
    ['whitespace after a comma', '[1, 2]'],
    ['names out of order', '{"b":1,"a":2}'],
    ['names in the order of code points, not of UTF-16 units', '{"\u{fb33}":1,"\u{1f600}":2}'],
    ['a name given twice', '{"a":1,"a":1}'],
    ['a number with a needless fraction', '1.0'],
    ['a number with a needless exponent', '1e0'],
    ['a number with more digits than it has', '0.10000000000000000555'],
    ['an exponent without its sign', '1e30'],
    ['a capital exponent', '1E+30'],
    ['a leading zero', '01'],
    ['minus zero', '-0'],
    ['NaN', 'NaN'],
    ['infinity', 'Infinity'],
    ['a number too large for a double', '1e400'],
    ['an escape that is not needed', '"\\u0061"'],
    ['an escaped solidus', '"\\/"'],
    ['a long escape where a short one exists', '"\\u000a"'],
    ['capital digits in an escape', '"\\u001F"'],
    ['an escaped lone surrogate', '"\\ud800"'],
    ['an escaped lone surrogate in a name', '{"\\udead":1}'],
    ['an escaped pair of surrogates', '"\\ud83d\\ude00"'],
    ['nothing', ''],
    ['two values', '1 2'],
    ['a trailing comma', '[1,]'],
    ['a comment', '1//'],
    ['single quotes', "'a'"],
  ])('%s', (_, spelling) => {
    expect(() => parseCanonical(utf8(spelling))).toThrow()
  })

  test.each([
    ['a byte order mark', [0xef, 0xbb, 0xbf, 0x31]],
    ['a lone surrogate in UTF-8', [0x22, 0xed, 0xa0, 0x80, 0x22]],
    ['an overlong form', [0x22, 0xc0, 0xa2, 0x22]],
    ['a cut character', [0x22, 0xe2, 0x82, 0x22]],
  ])('%s', (_, bytes) => {
    expect(() => parseCanonical(Uint8Array.from(bytes))).toThrow()
  })
})

describe('what JSON cannot hold has no canonical text', () => {
  test.each([
    ['undefined', undefined],
    ['undefined in an object', { a: undefined }],
    ['undefined in an array', [undefined]],
    ['NaN', Number.NaN],
    ['infinity', Number.POSITIVE_INFINITY],
    ['a lone surrogate', '\ud800'],
    ['a lone surrogate in a name', { '\udfff': 1 }],
    ['a function', () => 1],
    ['a big integer', 1n],
  ])('%s', (_, value) => {
    expect(() => canonicalText(value)).toThrow(TypeError)
  })

  test('and minus zero is written as zero', () => {
    expect(canonicalText(-0)).toBe('0')
  })
})
