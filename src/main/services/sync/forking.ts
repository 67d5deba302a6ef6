// The fork rule while syncing: ending a device that signs elsewhere too, and entering again what its log lacks (docs/protocol.md section 8).
import type { News } from '#shared/central-api.ts'
import type { Hash } from '#shared/domain/ids.ts'
import { compartmentsNotPlaced, entriesNotPlaced } from '../../data/set-aside.ts'
import { writeSetting } from '../../data/settings.ts'
import { treeOf } from '../../data/trees.ts'
import { enterAgain } from '../../ledger/entering-again.ts'
import { knownCompartment, type Ledger } from '../../ledger/ledger.ts'
import { ForkOfThisDevice } from '../../ledger/receiving.ts'
import type { Line } from './line.ts'

/**
 * Runs `work`, which files what was pulled; a fork that shows in it ends this device for good. Only what was pulled is
 * believed: an entry that this device's own key signed, under a checkpoint of the store. A reply that says *fork* is not.
 */
export function endingAtFork<T>(ledger: Ledger, work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (error instanceof ForkOfThisDevice) endThisDevice(ledger)
    throw error
  }
}

/** From now on nothing is signed here; the new device is made at the next unlocking, which alone has the passphrase. */
export function endThisDevice(ledger: Ledger): void {
  ledger.write((writer) => writeSetting(writer, 'ended', ledger.me.device))
}

/**
 * Compartments in which the store lacks entries of this person's ended devices, as far as that can be said: all that
 * the store has of them was pulled. One that never reached the store is not among them: its id binds the device that
 * made it, so that its entries are sent as they are.
 */
export function lackingInStore({ ledger, own }: Line, news: News['compartments']): readonly Hash[] {
  const ended = [...own].filter((device) => device !== ledger.me.device)
  const sizes = new Map(news.map(({ compartment, size }) => [compartment, size]))
  const lacking = new Set(ended.flatMap((device) => compartmentsNotPlaced(ledger.reader, device)))
  return [...lacking].filter((compartment) => {
    const held = treeOf(ledger.reader, compartment)?.held ?? 0
    return held > 0 && held >= (sizes.get(compartment) ?? 0)
  })
}

/** Enters again, in one transaction, everything of ended devices that a compartment's tree lacks, as it was written. */
export function enterAgainWhatIsLacking({ ledger, own, changed }: Line, compartment: Hash): void {
  const ended = [...own].filter((device) => device !== ledger.me.device)
  ledger.write((writer) => {
    const rows = ended.flatMap((device) => entriesNotPlaced(writer, compartment, device))
    const inOrder = rows.toSorted((one, other) => one.arrival - other.arrival)
    if (inOrder.length > 0) enterAgain(ledger, writer, knownCompartment(writer, compartment), inOrder)
  })
  changed()
}
