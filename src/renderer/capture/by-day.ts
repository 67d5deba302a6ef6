// Groups what happened by its day.
interface Timed {
  /** Local time of the contract, or empty. */
  readonly when: string
}

export interface Day<Item> {
  /** The day of the contract, or empty for what has no time. */
  readonly day: string
  readonly notes: readonly Item[]
}

/** Days in order, inside a day by time, what has no time at the end; ties keep the order in which they came. */
export function byDay<Item extends Timed>(items: readonly Item[]): readonly Day<Item>[] {
  const days = new Map<string, Item[]>()
  const inOrder = items.toSorted((one, other) => compare(one.when || '~', other.when || '~'))
  for (const item of inOrder) {
    const day = item.when.slice(0, 10)
    days.set(day, [...(days.get(day) ?? []), item])
  }
  return [...days].map(([day, notes]) => ({ day, notes }))
}

// Times of the contract sort as text; `~` comes after every digit.
const compare = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0)
