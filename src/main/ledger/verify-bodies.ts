// Which bodies a vault lacks rightly: those that are not for its owner's eyes, and those that an order took.
import { type CompartmentState, foldControl, holdsKeys } from '#shared/domain/control.ts'
import { entryHash, type Header, headerBytes, parseHeader } from '#shared/domain/entry.ts'
import type { Hash } from '#shared/domain/ids.ts'
import { bodiesToRemove } from '#shared/domain/orders/correction.ts'
import { foldOrders } from '#shared/domain/orders/fold.ts'
import { orderGround } from '#shared/domain/orders/ground.ts'
import { committedIn, correctedBodies, type OrderEntry, type Orders } from '#shared/domain/orders/orders.ts'
import type { Finding } from '#shared/domain/verification.ts'
import { Problem } from '#shared/problems.ts'
import { allCompartments } from '../data/compartments.ts'
import { sealedBodiesAmong } from '../data/corrections.ts'
import { allDevices, ownDevices } from '../data/devices.ts'
import { allDisposed, bodiesKept } from '../data/disposed.ts'
import { controlEntries, type EntryRow } from '../data/entries.ts'
import type { Reader } from '../data/handles.ts'
import { entryInPlace, positionOf } from '../data/trees.ts'
import { sha256 } from '../platform/crypto.ts'
import { openBody } from './bodies.ts'
import { readDirectory } from './directory.ts'
import { factsOf } from './orders.ts'

interface Standing {
  readonly state: CompartmentState
  readonly orders: Orders
}

/** What is known of every compartment for judging its bodies; read from the log once for each. */
export class Bodies {
  readonly #reader: Reader
  readonly #standings = new Map<Hash, Standing>()
  readonly #own: ReadonlySet<Hash>
  readonly #person: Hash | null
  readonly #directory: ReturnType<typeof readDirectory>

  constructor(reader: Reader) {
    this.#reader = reader
    this.#own = new Set(ownDevices(reader).map(({ id }) => id))
    this.#person = allDevices(reader).find(({ id }) => this.#own.has(id))?.person ?? null
    this.#directory = directoryOrNull(reader)
  }

  /** Whether a body is not here because of what the protocol says, not by a fault (sections 5, 6 and 11). */
  isLackedRightly(header: Header): boolean {
    return this.#isForOthers(header) || this.#isDestroyed(header) || this.#isHeaderCorrected(header)
  }

  /** Whether two officers ordered that a sealed entry be corrected; a hold placed later brings nothing back. */
  isCorrected(compartment: Hash, entry: Hash): boolean {
    return correctedBodies(this.#standing(compartment).orders).has(entry)
  }

  /** Keys of it are gone on order, so that what the order does not cover cannot be opened either. */
  hasNoKeys(compartment: Hash): boolean {
    return committedIn(this.#standing(compartment).orders) !== null
  }

  /** Bodies that were to be destroyed and are still here. */
  *kept(): Generator<Finding> {
    for (const { compartment, size } of allDisposed(this.#reader)) {
      for (const { hash, device, seq } of bodiesKept(this.#reader, compartment, size)) {
        yield { entry: hash, compartment, device, seq, fault: 'body-kept' }
      }
    }
    for (const { id: compartment, inspection } of allCompartments(this.#reader)) {
      const { orders } = this.#standing(compartment)
      const wider = this.#directory?.holds() ?? []
      const gone = bodiesToRemove(orders, wider, factsOf(this.#reader, inspection))
      for (const { hash, device, seq } of sealedBodiesAmong(this.#reader, compartment, [...gone.keys()])) {
        yield { entry: hash, compartment, device, seq, fault: 'body-kept' }
      }
    }
  }

  #isForOthers({ key, device, compartment }: Header): boolean {
    return key !== null && !this.#own.has(device) && !holdsKeys(this.#standing(compartment).state, this.#person)
  }

  #isHeaderCorrected(header: Header): boolean {
    if (header.key === null || this.#standing(header.compartment).orders.corrections.length === 0) return false
    return this.isCorrected(header.compartment, entryHash(sha256, headerBytes(header)))
  }

  /** What was sealed below the covered size, and up to the commit what stood in clear and could grant a key. */
  #isDestroyed({ compartment, device, seq, key }: Header): boolean {
    const disposal = committedIn(this.#standing(compartment).orders)
    if (disposal?.committed === null || disposal === null) return false
    const below = key === null ? disposal.committed.position : disposal.data.covered.size
    const entry = entryInPlace(this.#reader, compartment, device, seq)
    const position = entry === undefined ? null : positionOf(this.#reader, entry.arrival)
    return position !== null && position < below
  }

  #standing(compartment: Hash): Standing {
    const known = this.#standings.get(compartment)
    if (known !== undefined) return known
    const entries = controlIn(this.#reader, compartment)
    const state = foldControl(entries)
    const fresh = { state, orders: foldOrders(entries, orderGround(this.#directory, state.type ?? 'evidence')) }
    this.#standings.set(compartment, fresh)
    return fresh
  }
}

/** A directory that is damaged is found for itself, and gives nobody a right to destroy anything. */
function directoryOrNull(reader: Reader): ReturnType<typeof readDirectory> {
  try {
    return readDirectory(reader)
  } catch {
    return null
  }
}

function controlIn(reader: Reader, compartment: Hash): readonly OrderEntry[] {
  const persons = new Map(allDevices(reader).map(({ id, person }) => [id, person]))
  return controlEntries(reader, compartment).flatMap((row) => {
    const opened = clearEntry(row)
    if (opened === null) return []
    const { hash } = row
    const { payload } = opened
    const { device, seq, prev, seen } = opened.header
    const person = persons.get(device) ?? null
    return [{ hash, prev, position: positionOf(reader, row.arrival), device, seq, seen, person, payload }]
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
