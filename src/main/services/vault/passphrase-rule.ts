// The least that a passphrase must have, checked on its bytes, which never become text in this process.
import { Problem } from '#shared/problems.ts'
import { isMadeOfKnownWords, type KnownWords, knownWords } from './known-words.ts'

/**
 * Characters (code points) that are asked for. OWASP ASVS 5.0 asks for 8 at least (6.2.1) and recommends 15. A vault's
 * passphrase has no second factor beside it and nobody who counts wrong guesses once the files are stolen, so what
 * is recommended is the least here. There is no most: whatever fits into a call (4,096 bytes) counts to its last byte.
 */
const fewestCharacters = 15
const fewestDifferentBytes = 5

/** Words about an owner or an organisation are known to whoever guesses; shorter ones say too little. */
const shortestNear = 3
const product = 'fieldbook'

/**
 * Refuses with Problem `vault.passphrase-refused` what is shorter than 15 characters, or made of no more than well
 * known words (OWASP ASVS 5.0, 6.2.4 and 6.2.11). There is no rule about kinds of characters (6.2.5). `about`: the
 * owner's name and the organisation's, where they are known.
 */
export async function refuseWeakPassphrase(passphrase: Uint8Array, about: readonly string[]): Promise<void> {
  // Every UTF-8 character has exactly one byte that is not 10xxxxxx.
  const characters = passphrase.filter((byte) => (byte & 0b1100_0000) !== 0b1000_0000).length
  const weak = characters < fewestCharacters || new Set(passphrase).size < fewestDifferentBytes
  if (weak || isMadeOfKnownWords(passphrase, await commonPasswords(), nearWords(about))) {
    throw new Problem('vault.passphrase-refused', { fields: ['passphrase'] })
  }
}

/** Some 49,000, of which each of the first 3,000 counts by far the most. Read from the disk only when one is chosen. */
async function commonPasswords(): Promise<KnownWords> {
  const { dictionary } = await import('@zxcvbn-ts/language-common')
  return knownWords(dictionary['passwords-common'])
}

function nearWords(about: readonly string[]): KnownWords {
  const words = about.flatMap((text) => text.toLowerCase().split(/[^\p{L}\p{N}]+/u))
  return knownWords([product, ...words.filter((word) => word.length >= shortestNear)])
}
