// What the rules of a remit ask of an inspection: events, questions, and which of them are reviewed.
import type { Pack, Remit } from '#shared/domain/policy.ts'
import { remitOf } from '../capture/terms.ts'

type Rule = Remit['retention'][number]

export interface Asked {
  readonly events: readonly string[]
  readonly circumstances: readonly string[]
  /** Rules under which somebody looks at it. */
  readonly reviews: readonly string[]
}

/** In the order in which the rules ask. Where a rule leaves its beginning open, the assumption that holds names the event. */
export function askedOf(pack: Pack, remit: string): Asked {
  const rules = remitOf(pack, remit)?.retention ?? []
  const eventsOf = ({ startsAt, until, assumptions }: Rule): readonly string[] => {
    const stated = startsAt ?? until
    return stated === null ? assumptions.flatMap((id) => assumedEvent(pack, id) ?? []) : [stated]
  }
  return {
    events: [...new Set(rules.flatMap(eventsOf))],
    circumstances: [...new Set(rules.flatMap(({ when }) => when.map(({ circumstance }) => circumstance)))],
    reviews: rules.filter(({ modality }) => modality === 'then-review').map(({ id }) => id),
  }
}

function assumedEvent({ assumptions, answers }: Pack, id: string): string | null {
  const assumption = assumptions.find((known) => known.id === id)
  if (assumption?.kind !== 'event') return null
  return answers.find((answer) => answer.assumption === id)?.value ?? assumption.default
}
