// The things of which something can be recorded: events, questions and reviews, each with what stands of it.

import { canonicalText } from '#shared/domain/canonical.ts'
import type { Pack } from '#shared/domain/policy.ts'
import { askedOf } from './asked.ts'
import type { Read, Said, Statement } from './words.ts'

export interface Thing {
  readonly kind: 'event' | 'question' | 'review'
  /** An event, a circumstance or a rule. */
  readonly term: string
  /** Statements that nothing has followed; for a question those about some notes as well. */
  readonly standing: readonly Statement[]
}

/** What the rules of the remit ask, and whatever else was stated. */
export function thingsOf(pack: Pack, { remit, statements }: Read): readonly Thing[] {
  const { events, circumstances, reviews } = askedOf(pack, remit)
  const standing = statements.filter(({ stands }) => stands)
  const stated = (member: string) =>
    standing.flatMap(({ said }) => (member in said ? [String(Reflect.get(said, member))] : []))
  const things = (kind: Thing['kind'], member: string, asked: readonly string[]): readonly Thing[] =>
    [...new Set([...asked, ...stated(member)])].map((term) => ({
      kind,
      term,
      standing: standing.filter(({ said }) => Reflect.get(said, member) === term),
    }))
  return [
    ...things('event', 'event', events),
    ...things('question', 'circumstance', circumstances),
    ...things('review', 'rule', reviews),
  ]
}

/** Statements about exactly the same that say something else; empty where nobody differs. */
export function differing(standing: readonly Statement[]): readonly Statement[] {
  const byScope = Map.groupBy(standing, ({ said }) => scopeOf(said))
  return [...byScope.values()].filter((same) => distinct(same) > 1).flat()
}

/** The statements in whose place another about the same would stand. */
export function replacedBy(standing: readonly Statement[], said: Said): readonly string[] {
  return standing.filter((one) => scopeOf(one.said) === scopeOf(said)).map(({ entry }) => entry)
}

function scopeOf(said: Said): string {
  return 'circumstance' in said ? canonicalText(said.people) : ''
}

function distinct(statements: readonly Statement[]): number {
  return new Set(statements.map(({ said }) => canonicalText(said))).size
}
