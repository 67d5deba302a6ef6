// NHS numbers and telephone numbers as they are written in running text.
import { digitsOf, type Hit } from './identifier.ts'

const tenDigits = /(?<![\d+.,/-])\d{3}[ -]?\d{3}[ -]?\d{4}(?![\d/]|[.,-]\d)/g
const british = /(?<![\d+])(?:(?:\+|00)44[ -]?(?:\(0\)[ -]?)?|\(?0)[1-9]\d{0,4}\)?(?:[ -]?\d|\.(?=\d{3})){4,10}(?!\d)/g
const abroad = /(?<![\d+])\+(?!44)[1-9]\d{0,2}(?:[ -]?\d){7,12}(?!\d)/g

/** Ten digits whose check digit fits. A number that fails it is no NHS number, whatever stands beside it. */
export function nhsNumbersIn(text: string): readonly Hit[] {
  return matchesOf(tenDigits, text)
    .filter(({ words }) => isNhsNumber(digitsOf(words)))
    .map(({ from, to }) => ({ kind: 'nhs-number', from, to }))
}

/**
 * Modulus 11 over the first nine digits with weights 10 to 2; eleven minus the remainder is the tenth digit, 11 counts
 * as 0, and 10 is never issued. Source: NHS Data Model and Dictionary, attribute NHS NUMBER.
 */
export function isNhsNumber(digits: string): boolean {
  if (!/^\d{10}$/.test(digits) || /^(\d)\1*$/.test(digits)) return false
  const sum = [...digits.slice(0, 9)].reduce((total, digit, index) => total + Number(digit) * (10 - index), 0)
  const check = 11 - (sum % 11)
  return check === 11 ? digits.endsWith('0') : check === Number(digits[9])
}

/**
 * British numbers with their leading zero or +44, spaced, hyphened or bracketed, of ten or eleven digits; and numbers
 * abroad that begin with a plus. Source for the lengths: Ofcom, National Telephone Numbering Plan.
 */
export function telephonesIn(text: string): readonly Hit[] {
  const home = matchesOf(british, text).filter(({ words }) => isBritishLength(words))
  return [...home, ...matchesOf(abroad, text)].map(({ from, to }) => ({ kind: 'telephone', from, to }))
}

function isBritishLength(words: string): boolean {
  const national = digitsOf(words)
    .replace(/^(?:00)?44/, '')
    .replace(/^0/, '')
  return national.length === 9 || national.length === 10
}

interface Match {
  readonly words: string
  readonly from: number
  readonly to: number
}

/** Every match with its place; a global expression is read from its start. */
export function matchesOf(expression: RegExp, text: string): readonly Match[] {
  return [...text.matchAll(expression)].map(({ 0: words, index }) => ({ words, from: index, to: index + words.length }))
}
