// Disclosures and their drafts: tables of their own that no other query joins.
import type { Reader, Writer } from './handles.ts'

export type Released = 'no' | 'note' | 'enquiry'

export interface DisclosureRow {
  readonly id: string
  readonly inspection: string
  /** Title of the inspection as the disclosure names it. */
  readonly title: string
  readonly opening: string
  readonly released: Released
  readonly written: string
}

/** `heads`, `content` and `typed` are JSON texts. */
export interface DisclosureDraftRow {
  readonly draft: string
  readonly disclosure: string | null
  readonly inspection: string
  readonly heads: string
  readonly content: string
  readonly typed: string | null
  readonly kept: string
}

const columns = 'id, inspection, title, opening, released, written'
const draftColumns = 'draft, disclosure, inspection, heads, content, typed, kept'

export function allDisclosures(reader: Reader): readonly DisclosureRow[] {
  return reader.all<DisclosureRow>(`select ${columns} from disclosure order by written desc, id`)
}

export function disclosureOf(reader: Reader, id: string): DisclosureRow | undefined {
  return reader.get<DisclosureRow>(`select ${columns} from disclosure where id = ?`, id)
}

export function putDisclosure(writer: Writer, row: DisclosureRow): void {
  writer.run(
    `insert into disclosure (${columns}) values (?, ?, ?, ?, ?, ?)
     on conflict (id) do update set inspection = excluded.inspection, title = excluded.title,
       opening = excluded.opening, released = excluded.released, written = excluded.written`,
    row.id,
    row.inspection,
    row.title,
    row.opening,
    row.released,
    row.written,
  )
}

export function removeDisclosure(writer: Writer, id: string): void {
  writer.run('delete from disclosure where id = ?', id)
}

export function allDisclosureDrafts(reader: Reader): readonly DisclosureDraftRow[] {
  return reader.all<DisclosureDraftRow>(`select ${draftColumns} from disclosure_draft order by kept desc, draft`)
}

export function disclosureDraftOf(reader: Reader, draft: string): DisclosureDraftRow | undefined {
  return reader.get<DisclosureDraftRow>(`select ${draftColumns} from disclosure_draft where draft = ?`, draft)
}

export function keepDisclosureDraft(writer: Writer, row: DisclosureDraftRow): void {
  writer.run(
    `insert into disclosure_draft (${draftColumns}) values (?, ?, ?, ?, ?, ?, ?)
     on conflict (draft) do update set disclosure = excluded.disclosure, inspection = excluded.inspection,
       heads = excluded.heads, content = excluded.content, typed = excluded.typed, kept = excluded.kept`,
    row.draft,
    row.disclosure,
    row.inspection,
    row.heads,
    row.content,
    row.typed,
    row.kept,
  )
}

export function removeDisclosureDraft(writer: Writer, draft: string): void {
  writer.run('delete from disclosure_draft where draft = ?', draft)
}

export function countDraftsOfDisclosure(reader: Reader, disclosure: string): number {
  const counting = 'select count(*) as count from disclosure_draft where disclosure = ?'
  return reader.get<{ count: number }>(counting, disclosure)?.count ?? 0
}
