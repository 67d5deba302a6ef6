// Whether something that a person states of retention can be: terms of the pack, days of the calendar, in their order.
import type { Problem, ProblemCode } from '../../problems.ts'
import type { Pack } from '../policy.ts'
import type { Calendar, Day } from '../retention/calendar.ts'
import type { Stated } from './kinds.ts'

export interface Faulty {
  readonly code: ProblemCode
  /** The member of the statement that is meant. */
  readonly field: Problem['fields'][number]
}

interface Surroundings {
  readonly pack: Pack
  readonly remit: string
  readonly isDay: Calendar['isDay']
  readonly today: Day
}

/** Null where nothing is wrong with it. */
export function faultIn(said: Stated, surroundings: Surroundings): Faulty | null {
  if (!areKnown(said, surroundings)) return { code: 'policy.unknown-term', field: 'said' }
  const { past, ahead } = daysOf(said)
  const field = 'said'
  if ([...past, ...ahead].some((day) => !surroundings.isDay(day))) return { code: 'retention.date-impossible', field }
  if (past.some((day) => day > surroundings.today)) return { code: 'retention.date-ahead', field }
  return isInOrder(said) ? null : { code: 'retention.dates-at-odds', field }
}

function areKnown(said: Stated, { pack: { lists, remits }, remit }: Surroundings): boolean {
  const isIn = (known: readonly { readonly id: string }[], term: string) => known.some(({ id }) => id === term)
  if ('event' in said) return isIn(lists.events, said.event)
  if ('rule' in said) {
    const rules = remits.find(({ id }) => id === remit)?.retention ?? []
    return rules.some(({ id, modality }) => id === said.rule && modality === 'then-review')
  }
  return (
    isIn(lists.circumstances, said.circumstance) && (said.people ?? []).every((role) => isIn(lists.personRoles, role))
  )
}

/** Days on which something happened, and days on which something is to be looked at again. */
function daysOf(said: Stated): { readonly past: readonly Day[]; readonly ahead: readonly Day[] } {
  if ('event' in said) {
    return {
      past: said.happenings.flatMap(({ on, reopened }) => (reopened === null ? [on] : [on, reopened.on])),
      ahead: [],
    }
  }
  if ('circumstance' in said) return { past: [], ahead: [] }
  return { past: said.reviews.map(({ on }) => on), ahead: said.reviews.flatMap(({ next }) => next ?? []) }
}

/** What happened was reopened before it happened again; a review looks ahead, and comes after the one before. */
function isInOrder(said: Stated): boolean {
  if ('circumstance' in said) return true
  if ('rule' in said) {
    return ascend(said.reviews.map(({ on }) => on)) && said.reviews.every(({ on, next }) => next === null || on < next)
  }
  const closed = said.happenings.slice(0, -1)
  return closed.every(({ reopened }) => reopened !== null) && ascend(daysOf(said).past)
}

function ascend(days: readonly Day[]): boolean {
  return days.every((day, place) => place === 0 || (days[place - 1] ?? '') <= day)
}
