// Canonical JSON (RFC 8785): one spelling for each value, so that hashes and signatures mean the value.
import { textOf, utf8 } from './bytes.ts'

export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json }

/**
 * The canonical text of a JSON value.
 * Throws a TypeError on what JSON or I-JSON cannot hold: undefined, NaN, infinities, lone surrogates.
 */
export function canonicalText(value: unknown): string {
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'number') return numberText(value)
  if (typeof value === 'string') return stringText(value)
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(',')}]`
  if (typeof value === 'object') return objectText(value)
  throw new TypeError(`JSON cannot hold ${typeof value}`)
}

export function canonicalBytes(value: unknown): Uint8Array {
  return utf8(canonicalText(value))
}

/** Parses bytes that must be canonical JSON; throws a TypeError or SyntaxError when they are anything else. */
export function parseCanonical(bytes: Uint8Array): unknown {
  const text = textOf(bytes)
  const value: unknown = JSON.parse(text)
  if (!isSpeltAlike(value, text) && canonicalText(value) !== text) throw new TypeError('not canonical JSON')
  return value
}

/**
 * Whether the engine's own spelling already shows that a text is canonical, which is some three times faster: it keeps
 * the order of names that it read, so they need only stand in theirs. It differs from RFC 8785 in two things, each of
 * which is left to the careful way: it escapes lone surrogates, and puts names that are whole numbers first.
 */
function isSpeltAlike(value: unknown, text: string): boolean {
  return JSON.stringify(value) === text && !text.includes('\\ud') && areNamesInOrder(value)
}

function areNamesInOrder(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true
  if (Array.isArray(value)) return value.every(areNamesInOrder)
  let before = ''
  for (const [name, member] of Object.entries(value)) {
    if (name < before || !areNamesInOrder(member)) return false
    before = name
  }
  return true
}

function numberText(value: number): string {
  if (!Number.isFinite(value)) throw new TypeError('JSON cannot hold a number that is not finite')
  return JSON.stringify(value)
}

function stringText(value: string): string {
  if (!value.isWellFormed()) throw new TypeError('canonical JSON cannot hold a lone surrogate')
  return JSON.stringify(value)
}

// RFC 8785 section 3.2.3 sorts names by UTF-16 code units, which is what sort() does.
function objectText(value: object): string {
  const members = new Map<string, unknown>(Object.entries(value))
  const texts = [...members.keys()].toSorted().map((name) => `${stringText(name)}:${canonicalText(members.get(name))}`)
  return `{${texts.join(',')}}`
}
