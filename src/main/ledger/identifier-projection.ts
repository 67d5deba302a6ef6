// Which identifiers may stand in an inspection's evidence: folded from the confirmations that have effect.
import { z } from 'zod'
import { identifierKindSchema } from '#shared/domain/identifiers/identifier.ts'
import type { CompartmentRow } from '../data/compartments.ts'
import type { Writer } from '../data/handles.ts'
import { putConfirmed } from '../data/identifiers.ts'
import type { Ledger } from './ledger.ts'

export const confirmedSchema = z.strictObject({
  kind: identifierKindSchema,
  term: z.string().min(1),
  reason: z.string().min(1),
})

/** Each entry is a row of its own: the same term confirmed on two devices is confirmed, whichever came first. */
export function projectIdentifier(ledger: Ledger, writer: Writer, compartment: CompartmentRow, id: string): void {
  const { inspection } = compartment
  const rows = ledger.entriesOf(compartment.id, id).flatMap((entry) => {
    const { kind, data, at } = entry.payload
    const said = confirmedSchema.safeParse(data).data
    if (kind !== 'identifier.confirmed' || said === undefined || !ledger.hasEffect(entry)) return []
    const { hash, header } = entry
    return [{ entry: hash, inspection, confirmation: id, ...said, confirmed: at ?? '', device: header.device }]
  })
  putConfirmed(writer, inspection, id, rows)
}
