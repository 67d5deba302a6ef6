// Identifiers that were confirmed for an inspection, as projected from the entries.
import type { IdentifierKind } from '#shared/domain/identifiers/identifier.ts'
import type { Reader, Writer } from './handles.ts'

export interface ConfirmedRow {
  readonly entry: string
  readonly inspection: string
  /** The object that the entry speaks of. */
  readonly confirmation: string
  readonly kind: IdentifierKind
  /** Folded for comparison. */
  readonly term: string
  readonly reason: string
  readonly confirmed: string
  readonly device: string
}

const columns = 'entry, inspection, confirmation, kind, term, reason, confirmed, device'

export function isConfirmed(reader: Reader, inspection: string, kind: IdentifierKind, term: string): boolean {
  const sql = 'select 1 as found from identifier_confirmed where inspection = ? and kind = ? and term = ? limit 1'
  return reader.get<{ found: number }>(sql, inspection, kind, term) !== undefined
}

/** Everything that was confirmed for an inspection. */
export function confirmedIn(reader: Reader, inspection: string): readonly ConfirmedRow[] {
  return reader.all<ConfirmedRow>(
    `select ${columns} from identifier_confirmed where inspection = ? order by entry`,
    inspection,
  )
}

/** Replaces what was confirmed by the entries of one object. */
export function putConfirmed(
  writer: Writer,
  inspection: string,
  confirmation: string,
  rows: readonly ConfirmedRow[],
): void {
  writer.run('delete from identifier_confirmed where inspection = ? and confirmation = ?', inspection, confirmation)
  for (const row of rows) {
    writer.run(
      `insert into identifier_confirmed (${columns}) values (?, ?, ?, ?, ?, ?, ?, ?)`,
      row.entry,
      row.inspection,
      row.confirmation,
      row.kind,
      row.term,
      row.reason,
      row.confirmed,
      row.device,
    )
  }
}
