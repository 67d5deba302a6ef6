// Tells the register of an inspection what kinds of data it holds: at each seal, and where a seal does not come.
import type { Hash } from '#shared/domain/ids.ts'
import type { Pack } from '#shared/domain/policy.ts'
import type { Group, Summarised } from '#shared/domain/register/kinds.ts'
import type { Day } from '#shared/domain/retention/calendar.ts'
import { bundlesOf } from '../../data/bundles.ts'
import { allCompartments, type CompartmentRow } from '../../data/compartments.ts'
import { chainsIn } from '../../data/entries.ts'
import type { Reader, Writer } from '../../data/handles.ts'
import { inspectionOf } from '../../data/inspections.ts'
import { type RegisterRow, registersWithEvidence } from '../../data/registers.ts'
import { knownCompartment, type Ledger } from '../../ledger/ledger.ts'
import { registerHeads } from '../../ledger/register-entries.ts'
import { type Holdings, holdingsOf } from './holdings.ts'

const kind = 'inspection.summarised'

/** Milliseconds between two summaries that nobody asked for: a register tells of kinds, not of every hour's work. */
const calm = 86_400_000

export class Summaries {
  readonly #ledger: Ledger
  readonly #pack: Pack
  readonly #today: () => Day
  /** Where the evidence of each inspection stood when it last agreed with the register. */
  readonly #agreed = new Map<Hash, string>()

  constructor(ledger: Ledger, pack: Pack, today: () => Day) {
    this.#ledger = ledger
    this.#pack = pack
    this.#today = today
  }

  /** What a seal tells the registers that this device can write in (section 3); a colleague's vault has none. */
  tellOfSeal(writer: Writer, inspection: Hash, sealed: string): void {
    const holdings = holdingsOf(writer, inspection)
    const registers = allCompartments(writer).filter((row) => row.type === 'register' && row.inspection === inspection)
    for (const register of registers.filter(({ id }) => this.#ledger.holdsWriteKey(id))) {
      this.#append(writer, register, inspection, holdings, sealed, sealed)
    }
  }

  /**
   * Writes what is owed where a lead's device holds both evidence and register: once the last day of an inspection is
   * over or a colleague has sealed it, and the evidence is no longer as the register says. Until the first of the two
   * the register is silent, because what an inspection will hold is not known while it goes on.
   */
  payOwed(): void {
    for (const register of registersWithEvidence(this.#ledger.reader)) this.#payFor(register)
  }

  #payFor(register: RegisterRow): void {
    const { inspection } = register
    const { reader } = this.#ledger
    if (!this.#isDue(register) || !this.#mayWrite(register)) return
    const stands = JSON.stringify(chainsIn(reader, inspection))
    if (this.#agreed.get(inspection) === stands) return
    const holdings = holdingsOf(reader, inspection)
    if (!isAsSaid(register, holdings)) {
      this.#ledger.write((writer) =>
        this.#append(writer, knownCompartment(writer, register.id), inspection, holdings, null),
      )
    }
    this.#agreed.set(inspection, stands)
  }

  #isDue({ inspection, ends, summarised }: RegisterRow): boolean {
    const { reader } = this.#ledger
    if (summarised !== '' && Date.parse(this.#ledger.now()) - Date.parse(summarised) < calm) return false
    return ends < this.#today() || bundlesOf(reader, inspection).length > 0
  }

  #mayWrite({ id }: RegisterRow): boolean {
    const { directory, isApproved, me } = this.#ledger
    if (!isApproved || this.#ledger.state(id).members.get(me.person) !== 'lead') return false
    return this.#ledger.holdsWriteKey(id) && this.#ledger.mayWrite(id, me.person, kind, directory?.size ?? 0)
  }

  #append(
    writer: Writer,
    register: CompartmentRow,
    inspection: Hash,
    { counts, groups }: Holdings,
    sealed: string | null,
    at: string = this.#ledger.now(),
  ): void {
    const data: Summarised = {
      inspection,
      sealed,
      counts,
      categories: categoriesIn(groups),
      groups: [...groups],
      retention: this.#rulesOf(writer, inspection),
    }
    const parents = registerHeads(this.#ledger, register.id)
    this.#ledger.append(writer, register, { kind, of: register.id, parents, data, at })
  }

  #rulesOf(reader: Reader, inspection: Hash): string[] {
    const row = inspectionOf(reader, inspection)
    return this.#pack.remits.find(({ id }) => id === row?.remit)?.retention.map(({ id }) => id) ?? []
  }
}

function categoriesIn(groups: readonly Group[]): string[] {
  return [...new Set(groups.flatMap(({ categories }) => categories))].toSorted()
}

function isAsSaid({ counts, groups, unread }: RegisterRow, holdings: Holdings): boolean {
  return unread === '[]' && counts === JSON.stringify(holdings.counts) && groups === JSON.stringify(holdings.groups)
}
