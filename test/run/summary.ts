// What a test runner did, as its reporter writes it and as `npm test` prints it at the end.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

export interface Skipped {
  readonly test: string
  /** Empty where nobody gave one, which `npm test` counts as a failure. */
  readonly reason: string
}

export interface Summary {
  readonly passed: number
  readonly failed: number
  readonly skipped: readonly Skipped[]
}

export type Runner = 'vitest' | 'playwright'

export const root = join(import.meta.dirname, '..', '..')

const pathOf = (runner: Runner): string => join(root, '.tmp', 'summaries', `${runner}.json`)

export function writeSummary(runner: Runner, summary: Summary): void {
  mkdirSync(dirname(pathOf(runner)), { recursive: true })
  writeFileSync(pathOf(runner), JSON.stringify(summary, null, 2))
}

export function forgetSummary(runner: Runner): void {
  rmSync(pathOf(runner), { force: true })
}

/** What the runner's reporter left, or null when it ended before it could. */
export function readSummary(runner: Runner): Summary | null {
  try {
    return JSON.parse(readFileSync(pathOf(runner), 'utf8')) as Summary
  } catch {
    return null
  }
}

/** Joins both runners' summaries; a skip without a reason is a failure of its own. */
export function total(summaries: readonly Summary[]): Summary {
  const skipped = summaries.flatMap((summary) => summary.skipped)
  const unexplained = skipped.filter(({ reason }) => reason === '')
  return {
    passed: summaries.reduce((sum, { passed }) => sum + passed, 0),
    failed: summaries.reduce((sum, { failed }) => sum + failed, 0) + unexplained.length,
    skipped,
  }
}

/** The closing lines: every skip with its reason, and the totals alone on the last line. */
export function closingLines({ passed, failed, skipped }: Summary): readonly string[] {
  const skips = skipped.map(({ test, reason }) => `skipped: ${test}: ${reason || 'NO REASON GIVEN'}`)
  return [...skips, `${passed} passed, ${failed} failed, ${skipped.length} skipped`]
}
