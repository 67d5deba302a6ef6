// Names of entries that were entered again: whoever still names the old entry means the new one (docs/protocol.md section 8).
import type { Hash } from '#shared/domain/ids.ts'
import type { Payload } from '#shared/domain/payload.ts'
import type { Reader } from '../data/handles.ts'
import { enteredAgainIn } from '../data/set-aside.ts'
import type { OpenedEntry } from './opened-entry.ts'

/** By old hash: the entries that say the same again, each with the person who entered it. */
type Names = ReadonlyMap<Hash, readonly { readonly hash: Hash; readonly person: Hash | null }[]>

/** The current names of an entry: its own, or those of the entries that say it again. */
export type Current = (hash: Hash) => readonly Hash[]

/** A manifest pins what was frozen by hash: it never comes to mean anything else. */
const pinned: ReadonlySet<string> = new Set(['bundle.sealed'])

/**
 * Renames what an entry builds on where the log has the old entry no more. Only the person whose entry it was can have
 * built on it while it was in their vault alone, so only their own entries are read so: nobody else can put something
 * else in the place of what was named.
 */
export class Renaming {
  readonly #reader: Reader
  readonly #personOf: (device: Hash) => Hash | null
  readonly #names = new Map<Hash, Names>()

  constructor(reader: Reader, personOf: (device: Hash) => Hash | null) {
    this.#reader = reader
    this.#personOf = personOf
  }

  /** Reads anew what was entered again, in one compartment or in all. */
  forget(compartment?: Hash): void {
    if (compartment === undefined) this.#names.clear()
    else this.#names.delete(compartment)
  }

  isNeeded(compartment: Hash): boolean {
    return this.#namesIn(compartment).size > 0
  }

  /** Whether an entry is read under another name, because the log did not have it when that was last looked at. */
  isRenamed(compartment: Hash, hash: Hash): boolean {
    return this.#names.get(compartment)?.has(hash) === true
  }

  /** How a person's entries are called now, as far as is known at this moment. */
  namesFor(compartment: Hash, person: Hash | null): Current {
    const names = this.#namesIn(compartment)
    return (hash) => {
      const own = (names.get(hash) ?? []).filter((entered) => entered.person === person)
      return own.length === 0 ? [hash] : own.map((entered) => entered.hash)
    }
  }

  renamed(entry: OpenedEntry): OpenedEntry {
    const { header, person, payload } = entry
    const renamed = renamedIn(payload, this.namesFor(header.compartment, person))
    return { ...entry, payload: pinned.has(payload.kind) ? { ...renamed, data: payload.data } : renamed }
  }

  #namesIn(compartment: Hash): Names {
    const known = this.#names.get(compartment)
    if (known !== undefined) return known
    const rows = enteredAgainIn(this.#reader, compartment)
    const entered = rows.map(({ was, hash, device }) => ({ was, hash, person: this.#personOf(device) }))
    const names = Map.groupBy(entered, ({ was }) => was)
    this.#names.set(compartment, names)
    return names
  }
}

/** A payload in which every hash that is named has its current names; one that stands alone has the first of them. */
export function renamedIn(payload: Payload, current: Current): Payload {
  const parents = [...new Set(payload.parents.flatMap(current))].toSorted()
  return { ...payload, parents, data: renamedMembers(payload.data, current) }
}

function renamedMembers(members: Payload['data'], current: Current): Payload['data'] {
  return Object.fromEntries(Object.entries(members).map(([name, value]) => [name, renamedValue(value, current)]))
}

function renamedValue(value: unknown, current: Current): unknown {
  if (typeof value === 'string') return current(value)[0] ?? value
  if (Array.isArray(value)) return renamedItems(value, current)
  if (typeof value === 'object' && value !== null) return renamedMembers({ ...value }, current)
  return value
}

function renamedItems(items: readonly unknown[], current: Current): readonly unknown[] {
  return items.map((item) => (typeof item === 'string' ? current(item) : [renamedValue(item, current)])).flat()
}
