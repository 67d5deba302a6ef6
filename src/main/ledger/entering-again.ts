// Entering again, under the device in use, what the store lacks of a device that has ended (docs/protocol.md section 8).
import { canonicalText } from '#shared/domain/canonical.ts'
import type { Right } from '#shared/domain/control.ts'
import { isClear, parseHeader } from '#shared/domain/entry.ts'
import type { Hash } from '#shared/domain/ids.ts'
import type { Payload } from '#shared/domain/payload.ts'
import { Problem } from '#shared/problems.ts'
import type { CompartmentRow } from '../data/compartments.ts'
import { noteCorrected } from '../data/corrections.ts'
import { allDevices } from '../data/devices.ts'
import type { EntryRow } from '../data/entries.ts'
import type { Reader, Writer } from '../data/handles.ts'
import { endChainWherePlaced, headersBackFrom, placedInsteadOf, setAside } from '../data/set-aside.ts'
import { askForScrub } from '../data/settings.ts'
import { placedOf } from '../data/trees.ts'
import { bodiesGone } from './correcting.ts'
import type { Ledger, OpenedEntry } from './ledger.ts'
import { type Current, renamedIn } from './renaming.ts'

/** Headers read in one go. */
const atOnce = 100

/**
 * Enters entries of ended devices again, in the order given, and sets them aside; their chains end where the store's
 * tree has them. `rows` are, of each chain, all that are not in the tree. An entry that another device of this person
 * entered again already is only set aside, and so is one that a correction took, without what it said. Throws Problem
 * `entry.refused` for one that cannot be read.
 */
export function enterAgain(
  ledger: Ledger,
  writer: Writer,
  compartment: CompartmentRow,
  rows: readonly EntryRow[],
): void {
  const lasting = ledger.lastingNamesIn(compartment.id)
  const gone = bodiesGone(ledger, compartment)
  const removed = rows.flatMap((row) => {
    const name = [row.hash, ...lasting(row.hash)].find((one) => gone.has(one))
    return name === undefined || isClear(row.header) ? [] : [{ row, name, entry: ledger.opened(row) }]
  })
  const kept = rows.filter(({ hash }) => !removed.some(({ row }) => row.hash === hash))
  const opened = kept.map((row) => ({ row, entry: readable(ledger, row) }))
  const { members } = ledger.state(compartment.id)
  const mine = allDevices(writer).flatMap(({ id, person }) => (person === ledger.me.person ? [id] : []))
  const earlier = ledger.namesIn(compartment.id)
  const renewed = new Map<Hash, Hash>()
  const current: Current = (hash) => {
    const known = renewed.get(hash)
    return known === undefined ? earlier(hash).flatMap((name) => renewed.get(name) ?? lasting(name)) : [known]
  }
  for (const { entry } of opened) {
    // What others of this person may have built on, and sent already, is how it was called at first.
    const [was = entry.hash] = lasting(entry.hash)
    const [instead] = [entry.hash, was].flatMap((name) => placedInsteadOf(writer, name, mine) ?? [])
    renewed.set(entry.hash, instead ?? append(ledger, writer, compartment, renamedIn(entry.payload, current), was))
  }
  for (const { row } of opened) setAside(writer, row, renewed.get(row.hash) ?? '')
  for (const { row, name } of removed) setAsideWithoutBody(writer, row, name, gone.get(name) ?? '')
  for (const device of new Set(rows.map((row) => row.device))) endChain(writer, compartment.id, device)
  ledger.fold(
    writer,
    compartment,
    [...opened, ...removed].flatMap(({ entry }) => entry ?? []),
  )
  keepMembers(ledger, writer, compartment, members)
}

/** What a correction removed, under this name, is said again by nothing: it leaves the log, and what it said the vault. */
function setAsideWithoutBody(writer: Writer, row: EntryRow, name: Hash, ordered: Hash): void {
  noteCorrected(writer, { entry: row.hash, compartment: row.compartment, ordered })
  setAside(writer, { ...row, body: null }, name)
  askForScrub(writer)
}

function readable(ledger: Ledger, row: EntryRow): OpenedEntry {
  const entry = ledger.opened(row)
  if (entry !== null) return entry
  throw new Problem('entry.refused', { detail: `entry ${row.seq} of an ended device cannot be read` })
}

function append(
  ledger: Ledger,
  writer: Writer,
  compartment: CompartmentRow,
  { kind, of, parents, data, at, zone, clock }: Payload,
  was: Hash,
): Hash {
  return ledger.append(writer, compartment, { kind, of, parents, data, again: { was, at, zone, clock } })
}

/** Ends a chain where the store's tree has it. */
export function endChain(writer: Writer, compartment: Hash, device: Hash): void {
  endChainWherePlaced(writer, compartment, device, statedUpTo(writer, compartment, device))
}

/** What the chain had stated last where the tree has its end; chains state rarely, and at their first entry at least. */
function statedUpTo(reader: Reader, compartment: Hash, device: Hash): string | null {
  for (let seq = placedOf(reader, compartment, device); seq > 0; seq -= atOnce) {
    for (const { header } of headersBackFrom(reader, compartment, device, seq, atOnce)) {
      const { seen } = parseHeader(header)
      if (seen !== null) return canonicalText(seen)
    }
  }
  return null
}

/**
 * Membership follows the order of the tree: a statement that is entered again comes after what this device stated while
 * it waited for its approval. Who was in and who was out stays so.
 */
function keepMembers(
  ledger: Ledger,
  writer: Writer,
  compartment: CompartmentRow,
  before: ReadonlyMap<Hash, Right>,
): void {
  const { id } = compartment
  const after = ledger.state(id).members
  if (after.get(ledger.me.person) !== 'lead') return
  for (const person of new Set([...before.keys(), ...after.keys()])) {
    const right = before.get(person)
    if (right === after.get(person)) continue
    const kind = right === undefined ? 'member.removed' : 'member.added'
    const data = right === undefined ? { person } : { person, right }
    ledger.append(writer, compartment, { kind, of: id, parents: ledger.controlHeads(id), data })
  }
}
