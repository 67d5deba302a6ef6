// Notes as projected from the entries: rows for lists, filters with counts, and the timeline.
import type { Reader, Writer } from './handles.ts'

/** `tags` is the JSON text that `tagsText` writes and `tagsOf` reads. */
export interface NoteRow {
  readonly id: string
  readonly inspection: string
  readonly tags: string
  readonly kind: string
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
  readonly words: string
  /** JSON text: hashes that its revisions build on and that cannot be read here, removed wordings among them. */
  readonly unseen: string
}

/** A value of a field that notes are filtered and counted by; a note has several of a set-valued field. */
export interface TagRow {
  readonly field: string
  readonly value: string
}

/** What retention asks of a note. */
export type NoteKindsRow = Pick<NoteRow, 'tags' | 'source' | 'deleted'>

/** The notes that have every one of these tags; those that were deleted, or those that were not. */
export interface NoteFilter {
  readonly deleted: boolean
  readonly tags: readonly TagRow[]
}

/** Every note that was not deleted. */
export const everyNote: NoteFilter = { deleted: false, tags: [] }

export interface FieldCount {
  readonly field: string
  readonly value: string
  readonly count: number
}

const columns = `id, inspection, tags, kind, source, described, happened, place, enquiry, bearing,
  may_be_shown as mayBeShown, deleted, conflict, revisions, written, device, heads, words, unseen`

export function noteOf(reader: Reader, id: string): NoteRow | undefined {
  return reader.get<NoteRow>(`select ${columns} from note where id = ?`, id)
}

/** What saving must know of a note that stands: whose it is, and what to build on. */
export function standingOf(reader: Reader, id: string): Pick<NoteRow, 'inspection' | 'heads' | 'conflict'> | undefined {
  return reader.get('select inspection, heads, conflict from note where id = ?', id)
}

export function putNote(writer: Writer, row: NoteRow): void {
  writer.run(
    `insert into note (id, inspection, tags, kind, source, described, happened, place, enquiry, bearing,
       may_be_shown, deleted, conflict, revisions, written, device, heads, words, unseen)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     on conflict (id) do update set tags = excluded.tags, kind = excluded.kind, source = excluded.source,
       described = excluded.described, happened = excluded.happened, place = excluded.place,
       enquiry = excluded.enquiry, bearing = excluded.bearing, may_be_shown = excluded.may_be_shown,
       deleted = excluded.deleted, conflict = excluded.conflict, revisions = excluded.revisions,
       written = excluded.written, device = excluded.device, heads = excluded.heads, words = excluded.words,
       unseen = excluded.unseen`,
    row.id,
    row.inspection,
    row.tags,
    row.kind,
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
    row.words,
    row.unseen,
  )
}

/** What was typed into the notes of an inspection, the deleted ones too. */
export function textsOf(
  reader: Reader,
  inspection: string,
): readonly Pick<NoteRow, 'id' | 'words' | 'described' | 'place'>[] {
  return reader.all('select id, words, described, place from note where inspection = ? order by id', inspection)
}

/** Nothing of the note is left, or nothing that can be read. */
export function removeNote(writer: Writer, inspection: string, id: string): void {
  writer.run('delete from note where inspection = ? and id = ?', inspection, id)
}

/** Notes that build on something that cannot be read here. */
export function notesWithUnseen(reader: Reader, inspection: string): readonly Pick<NoteRow, 'id' | 'unseen'>[] {
  return reader.all(`select id, unseen from note where inspection = ? and unseen <> '[]' order by id`, inspection)
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
       select number from note where inspection = ? ${where.sql} order by ${by} limit ? offset ?)
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
    `select count(*) as count from note where inspection = ? ${where.sql}`,
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
  const rows = reader.all<{ tags: string }>(
    `select tags from note where inspection = ? ${where.sql}`,
    inspection,
    ...where.values,
  )
  // Counted here: SQL's grouping takes three times as long, and every list asks for these counts.
  const counts = new Map<string, number>()
  for (const { tags } of rows) for (const tag of spelledIn(tags)) counts.set(tag, (counts.get(tag) ?? 0) + 1)
  return [...counts]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([tag, count]) => ({ ...tagOf(tag), count }))
}

/** Every note of an inspection, the deleted ones too, without its words. */
export function noteKinds(reader: Reader, inspection: string): readonly NoteKindsRow[] {
  return reader.all<NoteKindsRow>('select tags, source, deleted from note where inspection = ?', inspection)
}

/** How many notes name each person and each line of enquiry, by its id. */
export function countMentions(reader: Reader, inspection: string): ReadonlyMap<string, number> {
  const counts = countValues(reader, inspection, everyNote)
  const mentions = counts.filter(({ field }) => field === 'people' || field === 'enquiry')
  return new Map(mentions.map(({ value, count }) => [value, count]))
}

export function tagsText(tags: readonly TagRow[]): string {
  return JSON.stringify(tags.map(spelled))
}

export function tagsOf({ tags }: Pick<NoteRow, 'tags'>): readonly TagRow[] {
  return spelledIn(tags).map(tagOf)
}

// Neither a field's name nor a value, which is a term or an id, has a space in it.
function spelled({ field, value }: TagRow): string {
  return `${field} ${value}`
}

function spelledIn(tags: string): readonly string[] {
  return JSON.parse(tags) as string[]
}

function tagOf(spelling: string): TagRow {
  const [field = '', value = ''] = spelling.split(' ')
  return { field, value }
}

// A tag with its quotation marks is found in the JSON text only where it is a whole member.
function whereOf({ deleted, tags }: NoteFilter): { readonly sql: string; readonly values: readonly string[] } {
  const each = ' and instr(tags, ?) > 0'
  const sql = `and deleted = ${deleted ? 1 : 0}${each.repeat(tags.length)}`
  return { sql, values: tags.map((tag) => JSON.stringify(spelled(tag))) }
}
