// From a register to the facts that rules are held to: each group of notes that are alike is one record.
import type { Pack, Remit } from '../policy.ts'
import type { Group, Stated } from '../register/kinds.ts'
import type { Day } from './calendar.ts'
import { type Finding, findings, type RecordFacts } from './facts.ts'
import type { AssumptionUsed } from './rules.ts'

/** What retention knows of one inspection; `groups` is null while nobody has said what it holds. */
export interface Kept {
  readonly inspection: string
  readonly remit: string
  /** The last day of the inspection. */
  readonly ends: Day
  readonly groups: readonly Group[] | null
  readonly statements: readonly { readonly about: string; readonly said: Stated }[]
  /** Whether something was stated in a form that only a newer version knows. */
  readonly unread: boolean
}

/** The record of each group, in their order; an inspection without a note is one record about nobody. */
export function recordsIn(pack: Pack, kept: Kept): readonly RecordFacts[] {
  const { inspection, remit, groups } = kept
  const said = agreed(kept.statements)
  const ofAll = factsOfAll(pack, kept, said)
  const answersFor = answersIn(said)
  const byPeople = new Map<string, Pick<RecordFacts, 'subjects' | 'circumstances'>>()
  const kinds = groups === null || groups.length === 0 ? [{ people: [], categories: [] }] : groups
  return kinds.map(({ people, categories }, place) => {
    const key = keyOf(people)
    const known = byPeople.get(key)
    const ofPeople = known ?? { subjects: subjectsOf(pack, remit, people), circumstances: answersFor(key) }
    if (known === undefined) byPeople.set(key, ofPeople)
    return { id: `${inspection} ${place}`, remit, records: null, categories, ...ofPeople, ...ofAll }
  })
}

/** What stands in the way of any result, whatever the rules say; each keeps the inspection. */
export function obstaclesIn({ groups, statements, unread }: Kept): readonly Finding[] {
  return [
    ...(unread ? findings('retention.newer-version', ['']) : []),
    ...(groups === null ? findings('retention.not-summarised', ['']) : []),
    ...findings('retention.statements-differ', differing(statements)),
  ]
}

/** The term that each thing is about of which people stated different things. */
function differing(statements: Kept['statements']): readonly string[] {
  const first = new Map<string, Stated>()
  const differ: string[] = []
  for (const { about, said } of statements) {
    const other = first.get(about)
    if (other === undefined) first.set(about, said)
    else if (JSON.stringify(other) !== JSON.stringify(said)) differ.push(termOf(said))
  }
  return differ
}

export function termOf(said: Stated): string {
  if ('event' in said) return said.event
  return 'rule' in said ? said.rule : said.circumstance
}

/** Of what people differ about nothing is taken. */
function agreed(statements: Kept['statements']): readonly Stated[] {
  const undecided = new Set(differing(statements))
  return [...new Map(statements.map(({ about, said }) => [about, said])).values()].filter(
    (said) => !undecided.has(termOf(said)),
  )
}

function factsOfAll(
  pack: Pack,
  { remit, ends, statements }: Kept,
  said: readonly Stated[],
): Pick<RecordFacts, 'controllers' | 'events' | 'reopenings' | 'reviews'> {
  const events = said.flatMap((one) => ('event' in one ? [one] : []))
  const spokenOf = new Set(statements.map((one) => termOf(one.said)))
  const known = pack.lists.events.filter((event) => event.known === 'last-day' && !spokenOf.has(event.id))
  return {
    controllers: controllersOf(
      pack.remits.find(({ id }) => id === remit),
      pack,
    ),
    events: [
      ...known.map(({ id }) => ({ event: id, on: ends })),
      ...events.flatMap(({ event, happenings }) => happenings.map(({ on }) => ({ event, on }))),
    ],
    reopenings: events.flatMap(({ event, happenings }) =>
      happenings.flatMap(({ reopened }) => (reopened === null ? [] : [{ event, ...reopened }])),
    ),
    reviews: said.flatMap((one) => ('rule' in one ? one.reviews.map((review) => ({ rule: one.rule, ...review })) : [])),
  }
}

/** An answer for the notes with exactly these people comes before one for the whole inspection. */
function answersIn(said: readonly Stated[]): (people: string) => RecordFacts['circumstances'] {
  const given = said.flatMap((one) => ('circumstance' in one && one.answer !== null ? [one] : []))
  const general = Object.fromEntries(
    given.filter((one) => one.people === null).map(({ circumstance, answer }) => [circumstance, answer === true]),
  )
  const own = given.flatMap((one) => (one.people === null ? [] : [{ ...one, key: keyOf(one.people) }]))
  return (people) => {
    const theirs = own.filter(({ key }) => key === people)
    if (theirs.length === 0) return general
    return {
      ...general,
      ...Object.fromEntries(theirs.map(({ circumstance, answer }) => [circumstance, answer === true])),
    }
  }
}

function keyOf(people: readonly string[]): string {
  return people.join(' ')
}

/**
 * The kinds of data subjects that people in these roles may be, of those that the remit holds anything about. A role that
 * the pack does not know stands for itself, so that it is found as not understood.
 */
export function subjectsOf({ lists, remits }: Pack, remit: string, roles: readonly string[]): readonly string[] {
  const held = remits.find(({ id }) => id === remit)?.subjects.map(({ subject }) => subject) ?? []
  const known = lists.subjects.filter(
    ({ id, roles: of }) => held.includes(id) && roles.some((role) => of.includes(role)),
  )
  const unknown = roles.filter((role) => !lists.personRoles.some(({ id }) => id === role))
  return [...known.map(({ id }) => id), ...unknown]
}

/**
 * Whose record what was gathered is. What another inspectorate gathers itself lies with itself. Where a remit rests on an
 * assumption and the organisation answered otherwise than by default, every inspectorate that takes part is a controller
 * of its own: a register does not say who gathered what.
 */
function controllersOf(remit: Remit | undefined, pack: Pack): readonly string[] {
  if (remit === undefined) return []
  const here = remit.controllers.filter(({ of }) => of !== 'own-gathering').map(({ controller }) => controller)
  const shared = controllerAssumptions(pack, remit).some(
    ({ id, value }) => value !== pack.assumptions.find((assumption) => assumption.id === id)?.default,
  )
  const others = shared ? remit.jointInspectorates.map(({ inspectorate }) => inspectorate) : []
  return [...new Set([...here, ...others])]
}

/** The assumptions on which it rests whose record it is. */
export function controllerAssumptions(pack: Pack, remit: Remit): readonly AssumptionUsed[] {
  const named = remit.controllers.flatMap(({ assumption }) => assumption ?? [])
  return pack.assumptions
    .filter(({ id }) => named.includes(id))
    .map((assumption) => {
      const answer = pack.answers.find((one) => one.assumption === assumption.id)
      return { id: assumption.id, value: answer?.value ?? assumption.default, byDefault: answer === undefined }
    })
}
