// Full-text search over the notes; restricted text is never indexed.
import type { Reader } from './handles.ts'

export interface FoundRow {
  readonly note: string
  readonly inspection: string
  readonly kind: string
  readonly happened: string
  readonly snippet: string
}

/** Marks around the words found in a snippet: characters of Unicode's private use, which text does not hold. */
export const hitMarks = { from: '\u{F0000}', to: '\u{F0001}' } as const

/** Words that begin with every word typed; quoted, so that nothing typed is read as an operator. */
export function matchExpression(words: string): string | null {
  const terms = words.split(/[^\p{L}\p{M}\p{N}]+/u).filter((term) => term !== '')
  if (terms.length === 0) return null
  return terms.map((term) => `"${term}"*`).join(' ')
}

export function findNotes(
  reader: Reader,
  match: string,
  inspection: string | null,
  limit: number,
): readonly FoundRow[] {
  return reader.all<FoundRow>(
    `select n.id as note, n.inspection, n.kind, n.happened,
       snippet(note_search, -1, ?, ?, '…', 24) as snippet
     from note_search join note n on n.number = note_search.rowid
     where note_search match ? and (? is null or n.inspection = ?)
     order by bm25(note_search), n.id limit ?`,
    hitMarks.from,
    hitMarks.to,
    match,
    inspection,
    inspection,
    limit,
  )
}

export function countFound(reader: Reader, match: string, inspection: string | null): number {
  const row = reader.get<{ count: number }>(
    `select count(*) as count from note_search join note n on n.number = note_search.rowid
     where note_search match ? and (? is null or n.inspection = ?)`,
    match,
    inspection,
    inspection,
  )
  return row?.count ?? 0
}
