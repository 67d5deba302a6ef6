// A passphrase that is made of well known words is known however it is dressed up; unrelated words are not.
import { dictionary } from '@zxcvbn-ts/language-common'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isMadeOfKnownWords, knownWords } from '#main/services/vault/known-words.ts'
import { refuseWeakPassphrase } from '#main/services/vault/passphrase-rule.ts'
import { utf8 } from '#shared/domain/bytes.ts'
import { always } from '../fixtures/seed.ts'

const passwords = dictionary['passwords-common']
const common = knownWords(passwords)
const nobody = knownWords([])
const about = ['Ada Ferris', 'Marshland Inspectorate (invented)']

async function isRefused(words: string): Promise<boolean> {
  try {
    await refuseWeakPassphrase(utf8(words), about)
    return false
  } catch (error) {
    expect(error).toMatchObject({ code: 'vault.passphrase-refused', fields: ['passphrase'] })
    return true
  }
}

describe('refused is', () => {
  test.each([
    ['fourteen characters', 'fourteen chars'],
    ['fourteen characters of several bytes each', 'éèêëēėęéèêëēėę'],
    ['a common password with digits after it', 'Password12345678'],
    ['with more digits than a date has', 'Password1234567890'],
    ['with signs before and after it', '!!!sunshine2024??'],
    ['twice', 'dragon monkey12345'.slice(0, 13) + '!!!!'],
    ['again and again', 'letmeinletmeinletmein'],
    ['again, cut off', 'basketballbasketbal'],
    ['again, apart', 'shadow-shadow-shadow'],
    ['with signs for letters', 'P@ssw0rd P@ssw0rd!'],
    ['two of them with signs for letters', 'b4sk3tb4ll f0otb@ll'],
    ['two common passwords', 'BASKETBALL football'],
    ['the alphabet', 'abcdefghijklmnopqr'],
    ['a row of the keyboard, there and back', 'qwertyuiopoiuytrewq'],
    ['digits in their order', '12345678901234567890'],
    ['two letters over and over', 'abababababababababab'],
    ['the product with the year', 'Fieldbook Fieldbook 2026'],
    ['the product and a common password', 'fieldbook-password'],
    ['the person’s name', 'Ada Ferris 1984-03-12'],
    ['the person’s name with a common password', 'ferris.ada.sunshine'],
    ['the organisation’s words', 'Marshland Inspectorate'],
    ['the organisation’s words with the person’s', 'marshlandinspectorateada!'],
  ])('%s', async (_, words) => {
    expect(await isRefused(words)).toBe(true)
  })
})

describe('accepted is', () => {
  test.each([
    ['four unrelated words', 'marsh lantern copper violin'],
    ['the same in capitals, without spaces', 'MARSHLANTERNCOPPERVIOLIN'],
    ['fifteen characters of one kind', 'xkqzvjwpfmgthyb'],
    ['fifteen digits at random', '839201748562019'],
    ['a letter before them', 'x839201748562019'],
    ['letters that are none of ASCII’s', 'žluťoučký kůň úpěl'],
    ['a sentence with the person’s name', 'Ada keeps nine green herons'],
    ['eight characters at random, twice', 'xk29fqbzxk29fqbz'],
    ['sixty-four characters', 'heron pewter walnut '.repeat(4).slice(0, 60) + 'quay'],
    ['a kilobyte', 'marsh lantern copper violin '.repeat(36).slice(0, 1_000) + 'and one more heron than that'],
  ])('%s', async (_, words) => {
    expect(await isRefused(words)).toBe(false)
  })
})

test('each of the first 3,000 common passwords is known: alone, with a year, in capitals, and repeated', () => {
  expect(passwords.length).toBeGreaterThan(3_000)
  for (const word of passwords.slice(0, 3_000)) {
    const dated = /[a-z]/.test(word) ? [`${word}2026!`] : []
    for (const dressed of [word, word.toUpperCase(), `${word} ${word} ${word}`, ...dated]) {
      expect(isMadeOfKnownWords(utf8(dressed), common, nobody), dressed).toBe(true)
    }
  }
})

test('fifteen random letters are known by accident in none of many cases', () => {
  const letters = fc.string({ unit: fc.constantFrom(...'bcdfghjklmnpqrstvwxz'), minLength: 15, maxLength: 40 })
  const property = fc.property(letters, (words) => {
    fc.pre(new Set(words).size > 8)
    expect(isMadeOfKnownWords(utf8(words), common, nobody)).toBe(false)
  })
  always(property)
})

test('the bytes that were judged stay as they were', () => {
  const given = utf8('Marsh Lantern Copper')
  isMadeOfKnownWords(given, common, nobody)
  expect(given).toEqual(utf8('Marsh Lantern Copper'))
})
