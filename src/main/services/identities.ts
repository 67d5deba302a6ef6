// Full names behind pseudonyms: kept in a compartment of their own, read from its entries by few, each reading an entry.
import type { Input, Output } from '#shared/contract.ts'
import { holdsKeys } from '#shared/domain/control.ts'
import { inDisplayOrder, type ObjectState } from '#shared/domain/fold.ts'
import { identityOpenedSchema, identityShape } from '#shared/domain/identity.ts'
import type { Hash, ObjectId } from '#shared/domain/ids.ts'
import { nameGrounds } from '#shared/domain/policy/names.ts'
import type { Pack } from '#shared/domain/policy.ts'
import { Problem } from '#shared/problems.ts'
import { allCompartments, type CompartmentRow, compartmentOf } from '../data/compartments.ts'
import type { Writer } from '../data/handles.ts'
import { inspectionOf, personOf } from '../data/inspections.ts'
import { authorsIn, namesIn } from '../ledger/authors.ts'
import {
  addMember,
  createCompartment,
  type PreparedCompartment,
  prepareCompartment,
  prepareMember,
} from '../ledger/compartments.ts'
import { lackingDevices, writeGrants } from '../ledger/grants.ts'
import {
  foldIdentities,
  identitiesOf,
  opened,
  registered,
  registerIdentities,
  revised,
} from '../ledger/identity-entries.ts'
import type { Ledger, OpenedEntry } from '../ledger/ledger.ts'
import { revisionsIn, textIn } from '../ledger/revisions.ts'
import { writeRevision } from '../ledger/writing.ts'

/** A compartment of names that this person reads on this device. */
interface Readable {
  readonly compartment: CompartmentRow
  readonly entries: readonly OpenedEntry[]
  readonly states: ReadonlyMap<ObjectId, ObjectState>
}

type Listed = Output<'identity.list'>

export class Identities {
  readonly #ledger: Ledger
  readonly #pack: Pack

  constructor(ledger: Ledger, pack: Pack) {
    this.#ledger = ledger
    this.#pack = pack
  }

  /** Throws Problem `inspection.unknown`. */
  list({ inspection }: Input<'identity.list'>): Listed {
    const evidence = this.#evidence(inspection)
    const readable = this.#readable(inspection)
    const rows = identitiesOf(this.#ledger.reader, inspection)
    const readers = this.#readersOf(rows)
    const team = [...this.#ledger.state(evidence.id).members.keys()].filter((person) =>
      this.#isInTeam(inspection, person),
    )
    const named = namesIn(this.#ledger)
    return {
      mayRecord: this.#mayRecord(inspection, rows),
      mayAddReaders: rows.some(({ id }) => this.#isLead(id)),
      identities: readable.flatMap((one) => this.#identitiesIn(one)),
      readers,
      others: team.filter((person) => !readers.some((reader) => reader.person === person)).map(named),
      readings: readable.flatMap((one) => this.#readingsIn(one)).toSorted(newestFirst),
    }
  }

  /**
   * Throws Problems `inspection.unknown`, `person.unknown`, `identity.not-allowed` where the pack lets nobody in this
   * person's role be named on that ground, `identity.not-lead` for the first name by somebody who cannot tell the
   * register of it, `identity.not-reader` for a later one by somebody who does not read them.
   */
  async save(input: Input<'identity.save'>): Promise<Output<'identity.save'>> {
    const { inspection, person, ground } = input
    const remit = this.#pack.remits.find(({ id }) => id === this.#facts(inspection).remit)
    const row = personOf(this.#ledger.reader, inspection, person)
    if (row === undefined) throw new Problem('person.unknown')
    const grounds = remit === undefined ? [] : nameGrounds(this.#pack, remit, row.role)
    if (!grounds.some(({ id }) => id === ground)) throw new Problem('identity.not-allowed', { fields: ['person'] })
    const begun = identitiesOf(this.#ledger.reader, inspection).length > 0
    const prepared = begun ? null : await this.#prepare(inspection)
    this.#ledger.write((writer) => {
      const compartment =
        prepared === null ? this.#writable(inspection, input.identity) : this.#begin(writer, prepared, inspection)
      const entries = this.#ledger.entriesOf(compartment.id, input.identity)
      const known = revisionsIn(this.#ledger, entries, [revised])
      const wanted = { label: row.label, role: row.role, name: input.name, ground, inspection }
      const object = { kind: revised, of: input.identity, shape: identityShape }
      writeRevision(this.#ledger, writer, compartment, object, wanted, {
        known,
        heads: input.heads,
        reason: '',
        typed: null,
      })
    })
    return {}
  }

  /**
   * The reading is durable before a name is given. Throws Problems `inspection.unknown`, `identity.not-reader`,
   * `identity.unknown`.
   */
  open({ inspection, identities, reason }: Input<'identity.open'>): Output<'identity.open'> {
    this.#evidence(inspection)
    const readable = this.#readable(inspection).filter(({ compartment }) => this.#mayWrite(compartment.id, opened))
    if (readable.length === 0) throw new Problem('identity.not-reader')
    const wanted = [...new Set(identities)]
    const found = readable.map(({ compartment, states }) => ({
      compartment,
      read: wanted.flatMap((identity) => {
        const state = states.get(identity)
        return state === undefined ? [] : [{ identity, state }]
      }),
    }))
    if (wanted.some((identity) => !found.some(({ read }) => read.some((one) => one.identity === identity)))) {
      throw new Problem('identity.unknown')
    }
    this.#ledger.write((writer) => {
      for (const { compartment, read } of found) {
        if (read.length === 0) continue
        const parents = read.flatMap(({ state }) => state.heads).toSorted()
        const data = { identities: read.map(({ identity }) => identity), reason }
        this.#ledger.append(writer, compartment, { kind: opened, of: compartment.id, parents, data })
      }
    })
    const given = found.flatMap(({ read }) => read)
    return {
      opened: given.map(({ identity, state }) => ({ identity, label: textIn(state, 'label'), names: namesOf(state) })),
    }
  }

  /** Throws Problems `inspection.unknown`, `identity.not-lead`, `identity.reader-outside`. */
  async addReaders({ inspection, people }: Input<'identity.addReaders'>): Promise<Output<'identity.addReaders'>> {
    this.#evidence(inspection)
    const led = identitiesOf(this.#ledger.reader, inspection).filter(({ id }) => this.#isLead(id))
    if (led.length === 0) throw new Problem('identity.not-lead')
    if (people.some((person) => !this.#isInTeam(inspection, person))) {
      throw new Problem('identity.reader-outside', { fields: ['people'] })
    }
    for (const compartment of led) {
      for (const person of new Set(people)) await this.#admit(compartment, person)
    }
    return {}
  }

  async #admit(compartment: CompartmentRow, person: Hash): Promise<void> {
    const grants = await prepareMember(this.#ledger, compartment.id, person)
    const isReader = holdsKeys(this.#ledger.state(compartment.id), person)
    this.#ledger.write((writer) => {
      if (isReader) writeGrants(this.#ledger, writer, compartment.id, grants)
      else addMember(this.#ledger, writer, compartment, { person, right: 'member' }, grants)
    })
  }

  async #prepare(inspection: Hash): Promise<PreparedCompartment> {
    if (this.#register(inspection) === null) throw new Problem('identity.not-lead')
    return prepareCompartment(this.#ledger, 'identities')
  }

  #begin(writer: Writer, prepared: PreparedCompartment, inspection: Hash): CompartmentRow {
    const register = this.#register(inspection)
    if (register === null) throw new Problem('identity.not-lead')
    const compartment = createCompartment(this.#ledger, writer, prepared, inspection)
    registerIdentities(this.#ledger, writer, register, compartment.id)
    return compartment
  }

  /** Where this person writes a name: where it stands already, or in the first that they can write in. */
  #writable(inspection: Hash, identity: ObjectId): CompartmentRow {
    const readable = this.#readable(inspection)
    const there = readable.find(({ states }) => states.has(identity)) ?? readable[0]
    if (there === undefined || !this.#canWrite(there.compartment.id, revised)) throw new Problem('identity.not-reader')
    return there.compartment
  }

  #mayRecord(inspection: Hash, rows: readonly CompartmentRow[]): boolean {
    if (rows.length === 0) return this.#register(inspection) !== null
    return rows.some(({ id }) => this.#canWrite(id, revised))
  }

  /** The register in which this device can say that there are names now; null where it cannot. */
  #register(inspection: Hash): CompartmentRow | null {
    const rows = allCompartments(this.#ledger.reader)
    const registers = rows.filter((row) => row.type === 'register' && row.inspection === inspection)
    return registers.find(({ id }) => this.#isLead(id) && this.#canWrite(id, registered)) ?? null
  }

  #readable(inspection: Hash): readonly Readable[] {
    const rows = identitiesOf(this.#ledger.reader, inspection)
    const mine = rows.filter(
      ({ id }) => holdsKeys(this.#ledger.state(id), this.#ledger.me.person) && !this.#ledger.isDisposed(id),
    )
    return mine.map((compartment) => {
      const entries = this.#ledger.entriesIn(compartment.id)
      return { compartment, entries, states: foldIdentities(this.#ledger, entries) }
    })
  }

  #identitiesIn({ entries, states }: Readable): Listed['identities'] {
    const by = authorsIn(this.#ledger)
    return [...states].flatMap(([identity, state]) => {
      const written = entries.filter(({ hash }) => state.heads.includes(hash))
      const latest = inDisplayOrder(written.map((entry) => ({ ...entry, at: entry.payload.at }))).at(-1)
      if (latest === undefined) return []
      const [label, role, ground] = [textIn(state, 'label'), textIn(state, 'role'), textIn(state, 'ground')]
      const said = { identity, label, role, ground, recorded: latest.at, by: by(latest.header.device) }
      return [{ ...said, heads: [...state.heads], conflict: namesOf(state).length > 1 }]
    })
  }

  #readingsIn({ entries, states }: Readable): Listed['readings'] {
    const by = authorsIn(this.#ledger)
    return entries.flatMap((entry) => {
      if (entry.payload.kind !== opened || !this.#ledger.hasEffect(entry)) return []
      const data = identityOpenedSchema.safeParse(entry.payload.data).data
      if (data === undefined) return []
      const { at, zone } = entry.payload
      const labels = data.identities.flatMap((identity) => {
        const state = states.get(identity)
        return state === undefined ? [] : [textIn(state, 'label')]
      })
      return [{ entry: entry.hash, by: by(entry.header.device), at, zone: zone ?? '', reason: data.reason, labels }]
    })
  }

  #readersOf(rows: readonly CompartmentRow[]): Listed['readers'] {
    const named = namesIn(this.#ledger)
    const people = rows.flatMap(({ id }) => {
      const state = this.#ledger.state(id)
      return [...state.members.keys()].filter((person) => holdsKeys(state, person))
    })
    const lacking = new Set(
      rows.flatMap(({ id }) => lackingDevices(this.#ledger, id)).map(({ id }) => this.#ledger.personOf(id)),
    )
    return [...new Set(people)].map((person) => ({ ...named(person), waiting: lacking.has(person) }))
  }

  #isInTeam(inspection: Hash, person: Hash): boolean {
    return holdsKeys(this.#ledger.state(inspection), person)
  }

  #isLead(compartment: Hash): boolean {
    return this.#ledger.state(compartment).members.get(this.#ledger.me.person) === 'lead'
  }

  #mayWrite(compartment: Hash, kind: string): boolean {
    const { me, directory } = this.#ledger
    return (
      this.#ledger.holdsWriteKey(compartment) &&
      this.#ledger.mayWrite(compartment, me.person, kind, directory?.size ?? 0)
    )
  }

  #canWrite(compartment: Hash, kind: string): boolean {
    const reads = holdsKeys(this.#ledger.state(compartment), this.#ledger.me.person)
    return reads && !this.#ledger.isDisposed(compartment) && this.#mayWrite(compartment, kind)
  }

  #facts(inspection: Hash) {
    const row = inspectionOf(this.#ledger.reader, inspection)
    if (row === undefined) throw new Problem('inspection.unknown')
    return row
  }

  #evidence(inspection: Hash): CompartmentRow {
    const row = compartmentOf(this.#ledger.reader, inspection)
    if (row?.type !== 'evidence') throw new Problem('inspection.unknown')
    return row
  }
}

/** Several where people set it differently without knowing of each other. */
function namesOf(state: ObjectState): string[] {
  return (state.single['name'] ?? []).flatMap(({ value }) => (typeof value === 'string' ? value : []))
}

function newestFirst(one: Listed['readings'][number], other: Listed['readings'][number]): number {
  return `${other.at ?? ''} ${other.entry}` < `${one.at ?? ''} ${one.entry}` ? -1 : 1
}
