// Whether a passphrase is made of no more than what guessers try first; judged on its bytes, which never become text.
import { utf8 } from '#shared/domain/bytes.ts'

export interface KnownWords {
  /** The lengths of the known words that begin at this place of bytes in lower case. */
  readonly lengthsAt: (bytes: Uint8Array, start: number) => readonly number[]
}

/** A prime below 2^44, so that a step of the hash stays an exact number: two words in millions of millions collide. */
const modulus = 17_592_186_044_399
const base = 257

/** Guessers put so many digits and signs before or after a word. */
const affix = 8
/** Pieces that a passphrase must have more than. */
const fewPieces = 2
/** What is repeated must itself be as long as the shortest passphrase that OWASP ASVS 5.0 allows (6.2.1). */
const shortestUnit = 8

const rows = ['abcdefghijklmnopqrstuvwxyz', '01234567890', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm'].flatMap((row) => [
  Buffer.from(row),
  Buffer.from([...row].toReversed().join('')),
])
const longestRow = 26
/** Letters that signs and digits are written for. */
const writtenFor = new Map(
  Object.entries({ '@': 'a', '4': 'a', '3': 'e', '1': 'i', '!': 'i', '0': 'o', '5': 's', $: 's', '7': 't' }).map(
    ([sign, letter]) => [sign.charCodeAt(0), letter.charCodeAt(0)],
  ),
)

/** Words are given in lower case. */
export function knownWords(words: Iterable<string>): KnownWords {
  const hashes = new Set<number>()
  let longest = 0
  for (const word of words) {
    const bytes = utf8(word)
    hashes.add(bytes.reduce(hashed, 0))
    longest = Math.max(longest, bytes.length)
  }
  const lengthsAt = (bytes: Uint8Array, start: number): readonly number[] => {
    const lengths: number[] = []
    let hash = 0
    for (let length = 1; length <= longest && start + length <= bytes.length; length++) {
      hash = hashed(hash, bytes[start + length - 1] ?? 0)
      if (hashes.has(hash)) lengths.push(length)
    }
    return lengths
  }
  return { lengthsAt }
}

function hashed(hash: number, byte: number): number {
  return (hash * base + byte + 1) % modulus
}

/**
 * Whether the passphrase consists of at most two pieces: known words, rows of the keyboard or the alphabet, or single
 * other characters. Spaces and dashes, capital letters, signs for letters, what is repeated, and up to eight digits and
 * signs before and after do not make it more; nor do `near` words, which somebody who knows its owner tries first.
 */
export function isMadeOfKnownWords(passphrase: Uint8Array, known: KnownWords, near: KnownWords): boolean {
  const whole = lettersAndSigns(passphrase)
  const dressed = whole.map((byte) => writtenFor.get(byte) ?? byte)
  const affixes = affixesOf(whole)
  const few = [whole, dressed].some((bytes) => isFew(bytes, affixes, known, near))
  for (const bytes of [whole, dressed]) bytes.fill(0)
  return few
}

function isFew(bytes: Uint8Array, affixes: Affixes, known: KnownWords, near: KnownWords): boolean {
  if (pieces(bytes, affixes, known, near) <= fewPieces) return true
  // What is repeated may have something before and after it, and may begin or end with digits itself.
  const units = [bytes, bytes.subarray(...affixes)].map(unitOf).filter((unit) => unit !== null)
  return units.some((unit) => unit.length < shortestUnit || pieces(unit, [0, unit.length], known, near) <= fewPieces)
}

/** Lower case, without what stands between words. */
function lettersAndSigns(passphrase: Uint8Array): Uint8Array {
  const separators = new Set(utf8(' -_.,'))
  return passphrase.filter((byte) => !separators.has(byte)).map((byte) => (byte >= 65 && byte <= 90 ? byte + 32 : byte))
}

type Affixes = readonly [start: number, end: number]

/** Where the first letter may be reached past an affix, and from where on there is nothing but an affix. */
function affixesOf(bytes: Uint8Array): Affixes {
  const first = bytes.findIndex(isLetter)
  if (first === -1) return [0, bytes.length]
  return [Math.min(first, affix), Math.max(bytes.findLastIndex(isLetter) + 1, bytes.length - affix)]
}

/** The part of which the whole is made by repeating it, or null; the last time it may be cut off. */
function unitOf(bytes: Uint8Array): Uint8Array | null {
  for (let unit = 1; unit <= bytes.length / 2; unit++) {
    if (bytes.every((byte, place) => byte === bytes[place % unit])) return bytes.subarray(0, unit)
  }
  return null
}

/** The least number of pieces, found from the end backwards; an affix is none. */
function pieces(bytes: Uint8Array, [start, end]: Affixes, known: KnownWords, near: KnownWords): number {
  const least = Array.from({ length: bytes.length + 1 }, () => 0)
  const from = (place: number): number => least[place] ?? 0
  for (let place = end - 1; place >= 0; place--) {
    const lengths = [1, ...known.lengthsAt(bytes, place), rowLength(bytes, place)]
    const asPiece = lengths.map((length) => 1 + from(place + length))
    const asNear = near.lengthsAt(bytes, place).map((length) => from(place + length))
    least[place] = Math.min(...asPiece, ...asNear)
  }
  return Math.min(...least.slice(0, start + 1))
}

/** How far a row of the keyboard or the alphabet, or one character again and again, goes on from here. */
function rowLength(bytes: Uint8Array, start: number): number {
  let length = 1
  while (length < longestRow && start + length < bytes.length && isRow(bytes.subarray(start, start + length + 1)))
    length += 1
  return length
}

function isRow(part: Uint8Array): boolean {
  return part.every((byte) => byte === part[0]) || rows.some((row) => row.includes(Buffer.from(part)))
}

/** Also the bytes of letters that are none of ASCII's. */
function isLetter(byte: number): boolean {
  return (byte >= 97 && byte <= 122) || byte >= 128
}
