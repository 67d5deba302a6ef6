// The recovery sheet's code: read off paper however it is typed, and a typing mistake is noticed.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sha256 } from '#main/platform/crypto.ts'
import { recoveryCodeOf, secretOfRecoveryCode } from '#shared/domain/recovery-code.ts'
import { always } from '../fixtures/seed.ts'

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const secrets = fc.uint8Array({ minLength: 20, maxLength: 20 })
const codeOf = (secret: Uint8Array): string => recoveryCodeOf(secret, sha256)
const read = (typed: string): Uint8Array | null => secretOfRecoveryCode(typed, sha256)

describe('a code', () => {
  test('has nine groups of four characters that cannot be confused', () => {
    always(
      fc.property(secrets, (secret) => {
        expect(codeOf(secret)).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){8}$/)
      }),
    )
  })

  test('gives back its secret', () => {
    always(
      fc.property(secrets, (secret) => {
        expect(read(codeOf(secret))).toEqual(secret)
      }),
    )
  })

  test('is read in small letters, with other spaces and dashes, and with letters that look like its digits', () => {
    const typed = (code: string, ways: readonly number[]): string =>
      [...code]
        .map((character, index) => {
          const way = ways[index] ?? 0
          if (character === '-') return ['-', '', ' ', ' - ', '\n'][way % 5]
          if (character === '1') return ['1', 'I', 'i', 'L', 'l'][way % 5]
          if (character === '0') return ['0', 'O', 'o'][way % 3]
          return way % 2 === 0 ? character : character.toLowerCase()
        })
        .join('')
    always(
      fc.property(secrets, fc.array(fc.nat(60), { minLength: 44, maxLength: 44 }), (secret, ways) => {
        expect(read(typed(codeOf(secret), ways))).toEqual(secret)
      }),
      300,
    )
  })

  test('with any one character wrong is noticed', () => {
    const secret = Uint8Array.from({ length: 20 }, (_, index) => 11 * index + 3)
    const code = codeOf(secret)
    const mistyped = [...code].flatMap((right, place) =>
      right === '-'
        ? []
        : [...alphabet]
            .filter((wrong) => wrong !== right)
            .map((wrong) => code.slice(0, place) + wrong + code.slice(place + 1)),
    )
    expect(mistyped).toHaveLength(36 * 31)
    expect(mistyped.filter((typed) => read(typed) !== null)).toEqual([])
  })

  test('with one character wrong never gives the secret, whatever the code', () => {
    always(
      fc.property(secrets, fc.nat(35), fc.constantFrom(...alphabet), (secret, place, wrong) => {
        const code = codeOf(secret).replaceAll('-', '')
        fc.pre(code[place] !== wrong)
        const found = read(code.slice(0, place) + wrong + code.slice(place + 1))
        if (found !== null) expect(found).not.toEqual(secret)
      }),
      500,
    )
  })

  test('with two neighbours exchanged, a character too few, or one too many, is noticed', () => {
    const code = codeOf(Uint8Array.from({ length: 20 }, (_, index) => 13 * index)).replaceAll('-', '')
    for (let place = 0; place < 35; place += 1) {
      const exchanged = code.slice(0, place) + code[place + 1] + code[place] + code.slice(place + 2)
      if (exchanged !== code) expect(read(exchanged)).toBeNull()
    }
    expect(read(code.slice(1))).toBeNull()
    expect(read(`${code}0`)).toBeNull()
  })

  test.each(['', '-', 'not a code at all', 'U'.repeat(36), 'Ä'.repeat(36), '٣'.repeat(36)])(
    '%j is no code',
    (typed) => {
      expect(read(typed)).toBeNull()
    },
  )
})
