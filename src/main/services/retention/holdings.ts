// What an inspection holds in kinds, as its evidence on this device has it.
import type { Hash } from '#shared/domain/ids.ts'
import { groupsOf, type Kinds } from '#shared/domain/register/groups.ts'
import type { Counts, Group } from '#shared/domain/register/kinds.ts'
import type { Reader } from '../../data/handles.ts'
import { enquiriesOf, peopleOf } from '../../data/inspections.ts'
import { type NoteKindsRow, noteKinds, tagsOf } from '../../data/notes.ts'

export interface Holdings {
  readonly counts: Counts
  readonly groups: readonly Group[]
}

/** Deleted notes are among the groups: what they said is held until the inspection is disposed of. */
export function holdingsOf(reader: Reader, inspection: Hash): Holdings {
  const people = peopleOf(reader, inspection)
  const roles = new Map(people.map(({ id, role }) => [id, role]))
  const notes = noteKinds(reader, inspection)
  const deleted = notes.filter((note) => note.deleted === 1).length
  return {
    counts: {
      notes: notes.length - deleted,
      deleted,
      people: people.length,
      enquiries: enquiriesOf(reader, inspection).length,
    },
    groups: groupsOf(notes.map((note) => kindsOf(note, roles))),
  }
}

/** Whoever is in a note or spoke in it: both are people about whom it holds something. */
function kindsOf(note: NoteKindsRow, roles: ReadonlyMap<string, string>): Kinds {
  const tags = tagsOf(note)
  const valuesOf = (field: string) => tags.filter((tag) => tag.field === field).map(({ value }) => value)
  const people = [...valuesOf('people'), ...(note.source === null ? [] : [note.source])]
  return {
    people: people.flatMap((person) => roles.get(person) || []),
    categories: valuesOf('categories'),
  }
}
