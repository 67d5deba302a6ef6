// What an open vault holds, by name, read through the services that the pages use.
import type { Ledger } from '#main/ledger/ledger.ts'
import { Drafts } from '#main/services/drafts.ts'
import { Inspections } from '#main/services/inspections.ts'
import { Notes } from '#main/services/notes.ts'
import type { Input } from '#shared/contract.ts'
import type { Pack } from '#shared/domain/policy.ts'
import { noFilter } from '../../fixtures/world.ts'
import type { Holdings } from './marks.ts'

/** For listing every note of an inspection. */
export const allNotes: Omit<Input<'note.list'>, 'inspection'> = {
  filter: noFilter,
  order: 'newest',
  offset: 0,
  limit: 500,
}

export function holdingsOf(ledger: Ledger, pack: Pack): Holdings {
  const inspections = new Inspections(ledger, pack, () => []).list().inspections
  const notes = new Notes(ledger, pack, () => [])
  const read = inspections
    .flatMap(({ inspection }) => notes.list({ inspection, ...allNotes }).notes)
    .map(({ note }) => notes.read({ note }))
  return Object.fromEntries([
    ...inspections.map(({ title }) => [`inspection ${title}`, 'opened']),
    ...read.map(({ note, content }) => [`note ${note}`, content.text.words]),
    ...read.filter(({ state }) => state === 'received').map(({ note }) => [`receipt ${note}`, 'received']),
    ...new Drafts(ledger, () => []).list().drafts.map(({ note, content }) => [`draft ${note}`, content.text.words]),
  ])
}
