// Sealing keys to devices: age files to hybrid post-quantum recipients, never mixed with X25519 (docs/protocol.md section 9).
import { Decrypter, Encrypter, generateHybridIdentity, identityToRecipient } from 'age-encryption'
import { Problem } from '#shared/problems.ts'

const hybridPrefix = 'age1pq1'

/** A device's identity for opening what is sealed to it; the identity never leaves the vault. */
export interface AgeIdentity {
  readonly identity: string
  readonly recipient: string
}

export async function newAgeIdentity(): Promise<AgeIdentity> {
  const identity = await generateHybridIdentity()
  return { identity, recipient: await identityToRecipient(identity) }
}

/** One age file to one recipient. Throws Problem `entry.refused` for a recipient that is not hybrid. */
export async function sealTo(recipient: string, secret: Uint8Array): Promise<Uint8Array> {
  if (!recipient.startsWith(hybridPrefix)) throw new Problem('entry.refused', { detail: 'the recipient is not hybrid' })
  const encrypter = new Encrypter()
  encrypter.addRecipient(recipient)
  return encrypter.encrypt(secret)
}

export async function openSealed(identity: string, file: Uint8Array): Promise<Uint8Array> {
  const decrypter = new Decrypter()
  decrypter.addIdentity(identity)
  return decrypter.decrypt(file)
}
