// Opened entries of an object as the revisions that the fold rule takes.
import { foldObject, type ObjectState, type Revision, type Shape } from '#shared/domain/fold.ts'
import type { Hash } from '#shared/domain/ids.ts'
import { revisionDataSchema } from '#shared/domain/payload.ts'
import type { Ledger, OpenedEntry } from './ledger.ts'

/**
 * The entries that revise the object and have effect; `kinds` are those this version knows. What they build on is
 * followed through all other entries as well, so that heads agree across versions (section 3).
 */
export function revisionsIn(
  ledger: Ledger,
  entries: readonly OpenedEntry[],
  kinds: readonly string[],
): readonly Revision[] {
  const revisions = entries.flatMap((entry) => {
    if (!kinds.includes(entry.payload.kind) || !ledger.hasEffect(entry)) return []
    const data = revisionDataSchema.safeParse(entry.payload.data)
    if (!data.success) return []
    return [{ hash: entry.hash, parents: entry.payload.parents, at: entry.payload.at, data: data.data }]
  })
  const others = new Map(entries.map(({ hash, payload }) => [hash, payload.parents]))
  for (const { hash } of revisions) others.delete(hash)
  if (others.size === 0) return revisions
  return revisions.map((revision) => ({ ...revision, parents: throughOthers(revision.parents, others) }))
}

function throughOthers(parents: readonly Hash[], others: ReadonlyMap<Hash, readonly Hash[]>): readonly Hash[] {
  const found = new Set<Hash>()
  const open = [...parents]
  for (let hash = open.pop(); hash !== undefined; hash = open.pop()) {
    if (!found.has(hash)) open.push(...(others.get(hash) ?? []))
    found.add(hash)
  }
  return [...found]
}

/** Whether the newest word on the object is of a kind that this version does not know (section 7, rule 6). */
export function changedByNewerVersion(entries: readonly OpenedEntry[], kinds: readonly string[]): boolean {
  const named = new Set(entries.flatMap((entry) => entry.payload.parents))
  return entries.some((entry) => !named.has(entry.hash) && !kinds.includes(entry.payload.kind))
}

export function stateOf(ledger: Ledger, entries: readonly OpenedEntry[], kind: string, shape: Shape): ObjectState {
  return foldObject(revisionsIn(ledger, entries, [kind]), shape)
}

/** The value of a single-valued field as text; in a conflict the first by its canonical spelling, until it is settled. */
export function textIn(state: ObjectState, field: string): string {
  const value = state.single[field]?.[0]?.value
  return typeof value === 'string' ? value : ''
}
