// An inspection at a store with two records managers as its officers, who write orders on top of its log as it is.
import { sha256 } from '#main/platform/crypto.ts'
import type { PushReply } from '#shared/central-api.ts'
import type { CompartmentType } from '#shared/domain/control.ts'
import { recoveryId } from '#shared/domain/directory.ts'
import { parseHeader, type Seen } from '#shared/domain/entry.ts'
import type { Hash } from '#shared/domain/ids.ts'
import type { Payload } from '#shared/domain/payload.ts'
import { frontierFrom, rootOf } from '#shared/domain/tree.ts'
import { clearPayload } from '#shared/domain/verification.ts'
import {
  added,
  Chain,
  type NewCompartment,
  newCompartment,
  note,
  type SignedEntry,
  type TestDevice,
} from './devices.ts'
import type { Person, TestStore } from './store.ts'

/** People who take part in inspections of one store. */
export interface People {
  readonly lead: Person
  readonly member: Person
  readonly officers: readonly [Person, Person]
}

export async function enrolPeople(store: TestStore): Promise<People> {
  const lead = await store.enrol('Ada Ferris', ['inspector'])
  const member = await store.enrol('Bo Lindgren', ['inspector'])
  const first = await store.enrol('Cem Ardal', ['records-manager'])
  const second = await store.enrol('Dee Okafor', ['records-manager'])
  return { lead, member, officers: [first, second] }
}

export interface Stating {
  readonly parents?: readonly Hash[]
  /** Null for an entry that states nothing. */
  readonly seen?: Partial<Seen> | null
}

export class OrderedInspection {
  readonly store: TestStore
  readonly people: People
  readonly made: NewCompartment
  readonly #chains = new Map<Hash, Chain>()
  readonly #inDirectory = new Map<Hash, Chain>()

  private constructor(store: TestStore, people: People, made: NewCompartment) {
    this.store = store
    this.people = people
    this.made = made
    this.#chains.set(people.lead.device.device, made.chain)
  }

  /** With so many notes of the lead's, of so many bytes of words each. */
  static async begin(store: TestStore, people: People, notes = 3, words = 20, type: CompartmentType = 'evidence') {
    const recovery = recoveryId(sha256, store.recovery(type === 'restricted' ? 'restricted' : 'ordinary'))
    const made = newCompartment(people.lead.device, type, [recovery])
    const inspection = new OrderedInspection(store, people, made)
    const { chain, entries } = made
    const [first, second] = people.officers
    const rights = [
      added(chain, people.member.person, 'member'),
      added(chain, first.person, 'officer'),
      added(chain, second.person, 'officer'),
    ]
    await store.push(people.lead.device, made.compartment, 0, [...entries, ...rights])
    for (let index = 0; index < notes; index += 1) await inspection.note(words)
    return inspection
  }

  get compartment(): Hash {
    return this.made.compartment
  }

  chain(device: TestDevice): Chain {
    const known = this.#chains.get(device.device)
    if (known !== undefined) return known
    const chain = new Chain(this.compartment, device)
    this.#chains.set(device.device, chain)
    return chain
  }

  async size(): Promise<number> {
    return (await this.store.storage.log(this.compartment))?.size ?? 0
  }

  /** Everything there is, as a device that just pulled has verified it. */
  async seen(): Promise<Seen> {
    const { storage, facts } = this.store
    const [log, directory] = [await storage.log(this.compartment), await storage.log(facts.organisation)]
    if (log === null || directory === null) throw new RangeError('there is no such log')
    const root = rootOf(sha256, frontierFrom(log.frontier))
    return { directory: directory.size, epoch: log.epoch, size: log.size, root }
  }

  /** A sealed note of the lead's, sent. */
  async note(words = 20, by: Person = this.people.lead): Promise<SignedEntry> {
    const entry = note(this.chain(by.device), this.made.key, 'w'.repeat(words))
    await this.push(by, [entry])
    return entry
  }

  async push(by: Person, entries: readonly SignedEntry[]): Promise<PushReply> {
    return this.store.push(by.device, this.compartment, await this.size(), entries)
  }

  /** An order, signed on top of the log as it is and not sent. */
  async written(by: Person, kind: string, data: Payload['data'], stating: Stating = {}): Promise<SignedEntry> {
    const { parents = [], seen = {} } = stating
    const about = { kind, data, parents }
    const stated = seen === null ? {} : { seen: { ...(await this.seen()), ...seen } }
    return this.chain(by.device).write({ ...about, ...stated })
  }

  /** An order, sent; throws where the store refuses it. */
  async order(by: Person, kind: string, data: Payload['data'], stating: Stating = {}): Promise<SignedEntry> {
    const entry = await this.written(by, kind, data, stating)
    const { refused } = await this.push(by, [entry])
    if (refused.length > 0) throw new Error(`the order was refused: ${refused[0]?.code ?? ''}`)
    return entry
  }

  /** A statement in the directory, on top of it as it is. */
  async orderInDirectory(by: Person, kind: string, data: Payload['data'], parents: readonly Hash[] = []) {
    const { organisation } = this.store.facts
    const directory = await this.store.storage.log(organisation)
    const size = directory?.size ?? 0
    const root = rootOf(sha256, frontierFrom(directory?.frontier ?? ''))
    const chain = this.#inDirectory.get(by.person) ?? new Chain(organisation, by.device)
    this.#inDirectory.set(by.person, chain)
    const entry = chain.write({ kind, data, parents, seen: { directory: size, epoch: 1, size, root } })
    const { refused, movedOn } = await this.store.push(by.device, organisation, size, [entry])
    if (refused.length + movedOn.length > 0) throw new Error('the directory did not take it')
    return entry
  }

  /** By the first officer, covering everything; or what is said otherwise. */
  async propose(covered: Partial<Seen> = {}): Promise<SignedEntry> {
    const { directory, ...tree } = { ...(await this.seen()), ...covered }
    const rule = { pack: 'test', remit: 'r', rule: 'six-years', controller: 'c', due: '2026-01-01' }
    return this.order(this.people.officers[0], 'disposal.proposed', {
      rule,
      covered: { ...tree, heads: [] },
      directory,
    })
  }

  /** By the second officer. */
  async approve({ hash }: SignedEntry): Promise<SignedEntry> {
    return this.order(this.people.officers[1], 'disposal.approved', { proposed: hash })
  }

  async withdraw({ hash }: SignedEntry): Promise<SignedEntry> {
    return this.order(this.people.officers[0], 'disposal.withdrawn', { proposed: hash })
  }

  async hold(by: Person = this.people.officers[0]): Promise<SignedEntry> {
    return this.order(by, 'hold.placed', { ground: 'complaint', review: null, scope: null, because: null })
  }

  /** By both officers. */
  async lift({ hash }: SignedEntry): Promise<void> {
    const [first, second] = this.people.officers
    const half = await this.order(first, 'hold.lifted', { hold: hash })
    await this.order(second, 'hold.lifted', { hold: hash }, { parents: [half.hash] })
  }

  /** Ordered by both officers; returns the second one's entry. */
  async correct(bodies: readonly Hash[]): Promise<SignedEntry> {
    const [first, second] = this.people.officers
    const half = await this.order(first, 'correction.ordered', { bodies: [...bodies] })
    return this.order(second, 'correction.ordered', { bodies: [...bodies] }, { parents: [half.hash] })
  }

  /** What a member gets of each entry: the kind of a clear one, `sealed`, or `gone`. */
  async given(to: Person = this.people.lead): Promise<readonly string[]> {
    const { entries } = await this.store.pull(to.device, this.compartment)
    return entries.map(({ header, body }) => {
      if (body === null) return 'gone'
      return parseHeader(header).key === null ? clearPayload(body).kind : 'sealed'
    })
  }

  /** What the store itself wrote here. */
  async committed(): Promise<readonly { readonly position: number; readonly seen: Seen | null }[]> {
    const { entries } = await this.store.pull(this.people.lead.device, this.compartment)
    return entries.flatMap(({ header }, position) => {
      const { device, seen } = parseHeader(header)
      return device === this.store.facts.store ? [{ position, seen }] : []
    })
  }
}
