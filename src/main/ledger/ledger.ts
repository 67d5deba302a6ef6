// The ledger: appends entries to the custody log and folds them into the projections, in one transaction.
import { toHex } from '#shared/domain/bytes.ts'
import { type CompartmentState, type ControlEntry, foldControl, holdsKeys, precedes } from '#shared/domain/control.ts'
import { entryHash, entryMessage, type Header, headerBytes, parseHeader, seenNothing } from '#shared/domain/entry.ts'
import type { Hash } from '#shared/domain/ids.ts'
import { keyToWriteUnder } from '#shared/domain/keys.ts'
import { isControl, type Payload } from '#shared/domain/payload.ts'
import { Problem } from '#shared/problems.ts'
import { type CompartmentRow, compartmentOf, keysOf } from '../data/compartments.ts'
import { allDevices } from '../data/devices.ts'
import {
  chainOf,
  chainsIn,
  controlEntries,
  type EntryRow,
  entriesOfObject,
  entryOfEachObject,
  indexEntry,
  insertEntry,
} from '../data/entries.ts'
import type { Reader, Writer } from '../data/handles.ts'
import type { VaultDatabase } from '../data/open-vault.ts'
import type { DeviceClock } from '../platform/clock.ts'
import { type SigningKey, sha256 } from '../platform/crypto.ts'
import { openBody, sealBody } from './bodies.ts'

/** A device that can sign, and the person it belongs to. */
export interface Signer {
  readonly device: Hash
  readonly person: Hash
  readonly key: SigningKey
}

/** What an entry is to say; envelope fields that the ledger knows are left out. `at` overrides the wall clock. */
export interface Statement {
  readonly kind: string
  readonly of: string
  readonly parents: readonly Hash[]
  readonly data: Payload['data']
  readonly at?: string
}

/** An entry with its opened payload, as folds take it. */
export interface OpenedEntry {
  readonly hash: Hash
  readonly header: Header
  readonly payload: Payload
  readonly person: Hash | null
}

/** Told of each entry inside the transaction that appends it. */
export type Project = (ledger: Ledger, writer: Writer, compartment: CompartmentRow, entry: OpenedEntry) => void

interface Standing {
  readonly state: CompartmentState
  readonly writeKey: { readonly id: Hash; readonly key: Uint8Array } | null
}

export class Ledger {
  readonly me: Signer
  readonly reader: Reader
  readonly #database: VaultDatabase
  readonly #clock: DeviceClock
  readonly #project: Project
  readonly #afterCommit: () => void
  readonly #standings = new Map<Hash, Standing>()
  /** The entry being folded: sealed a moment ago, it need not be opened again. */
  #appending: OpenedEntry | null = null
  #persons: ReadonlyMap<Hash, Hash> | null = null

  constructor(database: VaultDatabase, me: Signer, clock: DeviceClock, project: Project, afterCommit: () => void) {
    this.me = me
    this.reader = database.reader
    this.#database = database
    this.#clock = clock
    this.#project = project
    this.#afterCommit = afterCommit
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
    }
  }

  /** Drops what is remembered of the log and the device table; it is read again when needed. */
  forget(): void {
    this.#standings.clear()
    this.#persons = null
  }

  /** Appends one entry of `signer` and folds it; returns its hash. Only inside `write`. */
  append(writer: Writer, compartment: CompartmentRow, statement: Statement, signer: Signer = this.me): Hash {
    const payload = this.#payloadFor(compartment, statement)
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
      seen: chain === undefined ? seenNothing(sha256) : null,
      body: { sha256: toHex(sha256(body)), bytes: body.length },
    }
    return this.#store(writer, compartment, header, body, payload, signer)
  }

  /** The members, keys and creator of a compartment. */
  state(compartment: Hash): CompartmentState {
    return this.#standing(compartment).state
  }

  /** The control entries that no other builds on: what a new one names as its parents, so that it comes after them. */
  controlHeads(compartment: Hash): readonly Hash[] {
    const entries = this.#controlEntries(compartment)
    return entries.filter((one) => !entries.some((other) => precedes(one, other))).map(({ hash }) => hash)
  }

  /** The person of a device, or null for a device that nobody named. */
  personOf(device: Hash): Hash | null {
    this.#persons ??= new Map(allDevices(this.reader).map(({ id, person }) => [id, person]))
    return this.#persons.get(device) ?? null
  }

  /**
   * Whether an entry's author may give it effect. In a vault never enrolled everybody of the device table is an
   * inspector where they made the compartment or hold or held its keys (docs/decisions/0003).
   */
  hasEffect(entry: Pick<OpenedEntry, 'header' | 'person'>): boolean {
    return entry.person !== null && this.state(entry.header.compartment).writers.has(entry.person)
  }

  /** All readable entries of an object; those that cannot be opened are left out, they delay nothing. */
  entriesOf(compartment: Hash, object: string): readonly OpenedEntry[] {
    return entriesOfObject(this.reader, compartment, object).flatMap((row) => this.opened(row) ?? [])
  }

  /** An entry with its payload, or null when its key is not held or its body does not open. */
  opened(row: EntryRow): OpenedEntry | null {
    if (row.hash === this.#appending?.hash) return this.#appending
    if (row.body === null) return null
    try {
      const header = parseHeader(row.header)
      const key = header.key === null ? null : this.#heldKey(header.compartment, header.key)
      if (key === undefined) return null
      const payload = openBody(header, row.body, key)
      return { hash: row.hash, header, payload, person: this.personOf(header.device) }
    } catch (error) {
      if (error instanceof Problem) return null
      throw error
    }
  }

  now(): string {
    return this.#clock.now()
  }

  #payloadFor(compartment: CompartmentRow, statement: Statement): Payload {
    const { kind, of, parents, data } = statement
    const envelope = { kind, of, parents: [...parents], was: null, data }
    // A restricted compartment's clear entries tell nobody when its author was at work (section 1).
    if (isControl(kind) && compartment.type === 'restricted') return { ...envelope, at: null, zone: null, clock: null }
    const at = statement.at ?? this.#clock.now()
    return { ...envelope, at, zone: this.#clock.zone(), clock: this.#clock.reading() }
  }

  #store(
    writer: Writer,
    compartment: CompartmentRow,
    header: Header,
    body: Uint8Array,
    payload: Payload,
    signer: Signer,
  ): Hash {
    const bytes = headerBytes(header)
    const hash = entryHash(sha256, bytes)
    const signature = signer.key.sign(entryMessage(bytes))
    const { device, seq } = header
    const entry = { hash, compartment: compartment.id, device, seq, header: bytes, signature }
    const before = isControl(payload.kind) ? this.state(compartment.id).writers : null
    indexEntry(writer, insertEntry(writer, entry, body), payload.of, payload.kind)
    if (before !== null) this.#standings.delete(compartment.id)
    this.#fold(writer, compartment, { hash, header, payload, person: signer.person })
    if (before !== null) this.#foldAgain(writer, compartment, before)
    return hash
  }

  #fold(writer: Writer, compartment: CompartmentRow, entry: OpenedEntry): void {
    this.#appending = entry
    try {
      this.#project(this, writer, compartment, entry)
    } finally {
      this.#appending = null
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

  #writeKey(compartment: Hash): { readonly id: Hash; readonly key: Uint8Array } {
    const { writeKey } = this.#standing(compartment)
    if (writeKey === null) throw new Problem('entry.compartment-closed')
    return writeKey
  }

  #heldKey(compartment: Hash, id: Hash): Uint8Array | undefined {
    return keysOf(this.reader, compartment).find((row) => row.id === id)?.key
  }

  #standing(compartment: Hash): Standing {
    const known = this.#standings.get(compartment)
    if (known !== undefined) return known
    const fresh = this.#readStanding(compartment)
    this.#standings.set(compartment, fresh)
    return fresh
  }

  #readStanding(compartment: Hash): Standing {
    const state = foldControl(this.#controlEntries(compartment))
    const held = keysOf(this.reader, compartment)
    const entitled = allDevices(this.reader).filter(({ person }) => holdsKeys(state, person))
    const id = keyToWriteUnder(state, new Set(held.map((row) => row.id)), new Set(entitled.map((device) => device.id)))
    const writeKey = held.find((row) => row.id === id) ?? null
    return { state, writeKey }
  }

  #controlEntries(compartment: Hash): readonly ControlEntry[] {
    return controlEntries(this.reader, compartment).flatMap((row) => this.#control(row) ?? [])
  }

  #control(row: EntryRow): ControlEntry | null {
    const opened = this.opened(row)
    if (opened === null) return null
    const { device, seq, prev } = opened.header
    return { hash: opened.hash, prev, device, seq, person: opened.person, payload: opened.payload }
  }
}

/** The compartment's row; throws Problem `entry.compartment-closed` when this vault has none. */
export function knownCompartment(reader: Reader, id: Hash): CompartmentRow {
  const row = compartmentOf(reader, id)
  if (row === undefined) throw new Problem('entry.compartment-closed')
  return row
}
