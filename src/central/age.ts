// Recipients of recovery and of the trial administrator: age, hybrid post-quantum (docs/protocol.md section 9).
import { generateHybridIdentity, identityToRecipient } from 'age-encryption'

/** The identity opens what is sealed to the recipient. */
export interface AgeIdentity {
  readonly identity: string
  readonly recipient: string
}

export async function newAgeIdentity(): Promise<AgeIdentity> {
  const identity = await generateHybridIdentity()
  return { identity, recipient: await identityToRecipient(identity) }
}
