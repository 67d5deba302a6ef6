// Disposal of a disclosure: its whistleblowing lead proposes, and a records manager made officer of it then approves (docs/protocol.md section 11).
import type { Input, Output } from '#shared/contract.ts'
import { holdsKeys } from '#shared/domain/control.ts'
import type { Hash } from '#shared/domain/ids.ts'
import type { DisposalData } from '#shared/domain/orders/kinds.ts'
import { type Disposal, standingDisposal } from '#shared/domain/orders/orders.ts'
import type { Pack } from '#shared/domain/policy.ts'
import type { Day } from '#shared/domain/retention/calendar.ts'
import { Problem } from '#shared/problems.ts'
import type { CompartmentRow } from '../../data/compartments.ts'
import { disclosureOf } from '../../data/disclosures.ts'
import { inspectionOf } from '../../data/inspections.ts'
import { namesIn } from '../../ledger/authors.ts'
import { addMember } from '../../ledger/compartments.ts'
import { knownCompartment, type Ledger } from '../../ledger/ledger.ts'
import { holdsOn } from '../../ledger/orders.ts'
import { calendar } from '../../platform/calendar.ts'
import { isInStep } from './approving.ts'
import { proposalOf } from './disposals.ts'
import { disposalShown } from './listed.ts'
import { wholeOf } from './parts.ts'

const approves = 'records-manager'

export class DisclosureDisposals {
  readonly #ledger: Ledger
  readonly #pack: Pack
  readonly #today: () => Day

  constructor(ledger: Ledger, pack: Pack, today: () => Day) {
    this.#ledger = ledger
    this.#pack = pack
    this.#today = today
  }

  /** Throws Problem `disclosure.unknown`. */
  read({ disclosure }: Input<'disclosure.disposal'>): Output<'disclosure.disposal'> {
    const { inspection } = this.#row(disclosure)
    const names = namesIn(this.#ledger)
    const { me, reader } = this.#ledger
    const disposal = this.#standing(disclosure)
    const others = this.#recordsManagers().filter((person) => person !== me.person)
    return {
      remit: inspectionOf(reader, inspection)?.remit ?? null,
      disposal:
        disposal === null
          ? null
          : disposalShown(this.#ledger, names, wholeOf(this.#ledger, disclosure), disposal, false),
      held: holdsOn(this.#ledger, this.#row(disclosure)).length > 0,
      officers: others.map(names),
    }
  }

  /**
   * Makes the records manager an officer, who gets no key, and proposes to destroy the disclosure as far as it was
   * verified here. Nobody reckons the day: its lead does not hold the register, so who approves looks at it again.
   * Throws Problems `disclosure.unknown`, `disposal.under-way`, `hold.in-force`, `team.person-unknown`,
   * `order.same-person`, `policy.unknown-term`, `retention.date-impossible`, `disposal.not-due`, `order.not-in-step`.
   */
  propose({ disclosure, officer, remit, rule, due }: Input<'disclosure.proposeDisposal'>): Record<string, never> {
    const compartment = this.#row(disclosure)
    if (this.#standing(disclosure) !== null) throw new Problem('disposal.under-way')
    if (holdsOn(this.#ledger, compartment).length > 0) throw new Problem('hold.in-force')
    this.#refuseOfficer(officer)
    const named = this.#ruleNamed(remit, rule, due)
    if (!isInStep(this.#ledger, compartment)) throw new Problem('order.not-in-step')
    const proposal = proposalOf(this.#ledger, compartment, named)
    this.#ledger.write((writer) => {
      if (!this.#ledger.state(disclosure).members.has(officer)) {
        addMember(this.#ledger, writer, compartment, { person: officer, right: 'officer' }, [])
      }
      this.#ledger.append(writer, compartment, this.#statement(disclosure, 'disposal.proposed', { ...proposal }))
    })
    return {}
  }

  /** Throws Problems `disclosure.unknown`, and `order.not-known` where none is open. */
  withdraw({ disclosure }: Input<'disclosure.withdrawDisposal'>): Record<string, never> {
    const compartment = this.#row(disclosure)
    const disposal = this.#standing(disclosure)
    if (disposal === null || disposal.committed !== null) throw new Problem('order.not-known')
    this.#ledger.write((writer) => {
      const { proposed } = disposal
      this.#ledger.append(writer, compartment, this.#statement(disclosure, 'disposal.withdrawn', { proposed }))
    })
    return {}
  }

  #statement(of: Hash, kind: string, data: Record<string, unknown>) {
    return { kind, of, parents: this.#ledger.controlHeads(of), data }
  }

  #standing(disclosure: Hash): Disposal | null {
    return standingDisposal(this.#ledger.orders(disclosure))
  }

  #recordsManagers(): readonly Hash[] {
    return this.#ledger.directory?.holdersOf(approves) ?? []
  }

  #refuseOfficer(officer: Hash): void {
    if (officer === this.#ledger.me.person) throw new Problem('order.same-person', { fields: ['officer'] })
    if (!this.#recordsManagers().includes(officer)) throw new Problem('team.person-unknown', { fields: ['officer'] })
  }

  #ruleNamed(remit: string, rule: string, due: Day): DisposalData['rule'] {
    const rules = this.#pack.remits.find(({ id }) => id === remit)?.retention
    const known = rules?.find(({ id }) => id === rule)
    if (known === undefined) throw new Problem('policy.unknown-term', { fields: ['rule'] })
    if (!calendar.isDay(due)) throw new Problem('retention.date-impossible', { fields: ['due'] })
    if (due > this.#today()) throw new Problem('disposal.not-due', { fields: ['due'] })
    return { pack: this.#pack.version, remit, rule, controller: known.controller, due }
  }

  /** Only who reads a disclosure has a row of it. */
  #row(disclosure: Hash): CompartmentRow {
    const { reader, me } = this.#ledger
    const isHere = disclosureOf(reader, disclosure) !== undefined
    if (!isHere || !holdsKeys(this.#ledger.state(disclosure), me.person)) throw new Problem('disclosure.unknown')
    return knownCompartment(reader, disclosure)
  }
}
