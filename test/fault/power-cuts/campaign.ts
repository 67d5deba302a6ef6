// The campaign of power cuts: traces every scenario, cuts it at many places, and sums up.
import { cutPower, type Failure, type Outcome } from './cutting.ts'
import { Lookers } from './looking.ts'
import { type Scenario, scenarios } from './scenarios.ts'
import { tracePlay, whyNoTrace } from './tracing.ts'

/** Of all places that are cut at, the share of each scenario, and how many deeds it has then for each 100 of its places. */
const sizes: Readonly<Record<Scenario, { readonly share: number; readonly deeds: number }>> = {
  capture: { share: 0.25, deeds: 45 },
  drafts: { share: 0.2, deeds: 45 },
  receipts: { share: 0.2, deeds: 45 },
  keys: { share: 0.1, deeds: 45 },
  migration: { share: 0.15, deeds: 25 },
  disposals: { share: 0.1, deeds: 25 },
}

export interface Campaign {
  readonly seed: number
  /** At how many places the power is cut, over all scenarios; in three variants each. */
  readonly cuts: number
  readonly ending: AbortSignal
  readonly say: (words: string) => void
  readonly progress: (scenario: Scenario, done: number, of: number) => void
}

export type Outcomes = Partial<Record<Scenario, Outcome>>

/** The outcome of each scenario. */
export async function powerCuts({ seed, cuts, ending, say, progress }: Campaign): Promise<Outcomes> {
  const why = whyNoTrace()
  if (why !== null) throw new Error(`no power can be cut here: ${why}`)
  const lookers = new Lookers()
  try {
    const outcomes: Outcomes = {}
    for (const scenario of scenarios) {
      const { share, deeds } = sizes[scenario]
      const places = Math.ceil(cuts * share)
      const trace = await tracePlay({ scenario, seed, deeds: Math.ceil((places * deeds) / 100) }, ending)
      const advanced = (done: number, of: number): void => progress(scenario, done, of)
      const outcome = await cutPower(trace, { seed, about: scenario, places, lookers, ending, progress: advanced })
      for (const failure of outcome.failures) say(`${scenario}: ${inWords(failure)}`)
      outcomes[scenario] = outcome
    }
    return outcomes
  } finally {
    lookers.end()
  }
}

function inWords({ place, variant, what, lost, faults }: Failure): string {
  return `call ${place}, ${variant}, during ${what}: ${[...lost.map((name) => `lost ${name}`), ...faults].join('; ')}`
}
