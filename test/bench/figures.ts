// What a benchmark gives back: a measured figure, its peer of the same run, the ratio and the goal.

/** Of times and sizes the most, of rates the least. */
export type Goal = { readonly of: 'ratio' | 'value' } & ({ readonly most: number } | { readonly least: number })

export interface Figure {
  readonly name: string
  readonly unit: 'ms' | 'kB' | 'MB' | 'bytes' | 'per s'
  readonly value: number
  /** Measured in the same run, so that the ratio means something on any machine. */
  readonly peer: { readonly name: string; readonly value: number } | null
  readonly goal: Goal | null
}

export function ratioOf({ value, peer }: Figure): number | null {
  return peer === null || peer.value === 0 ? null : value / peer.value
}

/** Whether the goal is met; null where there is none. */
export function met(figure: Figure): boolean | null {
  if (figure.goal === null) return null
  const reached = figure.goal.of === 'ratio' ? ratioOf(figure) : figure.value
  if (reached === null) return false
  return 'most' in figure.goal ? reached <= figure.goal.most : reached >= figure.goal.least
}

/** A figure without peer and goal, for information. */
export function plain(name: string, value: number, unit: Figure['unit'] = 'ms'): Figure {
  return { name, unit, value, peer: null, goal: null }
}

/** The value below which the given share of the samples lies: 0.5 is the median. */
export function percentile(samples: readonly number[], share: number): number {
  const ordered = samples.toSorted((one, other) => one - other)
  return ordered[Math.min(ordered.length - 1, Math.floor(ordered.length * share))] ?? Number.NaN
}

/** Milliseconds that the work took. */
export async function timed(work: () => unknown): Promise<number> {
  const begun = performance.now()
  await work()
  return performance.now() - begun
}
