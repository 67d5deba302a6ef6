// What is kept of a campaign of power cuts: numbers that mean the same on every machine, but for the seconds.
import type { Outcomes } from './campaign.ts'
import { variants } from './mercy.ts'

export interface Result {
  readonly seed: number
  readonly node: string
  readonly seconds: number
  readonly places: number
  readonly cuts: number
  readonly acknowledgements: number
  /** Things that had been acknowledged and were not there after a cut. */
  readonly lost: number
  /** Cuts after which something else was wrong. */
  readonly faults: number
  readonly scenarios: object
}

export function resultOf(outcomes: Outcomes, seed: number, seconds: number): Result {
  const scenarios = Object.entries(outcomes).map(([name, outcome]) => {
    const { failures, ...rest } = outcome
    return [name, { ...rest, faults: failures.filter(({ faults }) => faults.length > 0).length }] as const
  })
  const sum = (count: (scenario: (typeof scenarios)[number][1]) => number): number =>
    scenarios.reduce((total, [, scenario]) => total + count(scenario), 0)
  return {
    seed,
    node: process.versions.node,
    seconds: Math.round(seconds),
    places: sum(({ places }) => places),
    cuts: sum(({ cuts }) => variants.reduce((all, variant) => all + cuts[variant], 0)),
    acknowledgements: sum(({ acknowledgements }) => acknowledgements),
    lost: sum(({ lost }) => lost),
    faults: sum(({ faults }) => faults),
    scenarios: Object.fromEntries(scenarios),
  }
}
