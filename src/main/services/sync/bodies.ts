// Bodies that a vault did not get at first: whoever saw headers only and became a member fetches them later.

import type { TravellingEntry } from '#shared/central-api.ts'
import { toHex } from '#shared/domain/bytes.ts'
import { holdsKeys } from '#shared/domain/control.ts'
import { entryHash, parseHeader } from '#shared/domain/entry.ts'
import type { Hash } from '#shared/domain/ids.ts'
import { isBodyOf } from '#shared/domain/verification.ts'
import { Problem } from '#shared/problems.ts'
import { addBody } from '../../data/entries.ts'
import type { Writer } from '../../data/handles.ts'
import { entryInPlace, firstWithoutBody, leafAt } from '../../data/trees.ts'
import { bodiesGone } from '../../ledger/correcting.ts'
import { knownCompartment, type Ledger } from '../../ledger/ledger.ts'
import { readWaiting } from '../../ledger/receiving.ts'
import { nextTurn } from '../../platform/clock.ts'
import { sha256 } from '../../platform/crypto.ts'
import type { Line } from './line.ts'

/** Entries asked for at once. */
const page = 250

/** Whether this person may read a compartment of which some bodies are not in the vault. */
export function lacksBodies(ledger: Ledger, compartment: Hash): boolean {
  if (firstWithoutBody(ledger.reader, compartment, 0) === null || ledger.isDisposed(compartment)) return false
  return holdsKeys(ledger.state(compartment), ledger.me.person)
}

/**
 * Asks once more for every entry without its body, and reads what can be read then. Throws Problems `tree.differs` for
 * another entry than the one held, `entry.hash-differs` for a body that is not the one of its header.
 */
export async function fetchBodies(line: Line, compartment: Hash, epoch: number): Promise<void> {
  const { ledger } = line
  const gone = bodiesGone(ledger, knownCompartment(ledger.reader, compartment))
  let from = firstWithoutBody(ledger.reader, compartment, 0)
  while (from !== null) {
    const { entries } = await line.client.pull(compartment, { epoch, from, most: page })
    if (entries.length === 0) break
    const first = from
    ledger.write((writer) =>
      entries.forEach((entry, index) => fileBody(writer, compartment, { ...entry, position: first + index }, gone)),
    )
    from = firstWithoutBody(ledger.reader, compartment, first + entries.length)
    await nextTurn()
  }
  if (await readWaiting(ledger, knownCompartment(ledger.reader, compartment))) line.arrived(compartment)
}

function fileBody(
  writer: Writer,
  compartment: Hash,
  { header: bytes, body, position }: TravellingEntry & { readonly position: number },
  gone: ReadonlyMap<Hash, Hash>,
): void {
  const hash = entryHash(sha256, bytes)
  const leaf = leafAt(writer, compartment, position)
  if (leaf === undefined || toHex(leaf) !== hash) {
    throw new Problem('tree.differs', { detail: `leaf ${position} is another entry` })
  }
  // A store that has not carried out a correction yet brings nothing back.
  if (body === null || gone.has(hash)) return
  const header = parseHeader(bytes)
  if (!isBodyOf(sha256, header, body)) throw new Problem('entry.hash-differs')
  const held = entryInPlace(writer, compartment, header.device, header.seq)
  if (held?.hash === hash) addBody(writer, held.arrival, body)
}
