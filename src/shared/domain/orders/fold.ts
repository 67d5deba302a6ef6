// The fold of orders: each counts, or not, by what stands below it in the tree, so all who hold the same tree agree (docs/protocol.md section 11).
import { applyControl, type CompartmentState, holdsKeys, inTreeOrder, nothingStated } from '../control.ts'
import type { Role } from '../directory-kinds.ts'
import type { Seen } from '../entry.ts'
import type { Hash } from '../ids.ts'
import { isOrder } from '../payload.ts'
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
  type CarriedOut,
  type Correction,
  type Disposal,
  type Hold,
  isActive,
  type OrderEntry,
  type OrderGround,
  type Orders,
  type Signed,
  type WithoutEffect,
} from './orders.ts'

/** What the entries so far come to. It grows while one fold goes on: whoever writes very many must not make it slow. */
interface Standing {
  control: CompartmentState
  readonly holds: Map<Hash, Hold>
  readonly disposals: Map<Hash, Disposal>
  committed: Disposal | null
  readonly carriedOut: Map<Hash, CarriedOut>
  /** By the bodies that they name. */
  readonly corrections: Map<string, Correction>
}

/** Folds the control entries of one compartment. Those without a place in the tree come last and are provisional. */
export function foldOrders(entries: readonly OrderEntry[], ground: OrderGround): Orders {
  const byHash = new Map(entries.map((entry) => [entry.hash, entry]))
  const withoutEffect = new Map<Hash, WithoutEffect>()
  const standing: Standing = {
    control: nothingStated,
    holds: new Map(),
    disposals: new Map(),
    committed: null,
    carriedOut: new Map(),
    corrections: new Map(),
  }
  for (const { hash } of inTreeOrder([...byHash.values()])) {
    const entry = byHash.get(hash)
    if (entry === undefined) continue
    const why = isOrder(entry.payload.kind) ? takeOrder(standing, entry, ground) : null
    if (why !== null) withoutEffect.set(hash, why)
    standing.control = applyControl(standing.control, entry)
  }
  const { holds, disposals, carriedOut, corrections } = standing
  return {
    holds: [...holds.values()],
    disposals: [...disposals.values()],
    carriedOut: [...carriedOut.values()],
    corrections: [...corrections.values()],
    withoutEffect,
  }
}

function takeOrder(standing: Standing, entry: OrderEntry, ground: OrderGround): WithoutEffect | null {
  const { seen } = entry
  return seen === null ? 'nothing-seen' : new Step(standing, { ...entry, seen }, ground).take()
}

/** One order on top of what stands below it; each kind tells why it does not count, or null where it does. */
class Step {
  readonly #standing: Standing
  readonly #entry: OrderEntry & { readonly seen: Seen }
  readonly #ground: OrderGround

  constructor(standing: Standing, entry: OrderEntry & { readonly seen: Seen }, ground: OrderGround) {
    this.#standing = standing
    this.#entry = entry
    this.#ground = ground
  }

  take(): WithoutEffect | null {
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
        return 'not-understood'
    }
  }

  #holdPlaced(): WithoutEffect | null {
    const data = holdPlacedSchema.safeParse(this.#entry.payload.data).data
    if (data === undefined || data.scope !== null) return 'not-understood'
    const { hash: hold, person, position, payload } = this.#entry
    const { because } = data
    if (because === null ? !this.#isOfficer(person) : !this.#mayEvaluate(because)) return 'not-entitled'
    const { holds } = this.#standing
    if (because !== null && [...holds.values()].some((one) => one.data.because === because)) return 'already'
    holds.set(hold, { hold, person, at: payload.at, position, data, lifting: [], lifted: null })
    return null
  }

  /** Whoever holds keys here evaluates the directory's holds; officers may too. */
  #mayEvaluate(because: Hash): boolean {
    const { seen, person } = this.#entry
    const wider = this.#ground.holds.find(({ hold }) => hold === because)
    if (wider === undefined || wider.position >= seen.directory) return false
    return holdsKeys(this.#standing.control, person) || this.#isOfficer(person)
  }

  #holdLifted(): WithoutEffect | null {
    const data = holdLiftedSchema.safeParse(this.#entry.payload.data).data
    if (data === undefined) return 'not-understood'
    const { hash: entry, person, seen } = this.#entry
    if (person === null || !this.#isOfficer(person)) return 'not-entitled'
    const { holds } = this.#standing
    const hold = holds.get(data.hold)
    if (hold === undefined) return 'not-known'
    if (hold.lifted !== null) return 'already'
    const place = this.#placeAmong(hold.lifting, person)
    if (place === 'same-person') return place
    const lifting = [...hold.lifting, { entry, person, directory: seen.directory }]
    holds.set(hold.hold, { ...hold, lifting, lifted: place === 'second' ? entry : null })
    return null
  }

  #proposed(): WithoutEffect | null {
    const data = disposalProposedSchema.safeParse(this.#entry.payload.data).data
    if (data === undefined) return 'not-understood'
    const { hash: proposed, seen, person, position, payload } = this.#entry
    if (person === null || !this.#mayPropose(person)) return 'not-entitled'
    const { covered, directory } = data
    // Nobody proposes to destroy, or says to have evaluated, what they had not verified, nor what was not there.
    if (covered.epoch !== seen.epoch || covered.size > seen.size || directory > seen.directory) return 'nothing-seen'
    if (position !== null && covered.size > position) return 'nothing-seen'
    if (this.#standing.committed !== null) return 'already'
    const at = { proposed, proposer: person, at: payload.at, position, data }
    this.#standing.disposals.set(proposed, { ...at, approved: null, withdrawn: null, committed: null })
    return null
  }

  #approved(): WithoutEffect | null {
    const data = disposalApprovedSchema.safeParse(this.#entry.payload.data).data
    if (data === undefined) return 'not-understood'
    const { hash: entry, seen, person, payload } = this.#entry
    if (person === null || !this.#isOfficer(person)) return 'not-entitled'
    const disposal = this.#standing.disposals.get(data.proposed)
    if (disposal === undefined) return 'not-known'
    if (disposal.withdrawn !== null) return 'withdrawn'
    if (disposal.approved !== null || this.#standing.committed !== null) return 'already'
    if (disposal.proposer === person) return 'same-person'
    const against = this.#against(disposal, disposal.data.directory)
    if (against !== null) return against
    const approved = { entry, person, directory: seen.directory, at: payload.at }
    this.#standing.disposals.set(disposal.proposed, { ...disposal, approved })
    return null
  }

  #withdrawn(): WithoutEffect | null {
    const data = disposalWithdrawnSchema.safeParse(this.#entry.payload.data).data
    if (data === undefined) return 'not-understood'
    const { hash: entry, person } = this.#entry
    if (!(this.#isOfficer(person) || this.#mayPropose(person))) return 'not-entitled'
    const disposal = this.#standing.disposals.get(data.proposed)
    if (disposal === undefined) return 'not-known'
    if (disposal.committed !== null || disposal.withdrawn !== null) return 'already'
    this.#standing.disposals.set(disposal.proposed, { ...disposal, withdrawn: { entry, person } })
    return null
  }

  #committed(): WithoutEffect | null {
    const data = disposalCommittedSchema.safeParse(this.#entry.payload.data).data
    if (data === undefined) return 'not-understood'
    const { hash: entry, device, position, payload } = this.#entry
    if (!this.#ground.isStore(device)) return 'not-entitled'
    const disposal = this.#standing.disposals.get(data.proposed)
    if (disposal === undefined || disposal.approved?.entry !== data.approved) return 'not-known'
    if (disposal.withdrawn !== null) return 'withdrawn'
    if (this.#standing.committed !== null) return 'already'
    // An approver whose role was withdrawn meanwhile can have stated a directory in which they still had it.
    if (!this.#isOfficer(disposal.approved.person)) return 'not-entitled'
    const against = position === null ? 'moved-on' : this.#against(disposal, disposal.approved.directory)
    if (against !== null || position === null) return against
    this.#standing.committed = { ...disposal, committed: { entry, position, at: payload.at } }
    this.#standing.disposals.set(disposal.proposed, this.#standing.committed)
    return null
  }

  #carriedOut(): WithoutEffect | null {
    const data = disposalCarriedOutSchema.safeParse(this.#entry.payload.data).data
    if (data === undefined) return 'not-understood'
    if (this.#standing.committed?.committed?.entry !== data.committed) return 'not-known'
    const { hash: entry, device, person, payload } = this.#entry
    if (this.#standing.carriedOut.has(device)) return 'already'
    this.#standing.carriedOut.set(device, { entry, device, person, at: payload.at, data })
    return null
  }

  #correctionAsked(): WithoutEffect | null {
    const data = correctionAskedSchema.safeParse(this.#entry.payload.data).data
    if (data === undefined) return 'not-understood'
    const { hash: entry, person, payload } = this.#entry
    if (person === null || !holdsKeys(this.#standing.control, person)) return 'not-entitled'
    const { bodies } = data
    if (this.#standing.corrections.has(bodies.join(' '))) return 'already'
    const asked = { entry, person, at: payload.at }
    this.#standing.corrections.set(bodies.join(' '), { bodies, asked, ordering: [], ordered: null })
    return null
  }

  #correctionOrdered(): WithoutEffect | null {
    const data = correctionOrderedSchema.safeParse(this.#entry.payload.data).data
    if (data === undefined) return 'not-understood'
    const { hash: entry, seen, person, payload } = this.#entry
    if (person === null || !this.#isOfficer(person)) return 'not-entitled'
    const { bodies } = data
    const known = this.#standing.corrections.get(bodies.join(' '))
    const correction = known ?? { bodies, asked: null, ordering: [], ordered: null }
    if (correction.ordered !== null) return 'already'
    // A correction destroys: what is held stays, whatever should not have been written.
    if (this.#isHeld()) return 'on-hold'
    const place = this.#placeAmong(correction.ordering, person)
    if (place === 'same-person') return place
    const ordering = [...correction.ordering, { entry, person, directory: seen.directory }]
    const ordered = place === 'second' ? { entry, at: payload.at } : null
    this.#standing.corrections.set(bodies.join(' '), { ...correction, ordering, ordered })
    return null
  }

  /**
   * Whether an officer is the second of two. Both must be officers by what the second had seen, which is at least what
   * the first had: whoever names an entry has verified the directory that it states. Without a place in the tree
   * nothing is final.
   */
  #placeAmong(said: readonly Signed[], person: Hash): 'first' | 'second' | 'same-person' {
    const { payload, seen, position } = this.#entry
    const named = said.filter(({ entry }) => payload.parents.includes(entry))
    const others = named.filter((one) => one.person !== person)
    if (named.length > 0 && others.length === 0) return 'same-person'
    const stands = others.some((one) => one.directory <= seen.directory && this.#isOfficer(one.person))
    return stands && position !== null ? 'second' : 'first'
  }

  /** What stands against destroying: written on top of all that was there, by somebody who saw `least` of the directory. */
  #against({ data, proposer }: Disposal, least: number): WithoutEffect | null {
    const { seen, position } = this.#entry
    // What was not seen could be a hold; and in another epoch the leaves covered may be others.
    if (seen.size !== position || seen.epoch !== data.covered.epoch) return 'moved-on'
    if (seen.directory < least) return 'nothing-seen'
    if (!this.#mayPropose(proposer)) return 'not-entitled'
    if (this.#isHeld()) return 'on-hold'
    const since = this.#ground.holds.some((hold) => hold.position >= data.directory && hold.position < seen.directory)
    return since ? 'hold-since' : null
  }

  #isHeld(): boolean {
    const { directory } = this.#entry.seen
    return [...this.#standing.holds.values()].some((hold) => isActive(hold, this.#ground.holds, directory))
  }

  /** Officer in this section: a records manager whom the compartment knows (section 4). */
  #isOfficer(person: Hash | null): boolean {
    return this.#has(person, 'records-manager')
  }

  /** Of a disclosure its lead proposes, and a records manager who was made officer of it approves. */
  #mayPropose(person: Hash | null): boolean {
    if (this.#ground.type !== 'restricted') return this.#isOfficer(person)
    return this.#has(person, 'whistleblowing-lead') && holdsKeys(this.#standing.control, person)
  }

  /** Known here, and with the role by the directory that the entry at hand states. */
  #has(person: Hash | null, role: Role): boolean {
    if (person === null || !this.#standing.control.members.has(person)) return false
    return this.#ground.rolesAt(person, this.#entry.seen.directory).has(role)
  }
}
