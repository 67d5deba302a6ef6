// Filing what came from the store: entries into the log, leaves into the tree, rows into the projections, in one transaction.

import { fromHex, toHex } from '#shared/domain/bytes.ts'
import { canonicalText } from '#shared/domain/canonical.ts'
import { createdSchema } from '#shared/domain/control.ts'
import type { Hash } from '#shared/domain/ids.ts'
import { clearPayload, faultsOfChain } from '#shared/domain/verification.ts'
import { Problem } from '#shared/problems.ts'
import {
  addCompartment,
  addKey,
  allCompartments,
  type CompartmentRow,
  compartmentOf,
  keysOf,
} from '../data/compartments.ts'
import { chainOf, entryAt, insertEntry } from '../data/entries.ts'
import type { Writer } from '../data/handles.ts'
import { entriesNotPlaced } from '../data/set-aside.ts'
import {
  addLeaf,
  countAsReceived,
  entryInPlace,
  leavesFrom,
  noLongerUnread,
  noteUnread,
  placeAlone,
  placeChain,
  placeEntry,
  positionOf,
  unreadAfter,
} from '../data/trees.ts'
import { nextTurn } from '../platform/clock.ts'
import type { Arrival } from './arrivals.ts'
import { bodiesGone } from './correcting.ts'
import { enterAgain } from './entering-again.ts'
import type { OpenedGrant } from './grants.ts'
import { type Ledger, type OpenedEntry, statedDirectory } from './ledger.ts'
import { correct } from './projections.ts'

/** The store's tree has an entry by the device in use here that this vault does not hold so: it signs elsewhere too. */
export class ForkOfThisDevice extends Problem {
  constructor() {
    super('entry.fork', { detail: 'an entry of this device was not written here' })
  }
}

/** Entries read again in one transaction once their key has arrived: some 15 milliseconds. */
const readAtOnce = 50

/**
 * Files a page of entries whose positions follow those held; entries that are held already only get their place.
 * Throws Problems: `tree.differs` for a leaf other than the one known or a chain that does not follow, and
 * `ForkOfThisDevice`.
 */
export function fileArrivals(
  ledger: Ledger,
  writer: Writer,
  arrivals: readonly Arrival[],
  keys: readonly OpenedGrant[],
  own: ReadonlySet<Hash>,
): void {
  const [first] = arrivals
  if (first === undefined) return
  const compartment = compartmentFor(writer, first)
  const gone: ReadonlyMap<Hash, Hash> = first.position === 0 ? new Map() : bodiesGone(ledger, compartment)
  for (const { id, key } of keys) addKey(writer, compartment.id, { id, key })
  fileLeaves(writer, compartment.id, first.position, arrivals)
  const opened = arrivals.flatMap((arrival) => fileArrival(ledger, writer, compartment, arrival, own) ?? [])
  const foreign = new Map(
    arrivals.filter(({ header }) => !own.has(header.device)).map(({ header }) => [header.device, header]),
  )
  for (const [device, end] of foreign) {
    placeChain(writer, end)
    countAsReceived(writer, compartment.id, device)
  }
  ledger.fold(writer, compartment, opened)
  // A store that has not carried out a correction yet brings nothing back.
  if (arrivals.some(({ hash }) => gone.has(hash))) correct(ledger, writer, compartment)
}

/**
 * Reads what waited for a key, a few at a time, each step a transaction of its own, between which others get their
 * turn; true when some were read. What is cut off is read when sync begins again.
 */
export async function readWaiting(ledger: Ledger, compartment: CompartmentRow): Promise<boolean> {
  let read = false
  let after = 0
  for (;;) {
    const waiting = unreadAfter(ledger.reader, compartment.id, after, readAtOnce)
    const last = waiting.at(-1)
    if (last === undefined) return read
    after = last
    read = ledger.write((writer) => readSome(ledger, writer, compartment, waiting)) || read
    await nextTurn()
  }
}

/** What a lock or a fault cut off while it was read. */
export async function readAllWaiting(ledger: Ledger): Promise<void> {
  for (const compartment of allCompartments(ledger.reader)) {
    if (keysOf(ledger.reader, compartment.id).length > 0) await readWaiting(ledger, compartment)
  }
}

function readSome(ledger: Ledger, writer: Writer, compartment: CompartmentRow, arrivals: readonly number[]): boolean {
  const opened = arrivals.flatMap((arrival) => {
    const row = entryAt(writer, arrival)
    const entry = row === undefined ? null : ledger.opened(row)
    if (entry === null) return []
    noLongerUnread(writer, arrival)
    ledger.index(writer, arrival, entry)
    return [entry]
  })
  ledger.fold(writer, compartment, opened)
  return opened.length > 0
}

/** A compartment that this vault does not have begins with the entry that makes it. */
function compartmentFor(writer: Writer, { header, body, position }: Arrival): CompartmentRow {
  const known = compartmentOf(writer, header.compartment)
  if (known !== undefined) return known
  const payload = position === 0 && body !== null ? clearPayload(body) : null
  const data = payload?.kind === 'compartment.created' ? createdSchema.safeParse(payload.data).data : undefined
  if (data === undefined) throw new Problem('tree.differs', { detail: 'the log does not begin with its compartment' })
  // Sealed entries of a register or a restricted compartment say later which inspection it belongs to.
  const row = { id: header.compartment, type: data.type, inspection: header.compartment }
  addCompartment(writer, row)
  return row
}

/** The opened entry where it is to be folded: it is new here, or its place in the tree can change the control fold. */
function fileArrival(
  ledger: Ledger,
  writer: Writer,
  compartment: CompartmentRow,
  arrival: Arrival,
  own: ReadonlySet<Hash>,
): OpenedEntry | null {
  const { header, hash, position } = arrival
  const held = entryInPlace(writer, compartment.id, header.device, header.seq)
  if (held?.hash !== hash) {
    // This vault is older than what its own device has written, or a copy of it wrote elsewhere (section 8).
    if (header.device === ledger.me.device) throw new ForkOfThisDevice()
    if (held !== undefined) giveWay(ledger, writer, compartment, arrival, own)
    return fileNew(ledger, writer, arrival, own)
  }
  const placed = positionOf(writer, held.arrival)
  if (placed === null) placeEntry(writer, { arrival: held.arrival, ...placeIn(arrival) }, position)
  const row = header.key === null && placed === null ? entryAt(writer, held.arrival) : undefined
  return row === undefined ? null : ledger.opened(row)
}

/** The store has the first branch of a device that has ended; what stands here in its place is entered again. */
function giveWay(
  ledger: Ledger,
  writer: Writer,
  compartment: CompartmentRow,
  { header }: Arrival,
  own: ReadonlySet<Hash>,
): void {
  const { device, seq } = header
  const rest = own.has(device) ? entriesNotPlaced(writer, compartment.id, device) : []
  if (rest[0]?.seq !== seq) throw new Problem('tree.differs', { detail: 'the store has two entries in one place' })
  enterAgain(ledger, writer, compartment, rest)
}

/** A reply to a push may have named leaves whose entries come only now. */
function fileLeaves(writer: Writer, compartment: Hash, from: number, arrivals: readonly Arrival[]): void {
  const known = leavesFrom(writer, compartment, from, arrivals.length)
  for (const [index, { hash, position }] of arrivals.entries()) {
    const leaf = known[index]
    if (leaf === undefined) addLeaf(writer, compartment, position, fromHex(hash))
    else if (toHex(leaf) !== hash) throw new Problem('tree.differs', { detail: `leaf ${position} is another entry` })
  }
}

function fileNew(ledger: Ledger, writer: Writer, arrival: Arrival, own: ReadonlySet<Hash>): OpenedEntry | null {
  const { header, hash, bytes, signature, body, position } = arrival
  const { compartment, device, seq } = header
  const chain = chainOf(writer, compartment, device)
  if (faultsOfChain(header, chain).length > 0) throw new Problem('tree.differs', { detail: 'a chain does not follow' })
  const seen = header.seen === null ? (chain?.seen ?? null) : canonicalText(header.seen)
  const directory = statedDirectory(seen)
  const entry = { hash, compartment, device, seq, header: bytes, signature, directory }
  const number = insertEntry(writer, entry, body, seen)
  if (own.has(device)) placeEntry(writer, { arrival: number, compartment, device, seq }, position)
  else placeAlone(writer, number, position)
  const opened = ledger.opened({ ...entry, arrival: number, body }, header)
  if (opened === null) noteUnread(writer, number, compartment)
  else ledger.index(writer, number, opened)
  return opened
}

function placeIn({ header }: Arrival): { readonly compartment: Hash; readonly device: Hash; readonly seq: number } {
  const { compartment, device, seq } = header
  return { compartment, device, seq }
}
