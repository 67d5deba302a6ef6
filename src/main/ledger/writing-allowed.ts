// Whether this person may write evidence in a compartment now, by the control fold, the roles and the keys.
import type { Hash } from '#shared/domain/ids.ts'
import type { Ledger } from './ledger.ts'

/**
 * `role`: by their roles nothing that they write has effect. `officer`: they see headers only (docs/protocol.md section 4).
 * `no-key`: this device holds no key that only those have who may read now (section 9).
 */
export type WritingAllowed = 'allowed' | 'role' | 'officer' | 'no-key'

/** What pages are told before anybody writes; appending itself refuses with `entry.compartment-closed`. */
export function writingIn(ledger: Ledger, compartment: Hash): WritingAllowed {
  const { me, directory } = ledger
  if (!ledger.mayWrite(compartment, me.person, 'note.revised', directory?.size ?? 0)) return 'role'
  if (ledger.state(compartment).members.get(me.person) === 'officer') return 'officer'
  return ledger.holdsWriteKey(compartment) ? 'allowed' : 'no-key'
}
