// Whose signature a directory entry must carry: keys are named by the entries before it, the first by the code's fingerprint.
import type { TravellingEntry } from '#shared/central-api.ts'
import type { Directory } from '#shared/domain/directory.ts'
import { entryHash } from '#shared/domain/entry.ts'
import type { Hash } from '#shared/domain/ids.ts'
import { Problem } from '#shared/problems.ts'
import type { KeyOf } from '../../ledger/arrivals.ts'
import { directoryEntry } from '../../ledger/directory.ts'
import { sha256 } from '../../platform/crypto.ts'

/**
 * Grows `directory` by entries that nobody has checked yet, and answers with the keys that they must be signed with.
 * Sound because all of them are refused when one signature fails, and the first was pinned: `root` is the device that
 * the code names, and its id is the hash of its key. Throws Problem `directory.differs` for another root.
 */
export function keysAfter(directory: Directory, entries: readonly TravellingEntry[], root: Hash): KeyOf {
  for (const { header, body } of entries) {
    const hash = entryHash(sha256, header)
    directory.accept(directoryEntry(header, hash, body ?? new Uint8Array(), directory.size))
  }
  if (directory.root?.device !== root) {
    throw new Problem('directory.differs', { detail: 'the directory was founded by another key' })
  }
  const founder = directory.root
  return (device) => (device === root ? founder.publicKey : directory.device(device)?.publicKey)
}
