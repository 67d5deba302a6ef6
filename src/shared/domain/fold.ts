// The fold rule: an object's fields as a function of the set of its revisions, never of their order (docs/protocol.md section 7).
import { canonicalText } from './canonical.ts'
import type { Hash, Instant } from './ids.ts'
import type { RevisionData } from './payload.ts'

/** One revision of an object, with what it builds on. */
export interface Revision {
  readonly hash: Hash
  readonly parents: readonly Hash[]
  readonly at: Instant | null
  readonly data: RevisionData
}

/** Which fields of a kind of object hold one value and which a set. */
export interface Shape {
  readonly single: readonly string[]
  readonly sets: readonly string[]
  /** The single-valued field whose `true` deletes the object; a revision that did not see that speaks against it. */
  readonly deletion?: string
}

/** A value that nothing known has superseded, and the revisions that set it. */
export interface FieldHead {
  readonly value: unknown
  readonly entries: readonly Hash[]
}

/** A value of a set with the additions that no removal names. */
export interface Present {
  readonly value: string
  readonly additions: readonly Hash[]
}

/** An object as its revisions say: several heads of a field are a conflict that a person settles. */
export interface ObjectState {
  readonly heads: readonly Hash[]
  readonly single: Readonly<Record<string, readonly FieldHead[]>>
  readonly sets: Readonly<Record<string, readonly Present[]>>
}

/** Folds revisions into the object's state; the order of `revisions` and repetitions in it change nothing. */
export function foldObject(revisions: readonly Revision[], shape: Shape): ObjectState {
  const known = byHash(revisions)
  const [only] = known.values()
  if (only !== undefined && known.size === 1) return alone(only, shape)
  const heads = undominated(known, [...known.keys()])
  const headsOf = (field: string) => (field === shape.deletion ? deletionHeads(known, field) : fieldHeads(known, field))
  const single = shape.single.map((field) => [field, headsOf(field)] as const)
  const sets = shape.sets.map((field) => [field, presentValues(known, field)] as const)
  return { heads, single: Object.fromEntries(single), sets: Object.fromEntries(sets) }
}

/** What the rules below come to for one revision, which cannot name itself: most objects have no more. */
function alone({ hash, data }: Revision, shape: Shape): ObjectState {
  const single = shape.single.map((field) => {
    const heads = Object.hasOwn(data.set, field) ? [{ value: data.set[field] ?? null, entries: [hash] }] : []
    return [field, heads] as const
  })
  const sets = shape.sets.map((field) => {
    const present = [...new Set(data.add[field] ?? [])].toSorted(compareText)
    return [field, present.map((value) => ({ value, additions: [hash] }))] as const
  })
  return { heads: [hash], single: Object.fromEntries(single), sets: Object.fromEntries(sets) }
}

/** The revisions that `heads` name and everything known that these build on. */
export function upTo(revisions: readonly Revision[], heads: readonly Hash[]): readonly Revision[] {
  const included = reachable(byHash(revisions), heads)
  return revisions.filter((revision) => included.has(revision.hash))
}

/** For display only: oldest first, ties by hash. */
export function inDisplayOrder<R extends Pick<Revision, 'hash' | 'at'>>(revisions: readonly R[]): readonly R[] {
  return revisions.toSorted((one, other) =>
    compareText(`${one.at ?? ''} ${one.hash}`, `${other.at ?? ''} ${other.hash}`),
  )
}

function byHash(revisions: readonly Revision[]): ReadonlyMap<Hash, Revision> {
  const ordered = revisions.toSorted((one, other) => compareText(one.hash, other.hash))
  return new Map(ordered.map((revision) => [revision.hash, revision]))
}

/** These revisions and every known ancestor of them; unknown parents delay nothing. */
function reachable(known: ReadonlyMap<Hash, Revision>, from: readonly Hash[]): ReadonlySet<Hash> {
  const found = new Set<Hash>()
  const open = [...from]
  for (let hash = open.pop(); hash !== undefined; hash = open.pop()) {
    const revision = known.get(hash)
    if (revision === undefined || found.has(hash)) continue
    found.add(hash)
    open.push(...revision.parents)
  }
  return found
}

/** Those among `hashes` that are no ancestor of another: one walk from all their parents finds every ancestor. */
function undominated(known: ReadonlyMap<Hash, Revision>, hashes: readonly Hash[]): readonly Hash[] {
  const ancestors = reachable(
    known,
    hashes.flatMap((hash) => known.get(hash)?.parents ?? []),
  )
  return hashes.filter((hash) => !ancestors.has(hash))
}

function fieldHeads(known: ReadonlyMap<Hash, Revision>, field: string): readonly FieldHead[] {
  const setters = [...known.values()].filter((revision) => Object.hasOwn(revision.data.set, field))
  const heads = undominated(
    known,
    setters.map(({ hash }) => hash),
  )
  if (heads.length < 2)
    return heads.map((hash) => ({ value: known.get(hash)?.data.set[field] ?? null, entries: [hash] }))
  // Two devices that set the same value agree; there is nothing for a person to settle.
  const agreeing = Map.groupBy(heads, (hash) => canonicalText(known.get(hash)?.data.set[field] ?? null))
  return [...agreeing].map(([text, entries]) => ({ value: JSON.parse(text) as unknown, entries }))
}

/** Rule 4: whoever revised the object, neither seeing its deletion nor seen by it, says that the object stands. */
function deletionHeads(known: ReadonlyMap<Hash, Revision>, field: string): readonly FieldHead[] {
  const heads = fieldHeads(known, field)
  if (!isDeleted(heads)) return heads
  const seen = reachable(
    known,
    heads.flatMap(({ entries }) => entries),
  )
  const against = [...known.keys()].filter(
    (hash) => !seen.has(hash) && !isDeleted(fieldHeads(view(known, hash), field)),
  )
  return against.length === 0 ? heads : [...heads, { value: false, entries: undominated(known, against) }]
}

function isDeleted(heads: readonly FieldHead[]): boolean {
  return heads.length > 0 && heads.every(({ value }) => value === true)
}

/** What the writer of a revision could see when it was made, the revision included. */
function view(known: ReadonlyMap<Hash, Revision>, hash: Hash): ReadonlyMap<Hash, Revision> {
  const visible = reachable(known, [hash])
  return new Map([...known].filter(([other]) => visible.has(other)))
}

function presentValues(known: ReadonlyMap<Hash, Revision>, field: string): readonly Present[] {
  const removed = new Set(
    [...known.values()].flatMap((revision) =>
      (revision.data.remove[field] ?? []).flatMap(({ value, additions }) =>
        additions.map((hash) => `${hash} ${value}`),
      ),
    ),
  )
  const additions = [...known.values()].flatMap((revision) =>
    (revision.data.add[field] ?? []).map((value) => ({ value, hash: revision.hash })),
  )
  const standing = additions.filter(({ value, hash }) => !removed.has(`${hash} ${value}`))
  return [...Map.groupBy(standing, ({ value }) => value)]
    .map(([value, group]) => ({ value, additions: [...new Set(group.map(({ hash }) => hash))] }))
    .toSorted((one, other) => compareText(one.value, other.value))
}

function compareText(one: string, other: string): number {
  if (one === other) return 0
  return one < other ? -1 : 1
}
