// Chance that can be repeated: the same seed and the same words give the same numbers again.

export interface Chance {
  /** From 0 up to and without 1. */
  next(): number
  /** A whole number from 0 up to and without `below`. */
  below(below: number): number
  /** Whether something that happens in this share of all cases happens now. */
  happens(share: number): boolean
}

/** `about` says what the numbers are for, so that one use more leaves those of the others as they are. */
export function chanceOf(seed: number, ...about: readonly (string | number)[]): Chance {
  let state = hashed([seed, ...about].join(' '))
  // Mulberry32, by Tommy Ettinger, in the public domain.
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return { next, below: (below) => Math.floor(next() * below), happens: (share) => next() < share }
}

/** FNV-1a. */
function hashed(words: string): number {
  let hash = 0x811c9dc5
  for (const byte of Buffer.from(words)) hash = Math.imul(hash ^ byte, 0x01000193)
  return hash
}
