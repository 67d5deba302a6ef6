// An explanation as a page shows it: notes for which the same follows together, rules by their names, which the pack words.
import type { Output } from '#shared/contract.ts'
import type { Group } from '#shared/domain/register/kinds.ts'
import type { Explanation, LookedAt, Verdict } from '#shared/domain/retention/explanation.ts'

type Outcome = Output<'retention.read'>['outcomes'][number]

/**
 * One explanation for each group, in the same order. Notes are together where the same follows by the rules of their own
 * controllers; what others say of some of them stands beside it. The largest part comes first. */
export function outcomesOf(explanations: readonly Explanation[], groups: readonly Group[]): Outcome[] {
  const shown = explanations.map((explanation, place) => ({
    result: resultOf(explanation),
    others: explanation.verdicts.filter(({ own }) => !own).map(verdictOf),
    group: groups[place],
  }))
  const alike = Map.groupBy(shown, ({ result }) => JSON.stringify(result))
  const outcomes = [...alike.values()].flatMap((same) => {
    const [first] = same
    if (first === undefined) return []
    const ofAll = same.flatMap(({ group }) => group ?? [])
    const notes = ofAll.reduce((sum, group) => sum + group.notes, 0)
    const people = distinct(ofAll.flatMap((group) => group.people))
    const categories = distinct(ofAll.flatMap((group) => group.categories))
    const others = new Map(same.flatMap((one) => one.others).map((verdict) => [verdict.controller, verdict]))
    return [{ notes, people, categories, ...first.result, verdicts: [...first.result.verdicts, ...others.values()] }]
  })
  return outcomes.toSorted((one, other) => other.notes - one.notes)
}

function resultOf({ state, verdicts, disagreements }: Explanation): Omit<Outcome, 'notes' | 'people' | 'categories'> {
  const own = verdicts.filter((verdict) => verdict.own)
  return { state, verdicts: own.map(verdictOf), disagreements: disagreements.map((one) => ({ ...one })) }
}

function verdictOf({ rules, awaited, ...verdict }: Verdict): Outcome['verdicts'][number] {
  return { ...verdict, awaited: [...awaited], rules: rules.map(ruleOf) }
}

function ruleOf(looked: LookedAt): Outcome['verdicts'][number]['rules'][number] {
  const { rule, remit, role, why, about, mayGoFrom, mustBeGoneBy, reviewFrom, history, assumptions } = looked
  return {
    rule: rule.id,
    remit,
    role,
    why,
    about: [...about],
    mayGoFrom,
    mustBeGoneBy,
    reviewFrom,
    event: history?.event ?? null,
    on: history?.on ?? null,
    assumptions: assumptions.map(({ id }) => id),
  }
}

function distinct(terms: readonly string[]): string[] {
  return [...new Set(terms)].toSorted()
}
