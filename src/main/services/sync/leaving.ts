// Compartments of which this person is no member any more, as far as the store's news tell (docs/protocol.md section 6).
import type { News } from '#shared/central-api.ts'
import type { Hash } from '#shared/domain/ids.ts'
import type { Reader } from '../../data/handles.ts'
import { readSetting, writeSetting } from '../../data/settings.ts'
import { allTrees } from '../../data/trees.ts'
import type { Ledger } from '../../ledger/ledger.ts'

/** As the last news told; it stays known without a connection. */
export function leftIn(reader: Reader): ReadonlySet<Hash> {
  const kept = readSetting(reader, 'left') ?? ''
  return new Set(kept.split(' ').filter((id) => id !== ''))
}

/**
 * Keeps which logs that were pulled or sent before the news name no more. That this person was removed cannot be pulled,
 * so nothing but the news tells it: what follows from it is only what is said, and that nothing is asked for any more.
 */
export function keepLeft(ledger: Ledger, { directory, compartments }: News): void {
  const named = new Set([directory, ...compartments].map(({ compartment }) => compartment))
  const held = allTrees(ledger.reader).filter(({ size }) => size > 0)
  const left = held.map(({ compartment }) => compartment).filter((id) => !named.has(id))
  const text = left.join(' ')
  if (text !== (readSetting(ledger.reader, 'left') ?? '')) ledger.write((writer) => writeSetting(writer, 'left', text))
}
