// Giving a member the entries of a compartment, and an officer those that an officer may see.
import { mostBytes, type PulledHead, type TravellingEntry, travellingBytes } from '#shared/central-api.ts'
import type { Hash } from '#shared/domain/ids.ts'
import { Problem } from '#shared/problems.ts'
import type { Log, PlacedEntry, Reading } from '../storage/Storage.ts'
import type { Caller, Store } from './store.ts'

export interface Pull {
  readonly compartment: Hash
  readonly epoch: number
  readonly from: number
  readonly most: number
}

/**
 * A page of entries from a leaf on, with the checkpoint over the whole log.
 * Throws Problems `compartment.unknown`, for strangers as for compartments that do not exist, and `tree.differs`.
 */
export async function pull(
  store: Store,
  caller: Caller,
  { compartment, epoch, from, most }: Pull,
): Promise<{ readonly head: PulledHead; readonly entries: readonly TravellingEntry[] }> {
  const { storage } = store
  const log = await storage.log(compartment)
  const view = log === null ? null : await viewOf(store, storage, caller, log)
  if (log === null || view === null) throw new Problem('compartment.unknown')
  if (epoch !== log.epoch || from > log.size) throw new Problem('tree.differs')
  const { size, checkpoint } = log
  const page = await storage.entries(compartment, from, { entries: most, bytes: mostBytes })
  // What was appended since the log was read is not under its checkpoint.
  const covered = page.filter(({ position }) => position < size)
  const head = { compartment, epoch, from, size, checkpoint, at: store.now() }
  return { head, entries: cut(covered.map((entry) => travelling(entry, view))) }
}

type View = 'everything' | 'control-only'

async function viewOf(store: Store, reading: Reading, caller: Caller, log: Log): Promise<View | null> {
  if (log.compartment === store.organisation.id) return 'everything'
  const { state } = await store.standings.of(reading, log)
  const right = state.members.get(caller.person)
  if (right === undefined) return null
  return right === 'officer' ? 'control-only' : 'everything'
}

function travelling({ header, signature, body, control }: PlacedEntry, view: View): TravellingEntry {
  return { header, signature, body: view === 'everything' || control ? body : null }
}

/** The storage counts without what frames an entry on the way. */
function cut(entries: readonly TravellingEntry[]): readonly TravellingEntry[] {
  let bytes = 0
  const end = entries.findIndex((entry, index) => {
    bytes += travellingBytes(entry)
    return index > 0 && bytes > mostBytes
  })
  return end === -1 ? entries : entries.slice(0, end)
}
