// Which bodies a vault lacks rightly: whoever holds no keys of a compartment gets the headers of what is sealed there.
import { type CompartmentState, type ControlEntry, foldControl, holdsKeys } from '#shared/domain/control.ts'
import { type Header, parseHeader } from '#shared/domain/entry.ts'
import type { Hash } from '#shared/domain/ids.ts'
import { Problem } from '#shared/problems.ts'
import { allDevices, ownDevices } from '../data/devices.ts'
import { controlEntries, type EntryRow } from '../data/entries.ts'
import type { Reader } from '../data/handles.ts'
import { positionOf } from '../data/trees.ts'
import { openBody } from './bodies.ts'

/** Whether the store gives the owner of this vault only the header of an entry (docs/protocol.md sections 5 and 6). */
export function withheldIn(reader: Reader): (header: Header) => boolean {
  const own = new Set(ownDevices(reader).map(({ id }) => id))
  const person = allDevices(reader).find(({ id }) => own.has(id))?.person ?? null
  const states = new Map<Hash, CompartmentState>()
  const stateOf = (compartment: Hash): CompartmentState => {
    const state = states.get(compartment) ?? foldControl(controlIn(reader, compartment))
    states.set(compartment, state)
    return state
  }
  return ({ key, device, compartment }) => key !== null && !own.has(device) && !holdsKeys(stateOf(compartment), person)
}

function controlIn(reader: Reader, compartment: Hash): readonly ControlEntry[] {
  const persons = new Map(allDevices(reader).map(({ id, person }) => [id, person]))
  return controlEntries(reader, compartment).flatMap((row) => {
    const opened = clearEntry(row)
    if (opened === null) return []
    const { device, seq, prev } = opened.header
    const person = persons.get(device) ?? null
    return [
      { hash: row.hash, prev, position: positionOf(reader, row.arrival), device, seq, person, payload: opened.payload },
    ]
  })
}

/** Null for an entry that is damaged, which is found for itself. */
function clearEntry({ header: bytes, body }: EntryRow) {
  if (body === null) return null
  try {
    const header = parseHeader(bytes)
    return { header, payload: openBody(header, body, null) }
  } catch (error) {
    if (error instanceof Problem) return null
    throw error
  }
}
