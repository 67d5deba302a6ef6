// Whether a name may be recorded of somebody: as which kind of data subject the pack lets a remit name people in a role.
import type { Pack, Remit } from '../policy.ts'

/** What allows a name, by its id in the pack: a kind of data subject, or the assumption that stands in for a silent document. */
export interface NameGround {
  readonly id: string
  readonly label: string
}

/** How the pack spells consent to a question with two answers. */
const consent = 'yes'

/** Every ground on which somebody in this role may be named under the remit; none where it allows no name. */
export function nameGrounds(pack: Pack, remit: Remit, role: string): readonly NameGround[] {
  const { rule, subjects, assumption } = remit.names
  if (rule === 'never') return []
  if (rule === 'some') {
    const named = pack.lists.subjects.filter(({ id, roles }) => subjects.includes(id) && roles.includes(role))
    return named.map(({ id, label }) => ({ id, label }))
  }
  const answered = pack.assumptions.filter((candidate) => candidate.id === assumption && candidate.default === consent)
  return answered.map(({ id, question }) => ({ id, label: question }))
}
