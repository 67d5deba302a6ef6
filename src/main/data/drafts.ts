// Drafts: text being typed, durable in the vault and nowhere else (docs/protocol.md section 13).
import type { Reader, Writer } from './handles.ts'

/** `heads`, `content` and `typed` are JSON texts. */
export interface DraftRow {
  readonly note: string
  readonly inspection: string
  readonly heads: string
  readonly content: string
  readonly typed: string | null
  readonly kept: string
  /** Words of a removed wording were taken out of it, and its writer has not changed it since. */
  readonly corrected: number
}

const columns = 'note, inspection, heads, content, typed, kept, corrected'

export function allDrafts(reader: Reader): readonly DraftRow[] {
  return reader.all<DraftRow>(`select ${columns} from draft order by kept desc, note`)
}

export function draftOf(reader: Reader, note: string): DraftRow | undefined {
  return reader.get<DraftRow>(`select ${columns} from draft where note = ?`, note)
}

export function keepDraft(writer: Writer, row: DraftRow): void {
  writer.run(
    `insert into draft (${columns}) values (?, ?, ?, ?, ?, ?, ?)
     on conflict (note) do update set heads = excluded.heads, content = excluded.content,
       typed = excluded.typed, kept = excluded.kept, corrected = excluded.corrected`,
    row.note,
    row.inspection,
    row.heads,
    row.content,
    row.typed,
    row.kept,
    row.corrected,
  )
}

export function removeDraft(writer: Writer, note: string): void {
  writer.run('delete from draft where note = ?', note)
}

export function countDrafts(reader: Reader, inspection: string): number {
  return (
    reader.get<{ count: number }>('select count(*) as count from draft where inspection = ?', inspection)?.count ?? 0
  )
}
