// Whether a rule is about a record: by class of records, people, categories, and the questions on which it depends.
import type { RecordFacts } from './facts.ts'
import type { Rule } from './rules.ts'

/** Why a rule is not about a record. */
export type Mismatch = 'other-records' | 'other-subject' | 'other-category' | 'other-circumstance'

export type Match =
  | { readonly is: 'match' }
  | { readonly is: 'mismatch'; readonly why: Mismatch; readonly about: readonly string[] }
  /** The rule may be about the record: these questions have not been answered. */
  | { readonly is: 'unanswered'; readonly about: readonly string[] }

const match: Match = { is: 'match' }

/** Empty lists of a rule are about everybody and everything. */
export function matches(rule: Rule, facts: RecordFacts): Match {
  if (rule.records !== null && rule.records !== facts.records) return mismatch('other-records', [rule.records])
  if (!meet(rule.subjects, facts.subjects)) return mismatch('other-subject', rule.subjects)
  if (!meet(rule.categories, facts.categories)) return mismatch('other-category', rule.categories)
  return rule.when.length === 0 ? match : circumstances(rule, facts)
}

function mismatch(why: Mismatch, about: readonly string[]): Match {
  return { is: 'mismatch', why, about }
}

function meet(asked: readonly string[], held: readonly string[]): boolean {
  return asked.length === 0 || asked.some((one) => held.includes(one))
}

/** One answer to the contrary is enough; the others need not be known then. */
function circumstances({ when }: Rule, { circumstances: answers }: RecordFacts): Match {
  const answered = (circumstance: string) => (Object.hasOwn(answers, circumstance) ? answers[circumstance] : undefined)
  const contrary = when.filter(({ circumstance, is }) => answered(circumstance) === !is)
  if (contrary.length > 0) return mismatch('other-circumstance', ids(contrary))
  const open = when.filter(({ circumstance }) => answered(circumstance) === undefined)
  return open.length > 0 ? { is: 'unanswered', about: ids(open) } : match
}

function ids(conditions: Rule['when']): readonly string[] {
  return conditions.map(({ circumstance }) => circumstance)
}
