// A log as it stands with entries added: its tree, and the checkpoint that the store signs over it.
import { signedNote } from '#shared/domain/checkpoint.ts'
import type { Hash } from '#shared/domain/ids.ts'
import { emptyFrontier, extended, type Frontier, frontierFrom, frontierText, rootOf } from '#shared/domain/tree.ts'
import { sha256 } from '../crypto.ts'
import type { AcceptedEntry, Log } from '../storage/Storage.ts'
import type { StoreKey } from './store.ts'

export function emptyLog(compartment: Hash, epoch: number): Log {
  return { compartment, epoch, size: 0, controls: 0, frontier: frontierText(emptyFrontier), checkpoint: '' }
}

/** The log after entries were appended, with its checkpoint; the same log where there are none. */
export function grown(
  log: Log,
  entries: readonly Pick<AcceptedEntry, 'hash' | 'control'>[],
  organisation: Hash,
  key: StoreKey,
): Log {
  if (entries.length === 0) return log
  const hashes = entries.map(({ hash }) => hash)
  const frontier = extended(sha256, frontierFrom(log.frontier), hashes)
  const { compartment, epoch, controls } = log
  const checkpoint = { organisation, compartment, epoch, size: frontier.size, root: rootOf(sha256, frontier) }
  return {
    compartment,
    epoch,
    size: frontier.size,
    controls: controls + entries.filter(({ control }) => control).length,
    frontier: frontierText(frontier),
    checkpoint: signedNote(checkpoint, key.publicKey, sha256, (message) => key.sign(message)),
  }
}

export function rootOfLog(log: Log): Hash {
  const frontier: Frontier = frontierFrom(log.frontier)
  return rootOf(sha256, frontier)
}
