// The named assumptions: what the organisation answered, or else the pack's default, put into the rules that ask.
import { Problem } from '../../problems.ts'
import { periodSchema } from '../policy/terms.ts'
import type { AssumptionUsed, FilledRule, RetentionPack, Rule } from './rules.ts'

type Assumption = RetentionPack['assumptions'][number]

/** What the organisation answered, by the assumption's id; where it is silent the pack's default stands. */
export type Answers = Readonly<Record<string, string>>

/** The answers that a pack was adopted with. */
export function answersIn(pack: {
  readonly answers: readonly { readonly assumption: string; readonly value: string }[]
}): Answers {
  return Object.fromEntries(pack.answers.map(({ assumption, value }) => [assumption, value]))
}

/** The one answer to a choice that takes the end of a rule as having come. */
const yes = 'yes'

/** Every assumption of the pack with the value that holds. Throws `retention.assumption-refused`, its fields their ids. */
export function assumptionsIn(pack: RetentionPack, answers: Answers): ReadonlyMap<string, Assumption & AssumptionUsed> {
  const known = new Map(pack.assumptions.map((assumption) => [assumption.id, assumption]))
  const refused = Object.entries(answers).filter(([id, value]) => !isPossible(known.get(id), value))
  if (refused.length > 0) throw new Problem('retention.assumption-refused', { fields: refused.map(([id]) => id) })
  const held = pack.assumptions.map((assumption) => {
    const { id } = assumption
    const answer = Object.hasOwn(answers, id) ? answers[id] : undefined
    return [id, { ...assumption, value: answer ?? assumption.default, byDefault: answer === undefined }] as const
  })
  return new Map(held)
}

function isPossible(assumption: Assumption | undefined, value: string): boolean {
  if (assumption === undefined) return false
  if (assumption.kind === 'period') return periodSchema.safeParse(value).success
  return assumption.options.some((option) => option.value === value)
}

/** Fills what a rule leaves open: a period, the event from which it counts, or that its end has come. */
export function fill(
  remit: string | null,
  rule: Rule,
  assumptions: ReadonlyMap<string, Assumption & AssumptionUsed>,
): FilledRule {
  const named = rule.assumptions.flatMap((id) => assumptions.get(id) ?? [])
  const valueOf = (kind: Assumption['kind']) => named.find((assumption) => assumption.kind === kind)?.value ?? null
  return {
    rule,
    remit,
    period: rule.until === null ? (rule.period ?? valueOf('period')) : null,
    event: rule.until ?? rule.startsAt ?? valueOf('event'),
    takenAsHappened: rule.until !== null && valueOf('choice') === yes,
    assumptions: named.map(({ id, value, byDefault }) => ({ id, value, byDefault })),
  }
}
