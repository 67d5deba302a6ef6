// Revising: what a new revision must say so that an object comes to hold what the writer wants.
import { canonicalText } from './canonical.ts'
import type { ObjectState, Present, Shape } from './fold.ts'
import type { RevisionData } from './payload.ts'

/** The wanted fields of an object: single values, and sets as arrays of strings. */
export type Wanted = Readonly<Record<string, unknown>>

/**
 * The difference between the state that the writer saw and the fields wanted, or null when there is none.
 * A field in conflict is always set: saving settles it as the writer saw it.
 */
export function revisionOf(
  seen: ObjectState,
  wanted: Wanted,
  shape: Shape,
  about: Pick<RevisionData, 'reason' | 'typed'>,
): RevisionData | null {
  const set = Object.fromEntries(
    shape.single.filter((field) => differs(seen, field, wanted[field])).map((field) => [field, wanted[field]]),
  )
  const add = changes(shape.sets, (field) => added(seen.sets[field] ?? [], wantedSet(wanted, field)))
  const remove = changes(shape.sets, (field) => removed(seen.sets[field] ?? [], wantedSet(wanted, field)))
  const nothing = [set, add, remove].every((part) => Object.keys(part).length === 0)
  return nothing ? null : { set, add, remove, ...about }
}

function differs(seen: ObjectState, field: string, value: unknown): boolean {
  const heads = seen.single[field] ?? []
  const [only] = heads
  return heads.length !== 1 || only === undefined || canonicalText(only.value) !== canonicalText(value)
}

function wantedSet(wanted: Wanted, field: string): readonly string[] {
  const value = wanted[field]
  return Array.isArray(value) ? [...new Set(value.filter((member) => typeof member === 'string'))] : []
}

function added(present: readonly Present[], wanted: readonly string[]): string[] {
  return wanted.filter((value) => !present.some((standing) => standing.value === value)).toSorted()
}

function removed(present: readonly Present[], wanted: readonly string[]): { value: string; additions: string[] }[] {
  return present
    .filter(({ value }) => !wanted.includes(value))
    .map(({ value, additions }) => ({ value, additions: [...additions] }))
}

function changes<T>(fields: readonly string[], of: (field: string) => T[]): Record<string, T[]> {
  return Object.fromEntries(fields.map((field) => [field, of(field)] as const).filter(([, list]) => list.length > 0))
}
