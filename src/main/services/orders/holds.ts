// Holds: placed by one records manager at once, on one inspection or on many, and lifted by two (docs/protocol.md section 11).
import type { Input, Output } from '#shared/contract.ts'
import type { Hash } from '#shared/domain/ids.ts'
import type { HoldData } from '#shared/domain/orders/kinds.ts'
import type { Pack } from '#shared/domain/policy.ts'
import { Problem } from '#shared/problems.ts'
import type { CompartmentRow } from '../../data/compartments.ts'
import { readSetting } from '../../data/settings.ts'
import { namesIn } from '../../ledger/authors.ts'
import { directoryOf } from '../../ledger/directory.ts'
import { knownCompartment, type Ledger } from '../../ledger/ledger.ts'
import { ordersShown, wideHoldShown } from './listed.ts'
import { refuseNonOfficer, wholeOf, wholesIn } from './parts.ts'

export class Holds {
  readonly #ledger: Ledger
  readonly #pack: Pack

  constructor(ledger: Ledger, pack: Pack) {
    this.#ledger = ledger
    this.#pack = pack
  }

  /** What stands on every inspection that this device knows, and the holds that cover more than one. */
  list(): Output<'order.list'> {
    const names = namesIn(this.#ledger)
    const wide = this.#ledger.directory?.holds() ?? []
    return {
      wide: wide.map((hold) => wideHoldShown(this.#ledger, names, hold)),
      inspections: wholesIn(this.#ledger).map((whole) => ordersShown(this.#ledger, names, whole)),
    }
  }

  /** Throws Problems `inspection.unknown`, `order.not-officer`, `hold.ground-unknown`, `compartment.disposed`. */
  place({ inspection, ground, review }: Input<'hold.place'>): Output<'hold.place'> {
    this.#refuseGround(ground)
    const whole = wholeOf(this.#ledger, inspection)
    refuseNonOfficer(this.#ledger, whole)
    const data = { ground, review, scope: null, because: null }
    this.#ledger.write((writer) => {
      for (const part of whole.parts) {
        this.#ledger.append(writer, part, this.#statement(part, 'hold.placed', data))
      }
    })
    return {}
  }

  /** Stands in the directory; each inspection that it covers takes it up. Throws `enrolment.missing`, `hold.ground-unknown`. */
  placeWide({ scope, ground, review }: Input<'hold.placeWide'>): Output<'hold.placeWide'> {
    this.#refuseGround(ground)
    this.#stateInDirectory('hold.placed', { ground, review, scope, because: null }, [])
    return {}
  }

  /** Says that a hold may go; it goes when a second records manager says so too. Throws `order.same-person`, `order.not-known`. */
  lift({ inspection, hold }: Input<'hold.lift'>): Output<'hold.lift'> {
    if (inspection === null) this.#liftWide(hold)
    else this.#liftIn(inspection, hold)
    return {}
  }

  #liftWide(hold: Hash): void {
    const directory = directoryOf(this.#ledger)
    const standing = directory.holds().find((one) => one.hold === hold)
    if (standing === undefined || standing.lifted !== null) throw new Problem('order.not-known')
    const first = directory.firstToLift(hold)
    this.#refuseAlone(first === undefined ? [] : [first])
    this.#stateInDirectory('hold.lifted', { hold }, first === undefined ? [] : [first.entry])
  }

  /** The parts of an inspection have a hold each that says the same; they go together. */
  #liftIn(inspection: Hash, hold: Hash): void {
    const whole = wholeOf(this.#ledger, inspection)
    refuseNonOfficer(this.#ledger, whole)
    const named = this.#ledger.orders(inspection).holds.find((one) => one.hold === hold)
    if (named === undefined || named.lifted !== null) throw new Problem('order.not-known')
    this.#refuseAlone(named.lifting)
    this.#ledger.write((writer) => {
      for (const part of whole.parts) {
        const alike = this.#ledger
          .orders(part.id)
          .holds.filter((one) => one.lifted === null && saysTheSame(one.data, named.data))
        for (const one of alike) {
          const first = one.lifting.map(({ entry }) => entry)
          this.#ledger.append(writer, part, this.#statement(part, 'hold.lifted', { hold: one.hold }, first))
        }
      }
    })
  }

  #refuseAlone(lifting: readonly { readonly person: Hash }[]): void {
    const { person } = this.#ledger.me
    if (lifting.length > 0 && lifting.every((one) => one.person === person)) throw new Problem('order.same-person')
  }

  #statement({ id }: CompartmentRow, kind: string, data: Record<string, unknown>, after: readonly Hash[] = []) {
    const parents = [...new Set([...this.#ledger.controlHeads(id), ...after])]
    return { kind, of: id, parents, data }
  }

  #stateInDirectory(kind: string, data: Record<string, unknown>, parents: readonly Hash[]): void {
    directoryOf(this.#ledger)
    const organisation = readSetting(this.#ledger.reader, 'organisation') ?? ''
    this.#ledger.write((writer) => {
      const directory = knownCompartment(writer, organisation)
      this.#ledger.append(writer, directory, { kind, of: organisation, parents, data })
    })
  }

  #refuseGround(ground: string): void {
    const known = [...this.#pack.lists.holdGrounds, ...this.#pack.notifications.holds].some(({ id }) => id === ground)
    if (!known) throw new Problem('hold.ground-unknown', { fields: ['ground'] })
  }
}

function saysTheSame(one: HoldData, other: HoldData): boolean {
  return one.ground === other.ground && one.review === other.review && one.because === other.because
}
