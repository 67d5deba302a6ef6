// Carrying out a disposal that the store committed: keys, grants, bodies and rows go, what came too late stays (docs/protocol.md section 11).
import { canonicalText } from '#shared/domain/canonical.ts'
import type { Hash } from '#shared/domain/ids.ts'
import { committedIn, type Disposal } from '#shared/domain/orders/orders.ts'
import { isControl, type Payload } from '#shared/domain/payload.ts'
import { allCompartments, type CompartmentRow, keysOf } from '../data/compartments.ts'
import { ownDevices } from '../data/devices.ts'
import {
  allDisposed,
  beginDisposal,
  destroyBodies,
  destroyDisclosure,
  destroyKeys,
  destroyRowsOf,
  disposedOf,
  endDisposal,
  keepLate,
} from '../data/disposed.ts'
import { countDrafts } from '../data/drafts.ts'
import { type EntryRow, entriesInTree } from '../data/entries.ts'
import type { Writer } from '../data/handles.ts'
import { removeRegister } from '../data/registers.ts'
import { entriesNotPlaced } from '../data/set-aside.ts'
import { askForScrub, isScrubAsked } from '../data/settings.ts'
import { treeOf } from '../data/trees.ts'
import { endChain } from './entering-again.ts'
import { knownCompartment, type Ledger } from './ledger.ts'
import { holdsOn } from './orders.ts'

/**
 * Carries out every disposal that is committed, verified and not held as far as this vault knows; each in one
 * transaction, so that a kill leaves all of it or nothing. Returns the compartments that are gone now.
 */
export function carryOutWhatIsCommitted(ledger: Ledger): readonly CompartmentRow[] {
  if (ledger.hasEnded) return []
  return allCompartments(ledger.reader).filter((compartment) => {
    const disposal = committedIn(ledger.orders(compartment.id))
    if (disposal === null || !mayCarryOut(ledger, compartment, disposal)) return false
    carryOut(ledger, compartment, disposal)
    return true
  })
}

/** Only under a checkpoint that was verified, and never while a hold is known, whenever it was placed. */
function mayCarryOut(ledger: Ledger, compartment: CompartmentRow, { committed }: Disposal): boolean {
  if (committed === null || disposedOf(ledger.reader, compartment.id) !== undefined) return false
  const verified = treeOf(ledger.reader, compartment.id)?.size ?? 0
  return committed.position < verified && holdsOn(ledger, compartment).length === 0
}

function carryOut(ledger: Ledger, { id, inspection, type }: CompartmentRow, { committed, data }: Disposal): void {
  if (committed === null) return
  const { size } = data.covered
  ledger.write((writer) => {
    const late = lateIn(ledger, writer, { id, type }, size)
    const keys = JSON.stringify(keysOf(writer, id).map((key) => key.id))
    beginDisposal(writer, { compartment: id, committed: committed.entry, size, at: ledger.now() })
    const entries = keepAllLate(writer, id, late)
    const drafts = type === 'evidence' ? countDrafts(writer, inspection) : 0
    const bodies = destroyBodies(writer, id, size)
    destroyKeys(writer, id)
    if (type === 'evidence') destroyRowsOf(writer, inspection)
    if (type === 'register') removeRegister(writer, id)
    if (type === 'restricted') destroyDisclosure(writer, id)
    endDisposal(writer, { compartment: id, bodies, keys, late: entries + drafts })
    askForScrub(writer)
    ledger.forget()
  })
}

/** Says in each compartment what was destroyed there, once no trace of it is in this vault's files any more. */
export function reportWhatWasCarriedOut(ledger: Ledger): void {
  if (ledger.hasEnded || !ledger.isApproved || isScrubAsked(ledger.reader)) return
  for (const { compartment, committed, bodies, keys, late } of allDisposed(ledger.reader)) {
    const told = ledger.orders(compartment).carriedOut.some(({ device }) => device === ledger.me.device)
    if (told) continue
    ledger.write((writer) => {
      ledger.append(writer, knownCompartment(writer, compartment), {
        kind: 'disposal.carried-out',
        of: compartment,
        parents: ledger.controlHeads(compartment),
        data: { committed, bodies, keys: JSON.parse(keys), left: late },
      })
    })
  }
}

interface Late {
  readonly row: EntryRow
  readonly payload: Payload | null
  /** It is in the store's tree, above what the disposal covers: its place stays, and it can no longer be opened. */
  readonly placed: boolean
}

/**
 * What this person wrote that the disposal does not cover, read while the keys are still there. Names are not: without
 * their inspection nothing allows them, and they stand nowhere but in their compartment.
 */
function lateIn(
  ledger: Ledger,
  writer: Writer,
  { id: compartment, type }: Pick<CompartmentRow, 'id' | 'type'>,
  size: number,
): readonly Late[] {
  const own = ownDevices(writer).map(({ id }) => id)
  const payloadOf = (row: EntryRow) => (type === 'identities' ? null : (ledger.opened(row)?.payload ?? null))
  const read = (row: EntryRow, placed: boolean) => ({ row, placed, payload: payloadOf(row) })
  const above = entriesInTree(writer, compartment)
    .filter(({ position, device }) => position >= size && own.includes(device))
    .map((row) => read(row, true))
  const unsent = own.flatMap((device) => entriesNotPlaced(writer, compartment, device)).map((row) => read(row, false))
  return [...above.filter(({ payload }) => payload !== null && !isControl(payload.kind)), ...unsent]
}

/** Returns how many of them say something that a person wrote. */
function keepAllLate(writer: Writer, compartment: Hash, late: readonly Late[]): number {
  for (const { row, payload, placed } of late) {
    keepLate(writer, row, payload === null || isControl(payload.kind) ? '' : canonicalText(payload), placed)
  }
  const devices = new Set(late.filter(({ placed }) => !placed).map(({ row }) => row.device))
  for (const device of devices) endChain(writer, compartment, device)
  return late.filter(({ payload }) => payload !== null && !isControl(payload.kind)).length
}
