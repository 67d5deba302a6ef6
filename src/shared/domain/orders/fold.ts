// The fold of orders: each counts, or not, by what stands below it in the tree, so all who hold the same tree agree (docs/protocol.md section 11).
import { canonicalText } from '../canonical.ts'
import { applyControl, type CompartmentState, holdsKeys, inTreeOrder, nothingStated } from '../control.ts'
import type { Hash } from '../ids.ts'
import {
  correctionAskedSchema,
  correctionOrderedSchema,
  disposalApprovedSchema,
  disposalCarriedOutSchema,
  disposalCommittedSchema,
  disposalProposedSchema,
  disposalWithdrawnSchema,
  holdLiftedSchema,
  holdPlacedSchema,
} from './kinds.ts'
import {
  type Correction,
  committedIn,
  type Disposal,
  isActive,
  type OrderEntry,
  type OrderGround,
  type Orders,
  type WithoutEffect,
} from './orders.ts'

const noOrders: Orders = {
  holds: [],
  disposals: [],
  carriedOut: [],
  corrections: [],
  withoutEffect: new Map(),
}

/** Folds the control entries of one compartment. Those without a place in the tree come last and are provisional. */
export function foldOrders(entries: readonly OrderEntry[], ground: OrderGround): Orders {
  const byHash = new Map(entries.map((entry) => [entry.hash, entry]))
  let control = nothingStated
  let orders = noOrders
  for (const { hash } of inTreeOrder(entries)) {
    const entry = byHash.get(hash)
    if (entry === undefined) continue
    orders = new Step(orders, control, entry, ground).next()
    control = applyControl(control, entry)
  }
  return orders
}

/** One order on top of what stands below it. */
class Step {
  readonly #orders: Orders
  readonly #control: CompartmentState
  readonly #entry: OrderEntry
  readonly #ground: OrderGround

  constructor(orders: Orders, control: CompartmentState, entry: OrderEntry, ground: OrderGround) {
    this.#orders = orders
    this.#control = control
    this.#entry = entry
    this.#ground = ground
  }

  next(): Orders {
    switch (this.#entry.payload.kind) {
      case 'hold.placed':
        return this.#holdPlaced()
      case 'hold.lifted':
        return this.#holdLifted()
      case 'disposal.proposed':
        return this.#proposed()
      case 'disposal.approved':
        return this.#approved()
      case 'disposal.withdrawn':
        return this.#withdrawn()
      case 'disposal.committed':
        return this.#committed()
      case 'disposal.carried-out':
        return this.#carriedOut()
      case 'correction.asked':
        return this.#correctionAsked()
      case 'correction.ordered':
        return this.#correctionOrdered()
      default:
        return this.#orders
    }
  }

  #holdPlaced(): Orders {
    const data = holdPlacedSchema.safeParse(this.#entry.payload.data).data
    if (data === undefined || data.scope !== null) return this.#without('not-understood')
    const { because } = data
    if (because === null ? !this.#isOfficer() : !this.#mayEvaluate(because)) return this.#without('not-entitled')
    if (because !== null && this.#orders.holds.some((hold) => hold.data.because === because)) {
      return this.#without('already')
    }
    const { hash: hold, person, position, payload } = this.#entry
    const placed = { hold, person, at: payload.at, position, data, lifting: [], lifted: null }
    return { ...this.#orders, holds: [...this.#orders.holds, placed] }
  }

  /** Whoever holds keys here evaluates the directory's holds; officers may too. */
  #mayEvaluate(because: Hash): boolean {
    const { seen, person } = this.#entry
    const wider = this.#ground.holds.find(({ hold }) => hold === because)
    if (seen === null || wider === undefined || wider.position >= seen.directory) return false
    return holdsKeys(this.#control, person) || this.#isOfficer()
  }

  #holdLifted(): Orders {
    const data = holdLiftedSchema.safeParse(this.#entry.payload.data).data
    if (data === undefined) return this.#without('not-understood')
    const { hash: entry, person, payload } = this.#entry
    if (person === null || !this.#isOfficer()) return this.#without('not-entitled')
    const hold = this.#orders.holds.find((one) => one.hold === data.hold)
    if (hold === undefined) return this.#without('not-known')
    if (hold.lifted !== null) return this.#without('already')
    const first = hold.lifting.filter((one) => payload.parents.includes(one.entry))
    const second = first.some((one) => one.person !== person)
    if (first.length > 0 && !second) return this.#without('same-person')
    const lifting = [...hold.lifting, { entry, person }]
    const holds = this.#orders.holds.map((one) =>
      one === hold ? { ...hold, lifting, lifted: second ? entry : null } : one,
    )
    return { ...this.#orders, holds }
  }

  #proposed(): Orders {
    const data = disposalProposedSchema.safeParse(this.#entry.payload.data).data
    if (data === undefined) return this.#without('not-understood')
    const { hash: proposed, seen, person, position, payload } = this.#entry
    if (seen === null) return this.#without('nothing-seen')
    if (person === null || !this.#mayPropose()) return this.#without('not-entitled')
    const { covered, directory } = data
    // Nobody proposes to destroy, or says to have evaluated, what they had not verified.
    if (covered.epoch !== seen.epoch || covered.size > seen.size || directory > seen.directory) {
      return this.#without('nothing-seen')
    }
    if (committedIn(this.#orders) !== null) return this.#without('already')
    const disposal: Disposal = {
      proposed,
      proposer: person,
      at: payload.at,
      position,
      data,
      approved: null,
      withdrawn: null,
      committed: null,
    }
    return { ...this.#orders, disposals: [...this.#orders.disposals, disposal] }
  }

  #approved(): Orders {
    const data = disposalApprovedSchema.safeParse(this.#entry.payload.data).data
    if (data === undefined) return this.#without('not-understood')
    const { hash: entry, seen, person, position, payload } = this.#entry
    const disposal = this.#orders.disposals.find(({ proposed }) => proposed === data.proposed)
    if (seen === null) return this.#without('nothing-seen')
    if (person === null || !this.#isOfficer()) return this.#without('not-entitled')
    if (disposal === undefined || disposal.position === null) return this.#without('not-known')
    if (disposal.withdrawn !== null) return this.#without('withdrawn')
    if (disposal.approved !== null || committedIn(this.#orders) !== null) return this.#without('already')
    if (disposal.proposer === person) return this.#without('same-person')
    // What the approver had not seen could be a hold.
    if (position === null || seen.size !== position) return this.#without('moved-on')
    const held = this.#heldAgainst(disposal, seen.directory)
    if (held !== null) return this.#without(held)
    return this.#withDisposal({ ...disposal, approved: { entry, person, at: payload.at } })
  }

  #withdrawn(): Orders {
    const data = disposalWithdrawnSchema.safeParse(this.#entry.payload.data).data
    if (data === undefined) return this.#without('not-understood')
    const { hash: entry, person } = this.#entry
    if (!(this.#isOfficer() || this.#mayPropose())) return this.#without('not-entitled')
    const disposal = this.#orders.disposals.find(({ proposed }) => proposed === data.proposed)
    if (disposal === undefined) return this.#without('not-known')
    if (disposal.committed !== null || disposal.withdrawn !== null) return this.#without('already')
    return this.#withDisposal({ ...disposal, withdrawn: { entry, person } })
  }

  #committed(): Orders {
    const data = disposalCommittedSchema.safeParse(this.#entry.payload.data).data
    if (data === undefined) return this.#without('not-understood')
    const { hash: entry, device, seen, position, payload } = this.#entry
    if (!this.#ground.isStore(device)) return this.#without('not-entitled')
    if (seen === null || position === null || seen.size !== position) return this.#without('moved-on')
    const disposal = this.#orders.disposals.find(({ proposed }) => proposed === data.proposed)
    if (disposal === undefined || disposal.approved?.entry !== data.approved) return this.#without('not-known')
    if (disposal.withdrawn !== null) return this.#without('withdrawn')
    if (committedIn(this.#orders) !== null) return this.#without('already')
    const held = this.#heldAgainst(disposal, seen.directory)
    if (held !== null) return this.#without(held)
    return this.#withDisposal({ ...disposal, committed: { entry, position, at: payload.at } })
  }

  #carriedOut(): Orders {
    const data = disposalCarriedOutSchema.safeParse(this.#entry.payload.data).data
    if (data === undefined) return this.#without('not-understood')
    if (committedIn(this.#orders)?.committed?.entry !== data.committed) return this.#without('not-known')
    const { hash: entry, device, person, payload } = this.#entry
    const carriedOut = [...this.#orders.carriedOut, { entry, device, person, at: payload.at, data }]
    return { ...this.#orders, carriedOut }
  }

  #correctionAsked(): Orders {
    const data = correctionAskedSchema.safeParse(this.#entry.payload.data).data
    if (data === undefined) return this.#without('not-understood')
    const { hash: entry, person, payload } = this.#entry
    if (person === null || !holdsKeys(this.#control, person)) return this.#without('not-entitled')
    const correction = this.#correctionOf(data.bodies)
    if (correction !== undefined) return this.#without('already')
    const asked = { entry, person, at: payload.at }
    return this.#withCorrection({ bodies: data.bodies, asked, ordering: [], ordered: null })
  }

  #correctionOrdered(): Orders {
    const data = correctionOrderedSchema.safeParse(this.#entry.payload.data).data
    if (data === undefined) return this.#without('not-understood')
    const { hash: entry, seen, person, position, payload } = this.#entry
    if (seen === null) return this.#without('nothing-seen')
    if (person === null || !this.#isOfficer()) return this.#without('not-entitled')
    const known = this.#correctionOf(data.bodies) ?? { bodies: data.bodies, asked: null, ordering: [], ordered: null }
    if (known.ordered !== null) return this.#without('already')
    // A correction destroys: what is held stays, whatever should not have been written.
    if (this.#isHeld(seen.directory)) return this.#without('on-hold')
    const first = known.ordering.filter((one) => payload.parents.includes(one.entry))
    const second = first.some((one) => one.person !== person)
    if (first.length > 0 && !second) return this.#without('same-person')
    const ordering = [...known.ordering, { entry, person }]
    const ordered = second && position !== null ? { entry, at: payload.at } : null
    return this.#withCorrection({ ...known, ordering, ordered })
  }

  #heldAgainst(disposal: Disposal, directory: number): WithoutEffect | null {
    if (this.#isHeld(directory)) return 'on-hold'
    const evaluated = disposal.data.directory
    const since = this.#ground.holds.some(({ position }) => position >= evaluated && position < directory)
    return since ? 'hold-since' : null
  }

  #isHeld(directory: number): boolean {
    return this.#orders.holds.some((hold) => isActive(hold, this.#ground.holds, directory))
  }

  /** Officer in this section: a records manager whom the compartment knows (section 4). */
  #isOfficer(): boolean {
    return this.#has('records-manager')
  }

  /** Of a disclosure its lead proposes, and a records manager who was made officer of it approves. */
  #mayPropose(): boolean {
    if (this.#ground.type !== 'restricted') return this.#isOfficer()
    return this.#has('whistleblowing-lead') && holdsKeys(this.#control, this.#entry.person)
  }

  #has(role: 'records-manager' | 'whistleblowing-lead'): boolean {
    const { person, seen } = this.#entry
    if (person === null || seen === null || !this.#control.members.has(person)) return false
    return this.#ground.rolesAt(person, seen.directory).has(role)
  }

  #correctionOf(bodies: readonly Hash[]): Correction | undefined {
    const says = canonicalText(bodies)
    return this.#orders.corrections.find((one) => canonicalText(one.bodies) === says)
  }

  #withCorrection(correction: Correction): Orders {
    const says = canonicalText(correction.bodies)
    const others = this.#orders.corrections.filter((one) => canonicalText(one.bodies) !== says)
    return { ...this.#orders, corrections: [...others, correction] }
  }

  #withDisposal(disposal: Disposal): Orders {
    const disposals = this.#orders.disposals.map((one) => (one.proposed === disposal.proposed ? disposal : one))
    return { ...this.#orders, disposals }
  }

  #without(why: WithoutEffect): Orders {
    return { ...this.#orders, withoutEffect: new Map([...this.#orders.withoutEffect, [this.#entry.hash, why]]) }
  }
}
