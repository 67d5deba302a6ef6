// Notes as projected from the entries: rows for lists, filters with counts, and the timeline.
import type { Reader, Writer } from './handles.ts'

export interface NoteRow {
  readonly id: string
  readonly inspection: string
  readonly kind: string
  readonly words: string
  readonly opening: string
  readonly source: string | null
  readonly described: string
  readonly happened: string
  readonly place: string
  readonly enquiry: string | null
  readonly bearing: string
  readonly mayBeShown: number
  readonly deleted: number
  readonly conflict: number
  readonly revisions: number
  readonly written: string
  readonly device: string
  readonly heads: string
}

export interface TagRow {
  readonly field: string
  readonly value: string
}

/** Filters by a column of the note, or by a value of a set-valued field. */
export interface NoteFilter {
  readonly columns: readonly { readonly name: 'kind' | 'enquiry' | 'bearing'; readonly value: string }[]
  readonly tags: readonly { readonly field: string; readonly value: string }[]
}

export interface FieldCount {
  readonly field: string
  readonly value: string
  readonly count: number
}

const columns = `id, inspection, kind, words, opening, source, described, happened, place, enquiry, bearing,
  may_be_shown as mayBeShown, deleted, conflict, revisions, written, device, heads`

export function noteOf(reader: Reader, id: string): NoteRow | undefined {
  return reader.get<NoteRow>(`select ${columns} from note where id = ?`, id)
}

/** What saving must know of a note that stands: whose it is, and what to build on. */
export function standingOf(reader: Reader, id: string): Pick<NoteRow, 'inspection' | 'heads' | 'conflict'> | undefined {
  return reader.get('select inspection, heads, conflict from note where id = ?', id)
}

/** Writes the row of a note and returns the note's number, by which tags and search name it. */
export function putNote(writer: Writer, row: NoteRow): number {
  const put = writer.get<{ number: number }>(
    `insert into note (id, inspection, kind, words, opening, source, described, happened, place, enquiry, bearing,
       may_be_shown, deleted, conflict, revisions, written, device, heads)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     on conflict (id) do update set kind = excluded.kind, words = excluded.words, opening = excluded.opening,
       source = excluded.source, described = excluded.described, happened = excluded.happened, place = excluded.place,
       enquiry = excluded.enquiry, bearing = excluded.bearing, may_be_shown = excluded.may_be_shown,
       deleted = excluded.deleted, conflict = excluded.conflict, revisions = excluded.revisions,
       written = excluded.written, device = excluded.device, heads = excluded.heads
     returning number`,
    row.id,
    row.inspection,
    row.kind,
    row.words,
    row.opening,
    row.source,
    row.described,
    row.happened,
    row.place,
    row.enquiry,
    row.bearing,
    row.mayBeShown,
    row.deleted,
    row.conflict,
    row.revisions,
    row.written,
    row.device,
    row.heads,
  )
  if (put === undefined) throw new Error('an upsert answers with its row')
  return put.number
}

/** Makes the tags of a note exactly these. */
export function putTags(writer: Writer, number: number, tags: readonly TagRow[]): void {
  writer.run(
    `insert into note_tags (note, tags) values (?, ?)
     on conflict (note) do update set tags = excluded.tags where tags <> excluded.tags`,
    number,
    JSON.stringify(tags.map(spelled)),
  )
}

/** Newest first by the time written; the timeline by the time it happened, undated notes last. */
export function listNotes(
  reader: Reader,
  inspection: string,
  filter: NoteFilter,
  order: 'newest' | 'timeline',
  page: { readonly offset: number; readonly limit: number },
): readonly NoteRow[] {
  const where = whereOf(filter)
  const by = order === 'newest' ? 'written desc, id' : `happened = '', happened, written, id`
  // The inner query finds the page in the index alone, so that only the rows of the page are read with their text.
  return reader.all<NoteRow>(
    `select ${columns} from note where number in (
       select number from note where inspection = ? and deleted = 0 ${where.sql} order by ${by} limit ? offset ?)
     order by ${by}`,
    inspection,
    ...where.values,
    page.limit,
    page.offset,
  )
}

export function countNotes(reader: Reader, inspection: string, filter: NoteFilter): number {
  const where = whereOf(filter)
  const row = reader.get<{ count: number }>(
    `select count(*) as count from note where inspection = ? and deleted = 0 ${where.sql}`,
    inspection,
    ...where.values,
  )
  return row?.count ?? 0
}

export function countConflicts(reader: Reader, inspection: string): number {
  const sql = 'select count(*) as count from note where inspection = ? and deleted = 0 and conflict = 1'
  return reader.get<{ count: number }>(sql, inspection)?.count ?? 0
}

/** How many of the notes that match have each value of each field that can be filtered by. */
export function countValues(reader: Reader, inspection: string, filter: NoteFilter): readonly FieldCount[] {
  const where = whereOf(filter)
  const ofColumn = (name: string): string =>
    `select '${name}' as field, ${name} as value, count(*) as count from matching where ${name} is not null group by ${name}`
  const columnCounts = reader.all<FieldCount>(
    `with matching as materialized (
       select kind, enquiry, bearing from note where inspection = ? and deleted = 0 ${where.sql})
     ${ofColumn('kind')} union all ${ofColumn('enquiry')} union all ${ofColumn('bearing')}`,
    inspection,
    ...where.values,
  )
  const tagCounts = reader.all<{ tag: string; count: number }>(
    `select tag.value as tag, count(*) as count from note join note_tags on note = number, json_each(tags) as tag
     where inspection = ? and deleted = 0 ${where.sql} group by tag.value`,
    inspection,
    ...where.values,
  )
  return [...columnCounts, ...tagCounts.map(({ tag, count }) => ({ ...tagOf(tag), count }))].toSorted(byFieldAndValue)
}

export function tagsOf(reader: Reader, note: string): readonly TagRow[] {
  const sql = 'select tags from note_tags where note = (select number from note where id = ?)'
  const tags = JSON.parse(reader.get<{ tags: string }>(sql, note)?.tags ?? '[]') as string[]
  return tags.map(tagOf)
}

/** Every (object, field) of a kind, for counting the notes that name a person or a line of enquiry. */
export function countMentions(reader: Reader, inspection: string): ReadonlyMap<string, number> {
  const rows = reader.all<{ value: string; count: number }>(
    `select substr(tag.value, 8) as value, count(*) as count
     from note join note_tags on note = number, json_each(tags) as tag
     where inspection = ? and deleted = 0 and tag.value like 'people %' group by tag.value
     union all
     select enquiry, count(*) from note where inspection = ? and deleted = 0 and enquiry is not null group by enquiry`,
    inspection,
    inspection,
  )
  return new Map(rows.map(({ value, count }) => [value, count]))
}

// Neither a field's name nor a value, which is a term or an id, has a space in it.
function spelled({ field, value }: TagRow): string {
  return `${field} ${value}`
}

function byFieldAndValue(one: FieldCount, other: FieldCount): number {
  return spelled(one) < spelled(other) ? -1 : 1
}

function tagOf(spelling: string): TagRow {
  const [field = '', value = ''] = spelling.split(' ')
  return { field, value }
}

// Names of columns come from the type above, never from a caller's text.
function whereOf(filter: NoteFilter): { readonly sql: string; readonly values: readonly string[] } {
  const onColumns = filter.columns.map(({ name }) => ` and ${name} = ?`)
  const onTags = filter.tags.map(
    () => ' and exists (select 1 from note_tags, json_each(tags) where note = number and value = ?)',
  )
  return {
    sql: [...onColumns, ...onTags].join(''),
    values: [...filter.columns.map(({ value }) => value), ...filter.tags.map(spelled)],
  }
}
