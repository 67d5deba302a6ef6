// The team of an inspection: who reads it and who may be added, by the directory of the organisation.
import type { Input, Output } from '#shared/contract.ts'
import { holdsKeys } from '#shared/domain/control.ts'
import type { Hash } from '#shared/domain/ids.ts'
import { Problem } from '#shared/problems.ts'
import { allCompartments, type CompartmentRow, compartmentOf } from '../data/compartments.ts'
import { namesIn } from '../ledger/authors.ts'
import { addMember, prepareMember } from '../ledger/compartments.ts'
import type { Ledger } from '../ledger/ledger.ts'

type Listed = Output<'directory.people'>['people'][number]

export class Team {
  readonly #ledger: Ledger

  constructor(ledger: Ledger) {
    this.#ledger = ledger
  }

  /** Everybody of the organisation, by name; nobody before enrolment. */
  people(): Output<'directory.people'> {
    const people = this.#ledger.directory?.persons() ?? []
    return { people: people.map(({ person }) => this.#listed(person)).toSorted(byName) }
  }

  read({ inspection }: Input<'team.read'>): Output<'team.read'> {
    this.#evidence(inspection)
    const state = this.#ledger.state(inspection)
    const members = [...state.members].map(([person, right]) => ({
      ...this.#listed(person),
      right,
      hasKeys: right !== 'officer' && this.#hasKeys(inspection, person),
    }))
    const supervised = members.some(({ right, roles }) => right !== 'officer' && roles.includes('supervisor'))
    const mayChange = this.#ledger.directory !== null && state.members.get(this.#ledger.me.person) === 'lead'
    return { members: members.toSorted(byName), mayChange, supervised }
  }

  /** Throws Problems `inspection.unknown`, `team.not-lead`, `team.person-unknown`. */
  async add({ inspection, people }: Input<'team.add'>): Promise<Output<'team.add'>> {
    const evidence = this.#evidence(inspection)
    const { directory, me } = this.#ledger
    this.refuseUnknown(people)
    if (this.#ledger.state(inspection).members.get(me.person) !== 'lead') throw new Problem('team.not-lead')
    for (const person of new Set(people)) {
      await this.#admit(evidence, person)
      if (directory?.rolesOf(person).has('supervisor') !== true) continue
      for (const register of this.#registersOf(inspection)) await this.#admit(register, person)
    }
    return {}
  }

  /** Throws Problem `team.person-unknown` for somebody whom the directory does not name. */
  refuseUnknown(people: readonly Hash[]): void {
    const { directory } = this.#ledger
    const unknown = people.some((person) => directory?.person(person) === undefined)
    if (unknown) throw new Problem('team.person-unknown', { fields: ['people'] })
  }

  /** Whistleblowing leads who were named after a disclosure got its first readers. */
  async addReaders({ disclosure, people }: Input<'disclosure.addReaders'>): Promise<Output<'disclosure.addReaders'>> {
    const restricted = compartmentOf(this.#ledger.reader, disclosure)
    if (restricted?.type !== 'restricted') throw new Problem('disclosure.unknown')
    const { directory, me } = this.#ledger
    const leads = directory?.holdersOf('whistleblowing-lead') ?? []
    if (people.some((person) => !leads.includes(person))) throw new Problem('team.person-unknown')
    if (this.#ledger.state(disclosure).members.get(me.person) !== 'lead') throw new Problem('team.not-lead')
    for (const person of new Set(people)) await this.#admit(restricted, person)
    return {}
  }

  /** Makes a member of somebody who is none yet, with every key in the same transaction. */
  async #admit(compartment: CompartmentRow, person: Hash): Promise<void> {
    if (holdsKeys(this.#ledger.state(compartment.id), person)) return
    const grants = await prepareMember(this.#ledger, compartment.id, person)
    const member = { person, right: 'member' } as const
    this.#ledger.write((writer) => addMember(this.#ledger, writer, compartment, member, grants))
  }

  #hasKeys(compartment: Hash, person: Hash): boolean {
    const devices = this.#ledger.directory?.devicesOf(person).filter(({ state }) => state === 'active') ?? []
    const keys = [...this.#ledger.state(compartment).keys.values()]
    const mine = person === this.#ledger.me.person
    return (
      mine || (devices.length > 0 && devices.every(({ device }) => keys.every(({ granted }) => granted.has(device))))
    )
  }

  #registersOf(inspection: Hash): readonly CompartmentRow[] {
    const rows = allCompartments(this.#ledger.reader)
    return rows.filter((row) => row.type === 'register' && row.inspection === inspection)
  }

  #evidence(inspection: Hash): CompartmentRow {
    const row = compartmentOf(this.#ledger.reader, inspection)
    if (row?.type !== 'evidence') throw new Problem('inspection.unknown')
    return row
  }

  #listed(person: Hash): Listed {
    const { directory } = this.#ledger
    const { name, me } = namesIn(this.#ledger)(person)
    const known = directory?.person(person)
    const roles = directory === null ? [] : [...directory.rolesOf(person)]
    return { person, name: known?.name ?? name, post: known?.post ?? '', body: known?.body ?? '', roles, me }
  }
}

function byName(one: Listed, other: Listed): number {
  return one.name.localeCompare(other.name, 'en-GB') || (one.person < other.person ? -1 : 1)
}
