// The least that a passphrase must have, checked on its bytes.
import { Problem } from '#shared/problems.ts'

/** Characters (code points) that are asked for; OWASP ASVS 5.0, 6.2.1 and 6.2.9 ask for 8 at least and recommend 15. */
const fewestCharacters = 15
const fewestDifferentBytes = 5

/** Throws Problem `vault.passphrase-refused`. */
export function refuseWeakPassphrase(passphrase: Uint8Array): void {
  // Every UTF-8 character has exactly one byte that is not 10xxxxxx.
  const characters = passphrase.filter((byte) => (byte & 0b1100_0000) !== 0b1000_0000).length
  if (characters < fewestCharacters || new Set(passphrase).size < fewestDifferentBytes) {
    throw new Problem('vault.passphrase-refused', { fields: ['passphrase'] })
  }
}
