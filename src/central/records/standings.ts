// Who may do what in a compartment, and which keys were granted to whom, folded from its control entries.
import { type CompartmentState, foldControl, grantedSchema, introducedSchema } from '#shared/domain/control.ts'
import { parseHeader } from '#shared/domain/entry.ts'
import type { Hash } from '#shared/domain/ids.ts'
import type { OrderEntry } from '#shared/domain/orders/orders.ts'
import type { Payload } from '#shared/domain/payload.ts'
import { clearPayload } from '#shared/domain/verification.ts'
import type { Log, PlacedEntry, Reading } from '../storage/Storage.ts'

/** Keys, each with every device and recovery recipient that any entry says it was granted to. */
export type Grants = ReadonlyMap<Hash, ReadonlySet<Hash>>

export interface CompartmentStanding {
  readonly state: CompartmentState
  readonly grants: Grants
}

type PersonOf = (device: Hash) => Hash | null

/** Standings of compartments asked for lately; one holds as long as no control entry was added. */
export class Standings {
  readonly #personOf: PersonOf
  readonly #known = new Map<Hash, { readonly controls: number; readonly standing: CompartmentStanding }>()
  readonly #most: number

  constructor(personOf: PersonOf, most = 2_000) {
    this.#personOf = personOf
    this.#most = most
  }

  /** The standing as committed; `log` must have been read from the same state, before anything was appended to it. */
  async of(reading: Reading, log: Log): Promise<CompartmentStanding> {
    const known = this.#known.get(log.compartment)
    this.#known.delete(log.compartment)
    const fresh = known?.controls === log.controls ? known : await this.#read(reading, log)
    this.#known.set(log.compartment, fresh)
    for (const oldest of this.#known.keys()) {
      if (this.#known.size <= this.#most) break
      this.#known.delete(oldest)
    }
    return fresh.standing
  }

  async #read(reading: Reading, log: Log) {
    const entries = await reading.controlEntries(log.compartment)
    return { controls: log.controls, standing: standingOf(entries, this.#personOf) }
  }
}

export function standingOf(entries: readonly PlacedEntry[], personOf: PersonOf): CompartmentStanding {
  const controls = controlEntries(entries, personOf)
  return { state: foldControl(controls), grants: grantsIn(controls.map(({ payload }) => payload)) }
}

/** What is left to be read of control entries, with what each states to have seen. */
export function controlEntries(entries: readonly PlacedEntry[], personOf: PersonOf): readonly OrderEntry[] {
  return entries.flatMap((entry) => controlEntry(entry, personOf))
}

/** The grants that payloads state, whoever states them. */
export function grantsIn(payloads: Iterable<Payload>): Grants {
  const grants = new Map<Hash, Set<Hash>>()
  for (const { kind, data } of payloads) {
    const schema = kind === 'key.introduced' ? introducedSchema : kind === 'key.granted' ? grantedSchema : null
    const stated = schema?.safeParse(data).data
    if (stated === undefined) continue
    const to = grants.get(stated.key) ?? new Set()
    for (const grant of stated.grants) to.add(grant.to)
    grants.set(stated.key, to)
  }
  return grants
}

function controlEntry(entry: PlacedEntry, personOf: PersonOf): readonly OrderEntry[] {
  // The body of a grant that a disposal took says nothing any more; members and orders stay readable.
  if (entry.body === null) return []
  const { hash, device, seq, position } = entry
  const { compartment, prev, seen } = parseHeader(entry.header)
  const payload = clearPayload(entry.body)
  // Devices read the statements that speak of the compartment: what counted here alone would part the two.
  if (payload.of !== compartment) return []
  return [{ hash, prev, position, device, seq, person: personOf(device), payload, seen }]
}
