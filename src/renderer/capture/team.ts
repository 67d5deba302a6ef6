// Whom one can choose for a team, and how they stand on a list.
import type { Output } from '#shared/contract.ts'
import type { Role } from '#shared/domain/directory-kinds.ts'
import type { Choice } from '../components/Choices.tsx'
import { message } from '../messages.ts'
import { rolesInWords } from '../stores/organisation/sync-words.ts'

type Person = Output<'directory.people'>['people'][number]

/** The roles that have work to do in the evidence of an inspection; the others get no key without need. */
const roles: readonly Role[] = ['inspector', 'supervisor']

/** Everybody who could join a team, supervisors first; `except` names those who are in it. */
export function choosable(people: readonly Person[], except: readonly string[]): readonly Person[] {
  const known = new Set(except)
  const wanted = people.filter(
    ({ person, me, roles: theirs }) => !me && !known.has(person) && theirs.some((role) => roles.includes(role)),
  )
  const rank = (person: Person) => (person.roles.includes('supervisor') ? 0 : 1)
  return wanted.toSorted((one, other) => rank(one) - rank(other) || one.name.localeCompare(other.name, 'en-GB'))
}

export function choiceOf({ person, name, post, body, roles: theirs }: Person): Choice {
  const label = post === '' ? name : message('team.person', { name, post })
  return { value: person, label, hint: [rolesInWords(theirs), body].filter((words) => words !== '').join(' · ') }
}
