// Groups of notes that are alike in all that retention asks; what an inspection holds in kinds, never in words.
import type { Counts, Group, Summarised } from './kinds.ts'

/** The most groups that one entry names, so that a summary always fits into one (docs/protocol.md section 2). */
export const mostGroups = 1_500

/** One note as the register may know it. */
export type Kinds = Pick<Group, 'people' | 'categories'>

/**
 * The groups in a fixed order. Beyond the most that one entry names, the smallest are put together into one, which has
 * all their roles and categories: rules that keep reach it all the more.
 */
export function groupsOf(notes: Iterable<Kinds>): readonly Group[] {
  const found = new Map<string, Group>()
  for (const note of notes) {
    const kinds = { people: ordered(note.people), categories: ordered(note.categories) }
    const key = keyOf(kinds)
    found.set(key, { ...kinds, notes: (found.get(key)?.notes ?? 0) + 1 })
  }
  const groups = [...found.values()]
  if (groups.length <= mostGroups) return inOrder(groups)
  const bySize = groups.toSorted((one, other) => other.notes - one.notes || (keyOf(one) < keyOf(other) ? -1 : 1))
  const rest = bySize.slice(mostGroups - 1)
  return inOrder(merged([...bySize.slice(0, mostGroups - 1), putTogether(rest)]))
}

function putTogether(groups: readonly Group[]): Group {
  return {
    people: ordered(groups.flatMap(({ people }) => people)),
    categories: ordered(groups.flatMap(({ categories }) => categories)),
    notes: groups.reduce((sum, { notes }) => sum + notes, 0),
  }
}

/** Equal kinds are one group. */
function merged(groups: readonly Group[]): readonly Group[] {
  const byKinds = Map.groupBy(groups, keyOf)
  return [...byKinds.values()].map((same) => putTogether(same))
}

/** What several summaries say that nobody has put in order: every group that one of them names, by the larger count. */
export function together(summaries: readonly Summarised[]): Pick<Summarised, 'counts' | 'groups'> {
  const groups = Map.groupBy(
    summaries.flatMap((summary) => summary.groups),
    keyOf,
  )
  const largest = [...groups.values()].map((same) =>
    same.reduce((one, other) => (other.notes > one.notes ? other : one)),
  )
  const most = (member: keyof Counts) => Math.max(0, ...summaries.map(({ counts }) => counts[member]))
  const counts = {
    notes: most('notes'),
    deleted: most('deleted'),
    people: most('people'),
    enquiries: most('enquiries'),
  }
  return { counts, groups: [...inOrder(largest)] }
}

function inOrder(groups: readonly Group[]): readonly Group[] {
  return groups.toSorted((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1))
}

function keyOf({ people, categories }: Kinds): string {
  return JSON.stringify([people, categories])
}

function ordered(terms: readonly string[]): string[] {
  return [...new Set(terms)].toSorted()
}
