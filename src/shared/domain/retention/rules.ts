// What retention reads of a policy pack: rules, the assumptions that fill what they leave open, and the words it knows.
import type { z } from 'zod'
import type { ruleSchema } from '../policy/retention.ts'

/** One retention rule, as the pack states it. */
export type Rule = z.infer<typeof ruleSchema>

/** What stands in where the documents are silent; the organisation may answer otherwise than `default`. */
interface Assumption {
  readonly id: string
  readonly kind: 'event' | 'period' | 'choice'
  readonly default: string
  readonly options: readonly { readonly value: string }[]
}

type Named = readonly { readonly id: string }[]

/** The parts of a policy pack on which retention rests; a whole pack is one. */
export interface RetentionPack {
  readonly assumptions: readonly Assumption[]
  readonly lists: {
    readonly subjects: Named
    readonly categories: Named
    readonly bodies: Named
    readonly events: Named
    readonly circumstances: Named
  }
  readonly remits: readonly { readonly id: string; readonly retention: readonly Rule[] }[]
  readonly records: { readonly classes: Named; readonly retention: readonly Rule[] }
  /** Another body's rules for its own records, shown beside ours. */
  readonly childrenInNeed: { readonly retention: readonly Rule[] }
}

/** An assumption on which a result rests, and whether the organisation has answered it or the pack's default stands. */
export interface AssumptionUsed {
  readonly id: string
  readonly value: string
  readonly byDefault: boolean
}

/** A rule with what it leaves open filled in. `remit` is whose file it stands in, null for rules of no remit. */
export interface FilledRule {
  readonly rule: Rule
  readonly remit: string | null
  readonly period: string | null
  /** The event from which the period counts, or at which it ends where there is no period. */
  readonly event: string | null
  /** Whether an assumption takes the event as having happened, on a day that nobody knows. */
  readonly takenAsHappened: boolean
  readonly assumptions: readonly AssumptionUsed[]
}
