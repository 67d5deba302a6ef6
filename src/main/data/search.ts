// Full-text search over the notes; restricted text is never indexed.
import type { Reader, Writer } from './handles.ts'

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

/** The number of the note that came last; 0 where there is none. */
export function lastNote(reader: Reader): number {
  return reader.get<{ last: number | null }>('select max(number) as last from note')?.last ?? 0
}

/** Whether notes up to this number wait to be indexed. */
export function indexLags(reader: Reader, upTo: number = Number.MAX_SAFE_INTEGER): boolean {
  const waits = 'select 1 from note where number > (select indexed from note_search_state) and number <= ? limit 1'
  return reader.get(waits, upTo) !== undefined
}

/** Indexes the next notes that wait, at most `most` of them. Indexing many at once costs a fraction of one by one. */
export function indexNext(writer: Writer, most: number): void {
  const next = 'number > (select indexed from note_search_state) order by number limit ?'
  const up = writer.get<{ to: number | null }>(
    `select max(number) as "to" from (select number from note where ${next})`,
    most,
  )
  if (up === undefined || up.to === null) return
  writer.run(
    `insert into note_search (rowid, words, place) select number, words, place from note
     where number > (select indexed from note_search_state) and number <= ? and deleted = 0`,
    up.to,
  )
  writer.run('update note_search_state set indexed = ?', up.to)
}

/** After the notes were dropped: their numbers begin at 1 again. */
export function forgetIndexed(writer: Writer): void {
  writer.run('update note_search_state set indexed = 0')
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
