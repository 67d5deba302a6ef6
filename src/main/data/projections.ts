// Dropping the projections, so that they can be rebuilt from the entries.
import type { Writer } from './handles.ts'
import { forgetIndexed } from './search.ts'

export const projectionTables = [
  'entry_of_object',
  'entered_again',
  'inspection',
  'person',
  'enquiry',
  'note',
  'disclosure',
  'bundle',
  'decision',
  'question',
  'identifier_confirmed',
  'register',
  'retention_statement',
] as const

export function dropProjections(writer: Writer): void {
  for (const table of projectionTables) writer.run(`delete from ${table}`)
  forgetIndexed(writer)
}
