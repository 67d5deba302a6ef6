// How the watch for identifiers reaches main: for an inspection, and for one that is about to be opened.
import type { Input } from '#shared/contract.ts'
import { termOf } from '#shared/domain/identifiers/identifier.ts'
import { textsToSend } from '../../capture/identifier-groups.ts'
import { call } from '../../client.ts'
import type { IdentifierPorts, Looked } from './identifier-watch.ts'

type Confirmed = Input<'inspection.open'>['confirmed'][number]

export function inspectionPorts(inspection: string): IdentifierPorts {
  return {
    find: (looked) => found(inspection, looked),
    confirm: ({ kind, words }, reason) => call('identifier.confirm', { inspection, kind, words, reason }),
  }
}

export interface OpeningPorts extends IdentifierPorts {
  /** What was confirmed so far: given along when the inspection is opened. */
  readonly confirmed: () => readonly Confirmed[]
}

/** Nothing can be taken down before there is an inspection, so this page remembers what was confirmed. */
export function openingPorts(): OpeningPorts {
  const confirmed: Confirmed[] = []
  const knows = ({ kind, words }: Pick<Confirmed, 'kind' | 'words'>) =>
    confirmed.some((one) => one.kind === kind && termOf(kind, one.words) === termOf(kind, words))
  return {
    find: async (looked) => (await found(null, looked)).filter((identifier) => !knows(identifier)),
    confirm: async ({ kind, words }, reason) => {
      // Main looks at the reason, as it would in an inspection.
      await call('identifier.confirm', { inspection: null, kind, words, reason })
      confirmed.push({ kind, words, reason })
    },
    confirmed: () => [...confirmed],
  }
}

async function found(inspection: string | null, { on, texts }: Looked): ReturnType<IdentifierPorts['find']> {
  return (await call('identifier.find', { inspection, on, texts: textsToSend(texts) })).identifiers
}
