// Bundles and questions as projected from the entries, and the revisions that a manifest names.
import type { Reader, Writer } from './handles.ts'

export interface BundleRow {
  readonly id: string
  readonly inspection: string
  readonly sealed: string
}

/** A revision of a note as it lies in the log, without its content. */
export interface RevisionRow {
  readonly hash: string
  readonly note: string
  readonly device: string
  readonly directory: number
}

export function bundlesOf(reader: Reader, inspection: string): readonly BundleRow[] {
  return reader.all<BundleRow>(
    'select id, inspection, sealed from bundle where inspection = ? order by sealed desc, id',
    inspection,
  )
}

/** Every bundle in this vault, oldest first. */
export function allBundles(reader: Reader): readonly BundleRow[] {
  return reader.all<BundleRow>('select id, inspection, sealed from bundle order by sealed, id')
}

export function bundleOf(reader: Reader, id: string): BundleRow | undefined {
  return reader.get<BundleRow>('select id, inspection, sealed from bundle where id = ?', id)
}

export function putBundle(writer: Writer, row: BundleRow): void {
  writer.run(
    'insert or replace into bundle (id, inspection, sealed) values (?, ?, ?)',
    row.id,
    row.inspection,
    row.sealed,
  )
}

/** The questions of a note, in place of those that stood there. */
export function putQuestions(
  writer: Writer,
  inspection: string,
  note: string,
  questions: readonly { readonly id: string; readonly open: boolean }[],
): void {
  writer.run('delete from question where note = ?', note)
  for (const { id, open } of questions) {
    writer.run(
      'insert into question (id, inspection, note, open) values (?, ?, ?, ?)',
      id,
      inspection,
      note,
      Number(open),
    )
  }
}

export function countOpenQuestions(reader: Reader, inspection: string): number {
  const sql = 'select count(*) as count from question where inspection = ? and open = 1'
  return reader.get<{ count: number }>(sql, inspection)?.count ?? 0
}

/** Notes of an inspection about which something was asked that nobody has answered. */
export function notesInQuestion(reader: Reader, inspection: string): readonly string[] {
  const sql = 'select distinct note from question where inspection = ? and open = 1 order by note'
  return reader.all<{ note: string }>(sql, inspection).map(({ note }) => note)
}

/** All revisions of notes of an inspection that this vault can read. */
export function revisionsOf(reader: Reader, inspection: string): readonly RevisionRow[] {
  return reader.all<RevisionRow>(
    `select e.hash, o.object as note, e.device, e.directory from entry_of_object o join entry e on e.arrival = o.entry
     where o.kind = 'note.revised' and e.compartment = ? order by e.hash`,
    inspection,
  )
}
