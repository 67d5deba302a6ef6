// Names of entries that were entered again: whoever still names the old entry means the new one (docs/protocol.md section 8).
import type { Hash } from '#shared/domain/ids.ts'
import type { Payload } from '#shared/domain/payload.ts'
import type { Reader } from '../data/handles.ts'
import { enteredAgainIn } from '../data/set-aside.ts'
import type { OpenedEntry } from './opened-entry.ts'

/** An entry that says another one again, and the person and device that entered it. */
interface Entered {
  readonly hash: Hash
  readonly device: Hash
  readonly person: Hash | null
  readonly placed: boolean
}

/** By old hash: the entries that say the same again. */
type Names = ReadonlyMap<Hash, readonly Entered[]>

/** What names other entries. */
interface Said {
  readonly parents: readonly Hash[]
  readonly data: Payload['data']
}

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

  /**
   * The names that last, for what a device writes: an entry that another one of its vault entered again, and that is not
   * in the store's tree, will be entered again once more, and is called then as it was called at first.
   */
  lastingFor(compartment: Hash, device: Hash): Current {
    const entered = [...this.#namesIn(compartment)].flatMap(([was, all]) => all.map((one) => ({ ...one, was })))
    const passing = entered.filter((one) => one.device !== device && !one.placed)
    const first = new Map(passing.map(({ hash, was }) => [hash, was]))
    return (hash) => [first.get(hash) ?? hash]
  }

  /** What a device is to write, with names that last. */
  lasting<S extends Said & { readonly kind: string }>(said: S, compartment: Hash, device: Hash): S {
    if (!this.isNeeded(compartment)) return said
    const renamed = renamedIn(said, this.lastingFor(compartment, device))
    return pinned.has(said.kind) ? { ...renamed, data: said.data } : renamed
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
    const entered = rows.map((row) => ({ ...row, person: this.#personOf(row.device), placed: row.position !== null }))
    const names = Map.groupBy(entered, ({ was }) => was)
    this.#names.set(compartment, names)
    return names
  }
}

/** A payload in which every hash that is named has its current names; one that stands alone has the first of them. */
export function renamedIn<S extends Said>(said: S, current: Current): S {
  const parents = [...new Set(said.parents.flatMap(current))].toSorted()
  return { ...said, parents, data: renamedMembers(said.data, current) }
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
