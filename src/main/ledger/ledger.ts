// The ledger: appends entries to the custody log and folds them into the projections, in one transaction.
import { toHex } from '#shared/domain/bytes.ts'
import { canonicalText } from '#shared/domain/canonical.ts'
import { type CompartmentState, foldControl, holdsKeys, precedes } from '#shared/domain/control.ts'
import { type Directory, recoveryId } from '#shared/domain/directory.ts'
import { mayWrite } from '#shared/domain/effect.ts'
import {
  entryHash,
  entryMessage,
  type Header,
  headerBytes,
  parseHeader,
  type Seen,
  seenNothing,
  seenSchema,
} from '#shared/domain/entry.ts'
import type { Hash } from '#shared/domain/ids.ts'
import { keyToWriteUnder } from '#shared/domain/keys.ts'
import { foldOrders } from '#shared/domain/orders/fold.ts'
import { orderGround } from '#shared/domain/orders/ground.ts'
import { committedIn, type OrderEntry, type Orders } from '#shared/domain/orders/orders.ts'
import { isControl, isOrder, type Payload } from '#shared/domain/payload.ts'
import { Problem } from '#shared/problems.ts'
import { type CompartmentRow, compartmentOf, keysOf } from '../data/compartments.ts'
import { allDevices } from '../data/devices.ts'
import {
  type ChainRow,
  chainOf,
  chainsIn,
  controlEntries,
  type EntryRow,
  entriesOfCompartment,
  entriesOfObject,
  entryAt,
  entryOfEachObject,
  indexEntry,
  insertEntry,
  placesOfObject,
} from '../data/entries.ts'
import type { Reader, Writer } from '../data/handles.ts'
import type { VaultDatabase } from '../data/open-vault.ts'
import { readSetting } from '../data/settings.ts'
import { positionOf, treeOf } from '../data/trees.ts'
import type { DeviceClock } from '../platform/clock.ts'
import { type SigningKey, sha256 } from '../platform/crypto.ts'
import { openBody, sealBody } from './bodies.ts'
import { readDirectory } from './directory.ts'
import type { OpenedEntry } from './opened-entry.ts'
import { type Current, Renaming } from './renaming.ts'

export type { OpenedEntry }

/** A device that can sign, and the person it belongs to. */
export interface Signer {
  readonly device: Hash
  readonly person: Hash
  readonly key: SigningKey
}

/**
 * What an entry is to say; envelope fields that the ledger knows are left out. `at` overrides the wall clock. `again`:
 * the entry that is entered again, and when that was written by which clock.
 */
export interface Statement {
  readonly kind: string
  readonly of: string
  readonly parents: readonly Hash[]
  readonly data: Payload['data']
  readonly at?: string
  readonly again?: Pick<Payload, 'at' | 'zone' | 'clock'> & { readonly was: Hash }
}

/** Told of each entry inside the transaction that appends it. */
export type Project = (ledger: Ledger, writer: Writer, compartment: CompartmentRow, entry: OpenedEntry) => void

interface Written {
  readonly header: Header
  readonly body: Uint8Array
  readonly payload: Payload
  /** What the chain had stated before this entry. */
  readonly seen: string | null
}

interface Standing {
  readonly state: CompartmentState
  readonly orders: Orders
  readonly writeKey: { readonly id: Hash; readonly key: Uint8Array } | null
}

export class Ledger {
  readonly me: Signer
  readonly reader: Reader
  /** Compartments whose entries are being sent at this moment. */
  readonly underWay = new Set<Hash>()
  /** Told after each commit and after each transaction that failed. */
  readonly committed = new Set<() => void>()
  readonly #database: VaultDatabase
  readonly #clock: DeviceClock
  readonly #project: Project
  readonly #afterCommit: () => void
  readonly #standings = new Map<Hash, Standing>()
  readonly #keys = new Map<string, Uint8Array>()
  /** Entries sealed or opened a moment ago and being folded: they need not be opened again. */
  readonly #atHand = new Map<Hash, OpenedEntry>()
  #persons: ReadonlyMap<Hash, Hash> | null = null
  #directory: Directory | null | undefined
  #storeTime: string | null = null
  readonly #renaming: Renaming

  constructor(database: VaultDatabase, me: Signer, clock: DeviceClock, project: Project, afterCommit: () => void) {
    this.me = me
    this.reader = database.reader
    this.#database = database
    this.#clock = clock
    this.#project = project
    this.#afterCommit = afterCommit
    this.#renaming = new Renaming(this.reader, (device) => this.personOf(device))
  }

  /** Runs `work` in one durable transaction. What was remembered of the log is forgotten when it fails. */
  write<T>(work: (writer: Writer) => T): T {
    try {
      return this.#database.write(work)
    } catch (error) {
      this.forget()
      throw error
    } finally {
      this.#afterCommit()
      for (const tell of this.committed) tell()
    }
  }

  /** Drops what is remembered of the log and the device table; it is read again when needed. */
  forget(): void {
    this.#standings.clear()
    this.#keys.clear()
    this.#renaming.forget()
    this.#persons = null
    this.#directory = undefined
    this.#atHand.clear()
  }

  /** The directory as far as this device has verified it; null in a vault of no organisation. */
  get directory(): Directory | null {
    if (this.#directory === undefined) this.#directory = readDirectory(this.reader)
    return this.#directory
  }

  /**
   * Appends one entry of `signer` and folds it; returns its hash. Only inside `write`. Throws Problem `entry.fork` once
   * the device was found to be in use elsewhere too: it never signs again (section 8); `compartment.disposed` where the
   * store committed a disposal, after which it takes nothing but word that it was carried out (section 11).
   */
  append(writer: Writer, compartment: CompartmentRow, statement: Statement, signer: Signer = this.me): Hash {
    if (signer === this.me && this.hasEnded) throw new Problem('entry.fork')
    if (this.isDisposed(compartment.id) && statement.kind !== 'disposal.carried-out') {
      throw new Problem('compartment.disposed')
    }
    const payload = this.#payloadFor(compartment, statement, signer)
    const control = isControl(payload.kind)
    const key = control ? null : this.#writeKey(compartment.id)
    const chain = chainOf(writer, compartment.id, signer.device)
    const place = {
      compartment: compartment.id,
      device: signer.device,
      seq: (chain?.seq ?? 0) + 1,
      key: key?.id ?? null,
    }
    const body = sealBody(payload, place, key?.key ?? null)
    const header: Header = {
      v: 1,
      ...place,
      prev: chain?.head ?? null,
      seen: isOrder(payload.kind) ? this.#seen(compartment.id) : this.#seenIfNews(compartment, chain),
      body: { sha256: toHex(sha256(body)), bytes: body.length },
    }
    return this.#store(writer, compartment, { header, body, payload, seen: chain?.seen ?? null }, signer)
  }

  /** Whether this device was found to be in use elsewhere too; at the next unlocking another one takes its place. */
  get hasEnded(): boolean {
    return readSetting(this.reader, 'ended') === this.me.device
  }

  /** Whether the directory knows this device as one in use, or there is no directory: what it writes can be sent. */
  get isApproved(): boolean {
    return this.directory === null || this.directory.device(this.me.device)?.state === 'active'
  }

  /** The members, keys and creator of a compartment. */
  state(compartment: Hash): CompartmentState {
    return this.#standing(compartment).state
  }

  /** Holds, disposals and corrections of a compartment. */
  orders(compartment: Hash): Orders {
    return this.#standing(compartment).orders
  }

  /** Whether the store committed a disposal of it, carried out here or not. */
  isDisposed(compartment: Hash): boolean {
    return committedIn(this.orders(compartment)) !== null
  }

  /** The control entries that no other builds on: what a new one names as its parents, so that it comes after them. */
  controlHeads(compartment: Hash): readonly Hash[] {
    const entries = this.controlEntriesIn(compartment)
    return entries.filter((one) => !entries.some((other) => precedes(one, other))).map(({ hash }) => hash)
  }

  /** The person of a device, or null for a device that nobody named. */
  personOf(device: Hash): Hash | null {
    this.#persons ??= new Map(allDevices(this.reader).map(({ id, person }) => [id, person]))
    return this.#persons.get(device) ?? null
  }

  /**
   * Whether an entry's author may give it effect: they hold or held the compartment's keys, and had a role for it when
   * they wrote. Without a directory everybody of the device table is an inspector (docs/decisions/0003); what was
   * written before enrolment counts in the compartments that the same person made (section 7, rule 8).
   */
  hasEffect({ header, person, payload, directory }: Omit<OpenedEntry, 'hash'>): boolean {
    return this.mayWrite(header.compartment, person, payload.kind, directory)
  }

  /** The same for what somebody writes of a kind, having verified a directory of this size. */
  mayWrite(compartment: Hash, person: Hash | null, kind: string, directory: number): boolean {
    const state = this.state(compartment)
    if (person === null || !state.writers.has(person)) return false
    if (this.directory === null) return true
    if (directory === 0) return state.creator === person
    return mayWrite(this.directory.rolesAt(person, directory), kind)
  }

  /**
   * All readable entries of an object; those that cannot be opened are left out, they delay nothing. What they name that
   * was entered again has its new name.
   */
  entriesOf(compartment: Hash, object: string): readonly OpenedEntry[] {
    return this.#openedOf(compartment, this.#rowsOf(compartment, object))
  }

  /** Of entries that are at hand the bytes are not read again: when they are folded, they mostly are all there is. */
  #rowsOf(compartment: Hash, object: string): readonly (EntryRow | OpenedEntry)[] {
    if (this.#atHand.size === 0) return entriesOfObject(this.reader, compartment, object)
    return placesOfObject(this.reader, compartment, object).flatMap(
      ({ arrival, hash }) => this.#atHand.get(hash) ?? entryAt(this.reader, arrival) ?? [],
    )
  }

  /** The same for all entries of a compartment. */
  entriesIn(compartment: Hash): readonly OpenedEntry[] {
    return this.#openedOf(compartment, entriesOfCompartment(this.reader, compartment))
  }

  /** How entries of a compartment are called by what this device writes. */
  lastingNamesIn(compartment: Hash): Current {
    return this.#renaming.lastingFor(compartment, this.me.device)
  }

  #openedOf(compartment: Hash, rows: readonly (EntryRow | OpenedEntry)[]): readonly OpenedEntry[] {
    const opened = rows.flatMap((row) => ('payload' in row ? row : (this.opened(row) ?? [])))
    return this.#renaming.isNeeded(compartment) ? opened.map((entry) => this.#renaming.renamed(entry)) : opened
  }

  /** How this person's entries of a compartment are called now, those that were entered again included. */
  namesIn(compartment: Hash): Current {
    return this.#renaming.namesFor(compartment, this.me.person)
  }

  /** An entry with its payload, or null when its key is not held or its body does not open; `read`: its header. */
  opened(row: EntryRow, read?: Header): OpenedEntry | null {
    const known = this.#atHand.get(row.hash)
    if (known !== undefined) return known
    if (row.body === null) return null
    try {
      const header = read ?? parseHeader(row.header)
      const key = header.key === null ? null : this.heldKey(header.compartment, header.key)
      if (key === undefined) return null
      const payload = openBody(header, row.body, key)
      return { hash: row.hash, header, payload, person: this.personOf(header.device), directory: row.directory }
    } catch (error) {
      if (error instanceof Problem) return null
      throw error
    }
  }

  now(): string {
    return this.#clock.now()
  }

  /** The store told the time: entries state the last that was heard (section 3). */
  heard(storeTime: string): void {
    this.#storeTime = storeTime
  }

  #payloadFor(compartment: CompartmentRow, statement: Statement, { device }: Signer): Payload {
    const { kind, of, again } = statement
    // What is entered again was named before. The order of control entries is read from what they name as it stands.
    const isNamed = again !== undefined || isControl(kind)
    const { parents, data } = isNamed ? statement : this.#renaming.lasting(statement, compartment.id, device)
    const envelope = { kind, of, parents: [...parents], was: again?.was ?? null, data }
    // A restricted compartment's clear entries tell nobody when its author was at work (section 1).
    if (isControl(kind) && compartment.type === 'restricted') return { ...envelope, at: null, zone: null, clock: null }
    if (again !== undefined) return { ...envelope, at: again.at, zone: again.zone, clock: again.clock }
    const at = statement.at ?? this.#clock.now()
    return { ...envelope, at, zone: this.#clock.zone(), clock: { ...this.#clock.reading(), store: this.#storeTime } }
  }

  #store(writer: Writer, compartment: CompartmentRow, written: Written, signer: Signer): Hash {
    const { header, body, payload } = written
    const bytes = headerBytes(header)
    const hash = entryHash(sha256, bytes)
    const signature = signer.key.sign(entryMessage(bytes))
    const { device, seq } = header
    const seen = header.seen === null ? written.seen : canonicalText(header.seen)
    const directory = statedDirectory(seen)
    const entry = { hash, compartment: compartment.id, device, seq, header: bytes, signature, directory }
    const arrival = insertEntry(writer, entry, body, seen)
    const opened = { hash, header, payload, person: signer.person, directory }
    this.index(writer, arrival, opened)
    // What is entered again is folded by whoever enters it, once what it replaces is gone.
    if (payload.was === null) this.fold(writer, compartment, [opened])
    return hash
  }

  /** Notes what an entry speaks of once it can be read. */
  index(writer: Writer, arrival: number, { hash, header, payload }: OpenedEntry): void {
    const { compartment } = header
    indexEntry(writer, arrival, compartment, payload)
    if (payload.was !== null || this.#renaming.isRenamed(compartment, hash)) this.#renaming.forget(compartment)
  }

  /** What these entries said is gone from the vault: nothing of it is remembered either. */
  forgetEntries(compartment: Hash, entries: Iterable<Hash>): void {
    for (const hash of entries) this.#atHand.delete(hash)
    this.#renaming.forget(compartment)
  }

  /** Folds entries that were filed in this transaction: the rows of each object that they speak of, once. */
  fold(writer: Writer, compartment: CompartmentRow, entries: readonly OpenedEntry[]): void {
    const before = entries.some(({ payload }) => isControl(payload.kind)) ? this.state(compartment.id).writers : null
    if (before !== null) this.#standings.delete(compartment.id)
    for (const entry of entries) this.#atHand.set(entry.hash, entry)
    try {
      for (const entry of lastOfEachObject(entries)) this.#project(this, writer, compartment, entry)
      if (before !== null) this.#foldAgain(writer, compartment, before)
    } finally {
      this.#atHand.clear()
    }
  }

  /** Whoever became a writer gives effect to what arrived from them before: order changes nothing (section 7, rule 1). */
  #foldAgain(writer: Writer, compartment: CompartmentRow, before: ReadonlySet<Hash>): void {
    const changed = this.state(compartment.id).writers.symmetricDifference(before)
    const devices = chainsIn(writer, compartment.id).filter(({ device }) => changed.has(this.personOf(device) ?? ''))
    const rows = devices.flatMap(({ device }) => entryOfEachObject(writer, compartment.id, device))
    for (const row of rows) {
      const opened = this.opened(row)
      if (opened !== null) this.#project(this, writer, compartment, opened)
    }
  }

  /** Whether this device can write in a compartment. */
  holdsWriteKey(compartment: Hash): boolean {
    return this.#standing(compartment).writeKey !== null
  }

  #writeKey(compartment: Hash): { readonly id: Hash; readonly key: Uint8Array } {
    const { writeKey } = this.#standing(compartment)
    if (writeKey === null) throw new Problem('entry.compartment-closed')
    return writeKey
  }

  /** A key of a compartment that this vault holds. One that was found is remembered: its id says what it is. */
  heldKey(compartment: Hash, id: Hash): Uint8Array | undefined {
    const name = `${compartment} ${id}`
    const known = this.#keys.get(name) ?? keysOf(this.reader, compartment).find((row) => row.id === id)?.key
    if (known !== undefined) this.#keys.set(name, known)
    return known
  }

  #standing(compartment: Hash): Standing {
    const known = this.#standings.get(compartment)
    if (known !== undefined) return known
    const fresh = this.#readStanding(compartment)
    this.#standings.set(compartment, fresh)
    return fresh
  }

  #readStanding(compartment: Hash): Standing {
    const entries = this.controlEntriesIn(compartment)
    const state = foldControl(entries)
    const orders = foldOrders(entries, orderGround(this.directory, state.type ?? 'evidence'))
    const held = keysOf(this.reader, compartment)
    const id = keyToWriteUnder(state, new Set(held.map((row) => row.id)), this.#entitled(state))
    const writeKey = held.find((row) => row.id === id) ?? null
    return { state, orders, writeKey }
  }

  /** Who may hold the key to write under: unrevoked devices of key-holding members, and recovery (section 9). */
  #entitled(state: CompartmentState): ReadonlySet<Hash> {
    const { directory } = this
    const devices = allDevices(this.reader).filter(
      ({ id, person }) => holdsKeys(state, person) && directory?.device(id)?.state !== 'revoked',
    )
    const recipient = state.type === null ? null : (directory?.recoveryAt(state.type, directory.size) ?? null)
    const recovery = recipient === null ? [] : [recoveryId(sha256, recipient)]
    return new Set([...devices.map(({ id }) => id), ...recovery])
  }

  /** What this device has verified, where the chain has not stated exactly that (section 1); null where it has. */
  #seenIfNews(compartment: CompartmentRow, chain: ChainRow | undefined): Seen | null {
    const seen = this.#seen(compartment.id)
    if (chain === undefined || compartment.type === 'directory') return seen
    const stated = chain.seen ?? canonicalText(seenNothing(sha256))
    return canonicalText(seen) === stated ? null : seen
  }

  #seen(compartment: Hash): Seen {
    const directory = this.directory?.size ?? 0
    const tree = treeOf(this.reader, compartment)
    if (tree === undefined) return { ...seenNothing(sha256), directory }
    return { directory, epoch: tree.epoch, size: tree.size, root: tree.root }
  }

  /** What was stated of members, keys and orders, each with its place in the store's tree where it has one. */
  controlEntriesIn(compartment: Hash): readonly OrderEntry[] {
    return controlEntries(this.reader, compartment).flatMap((row) => this.#control(row) ?? [])
  }

  #control(row: EntryRow): OrderEntry | null {
    const opened = this.opened(row)
    if (opened === null) return null
    const { device, seq, prev, seen } = opened.header
    const position = positionOf(this.reader, row.arrival)
    return { hash: opened.hash, prev, position, device, seq, seen, person: opened.person, payload: opened.payload }
  }
}

/** The size of the directory in what a chain stated last. */
export function statedDirectory(seen: string | null): number {
  return seen === null ? 0 : seenSchema.parse(JSON.parse(seen)).directory
}

/** Rows are computed from all entries of an object and family of kinds, so one entry of each is enough. */
function lastOfEachObject(entries: readonly OpenedEntry[]): Iterable<OpenedEntry> {
  const familyOf = ({ payload: { of, kind } }: OpenedEntry) => `${of} ${kind.split('.')[0]}`
  return new Map(entries.map((entry) => [familyOf(entry), entry])).values()
}

/** The compartment's row; throws Problem `entry.compartment-closed` when this vault has none. */
export function knownCompartment(reader: Reader, id: Hash): CompartmentRow {
  const row = compartmentOf(reader, id)
  if (row === undefined) throw new Problem('entry.compartment-closed')
  return row
}
