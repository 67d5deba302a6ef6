// How strong a new passphrase is, in the three steps that matter to the person who chooses it.

export type Strength = 'short' | 'known' | 'good' | 'strong'

/** The rule for passphrases; main refuses what breaks it as well. */
export const SHORTEST_PASSPHRASE = 15
/** Below this score (under a hundred million guesses) a passphrase counts as well known. */
const LEAST_SCORE = 3

type Meter = typeof import('./meter.ts')
let meter: Promise<Meter> | null = null

/** Fetches the dictionaries ahead of the first keystroke. */
export function loadMeter(): Promise<Meter> {
  meter ??= import('./meter.ts')
  return meter
}

/** Characters as people count them, so that an accented letter is one. */
export const lengthOf = (passphrase: string) => [...passphrase.normalize('NFC')].length

export async function strengthOf(passphrase: string): Promise<Strength> {
  if (lengthOf(passphrase) < SHORTEST_PASSPHRASE) return 'short'
  const { scoreOf } = await loadMeter()
  const score = scoreOf(passphrase)
  if (score < LEAST_SCORE) return 'known'
  return score === LEAST_SCORE ? 'good' : 'strong'
}
