// How far everything has come that concerns a person.
import type { News } from '#shared/central-api.ts'
import { Problem } from '#shared/problems.ts'
import type { Caller, Store } from './store.ts'

/** The directory, and the compartments that the caller's person is a member of. */
export async function newsFor({ storage, organisation, now }: Store, { person }: Caller): Promise<News> {
  const directory = await storage.log(organisation.id)
  if (directory === null) throw new Problem('organisation.missing')
  const { compartment, epoch, size } = directory
  return {
    directory: { compartment, epoch, size },
    compartments: [...(await storage.standingsOf(person))],
    at: now(),
  }
}
