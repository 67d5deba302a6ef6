// Bundles, the decisions on them and the questions about their notes, as projected from the entries.
import type { Decision } from '#shared/domain/bundle.ts'
import type { Reader, Writer } from './handles.ts'

/** `parents`, `counts`, `authors` and `missing` are JSON texts. */
export interface BundleRow {
  readonly inspection: string
  readonly id: string
  readonly seal: string
  readonly sealed: string
  readonly device: string
  readonly parents: string
  readonly counts: string
  readonly checkpoint: number
  /** Persons who sealed it or wrote a revision that it lists, as far as these can be read here. */
  readonly authors: string
  /** Listed revisions that cannot be read here yet. */
  readonly missing: string
}

/** `parents` is a JSON text; `person` is empty for a device that nobody named. */
export interface DecisionRow {
  readonly id: string
  readonly parents: string
  readonly decision: Decision
  readonly reason: string
  readonly decided: string
  readonly device: string
  readonly person: string
  readonly effect: number
}

export interface QuestionRow {
  readonly id: string
  readonly bundle: string
  readonly seal: string
  readonly person: string
  readonly effect: number
  readonly answered: number
}

/** A revision of a note as it lies in the log, without its content. */
export interface RevisionRow {
  readonly hash: string
  readonly note: string
  readonly device: string
  readonly directory: number
}

/** A note in a list of what would be sealed; `tags` as `tagsOf` reads them, `heads` a JSON text. */
export interface NoteToSealRow {
  readonly id: string
  readonly opening: string
  readonly happened: string
  readonly tags: string
  readonly deleted: number
  readonly conflict: number
  readonly heads: string
}

const columns = 'inspection, id, seal, sealed, device, parents, counts, checkpoint, authors, missing'
const decisionColumns = 'id, parents, decision, reason, decided, device, person, effect'

// A question counts when it is about the seal that stands, by somebody with the role for it and not on their own work.
const counting = `from question q join bundle b on b.inspection = q.inspection and b.id = q.bundle and b.seal = q.seal
  where q.inspection = ? and q.effect = 1 and not exists (select 1 from json_each(b.authors) where value = q.person)`

/** The newest first. */
export function bundlesOf(reader: Reader, inspection: string): readonly BundleRow[] {
  return reader.all<BundleRow>(
    `select ${columns} from bundle where inspection = ? order by sealed desc, id`,
    inspection,
  )
}

export function bundleOf(reader: Reader, inspection: string, id: string): BundleRow | undefined {
  return reader.get<BundleRow>(`select ${columns} from bundle where inspection = ? and id = ?`, inspection, id)
}

/** Bundles that wait for revisions. */
export function incompleteBundles(reader: Reader, inspection: string): readonly Pick<BundleRow, 'id' | 'missing'>[] {
  return reader.all(`select id, missing from bundle where inspection = ? and missing <> '[]'`, inspection)
}

export function putBundle(writer: Writer, row: BundleRow): void {
  writer.run(
    `insert or replace into bundle (${columns}) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    row.inspection,
    row.id,
    row.seal,
    row.sealed,
    row.device,
    row.parents,
    row.counts,
    row.checkpoint,
    row.authors,
    row.missing,
  )
}

export function removeBundle(writer: Writer, inspection: string, id: string): void {
  writer.run('delete from bundle where inspection = ? and id = ?', inspection, id)
}

/** Every decision on a bundle, oldest first. */
export function decisionsOn(reader: Reader, inspection: string, bundle: string): readonly DecisionRow[] {
  return reader.all<DecisionRow>(
    `select ${decisionColumns} from decision where inspection = ? and bundle = ? order by decided, id`,
    inspection,
    bundle,
  )
}

/** The decisions on a bundle, in place of those that stood there. */
export function putDecisions(
  writer: Writer,
  inspection: string,
  bundle: string,
  decisions: readonly DecisionRow[],
): void {
  writer.run('delete from decision where inspection = ? and bundle = ?', inspection, bundle)
  for (const { id, parents, decision, reason, decided, device, person, effect } of decisions) {
    writer.run(
      `insert into decision (inspection, bundle, ${decisionColumns}) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      inspection,
      bundle,
      id,
      parents,
      decision,
      reason,
      decided,
      device,
      person,
      effect,
    )
  }
}

export function removeQuestions(writer: Writer, inspection: string, note: string): void {
  writer.run('delete from question where inspection = ? and note = ?', inspection, note)
}

/** The questions about a note, in place of those that stood there. */
export function putQuestions(
  writer: Writer,
  inspection: string,
  note: string,
  questions: readonly QuestionRow[],
): void {
  removeQuestions(writer, inspection, note)
  for (const { id, bundle, seal, person, effect, answered } of questions) {
    writer.run(
      `insert into question (id, inspection, note, bundle, seal, person, effect, answered)
       values (?, ?, ?, ?, ?, ?, ?, ?)`,
      id,
      inspection,
      note,
      bundle,
      seal,
      person,
      effect,
      answered,
    )
  }
}

/** The questions about a note that count. */
export function questionsAbout(reader: Reader, inspection: string, note: string): ReadonlySet<string> {
  const rows = reader.all<{ id: string }>(`select q.id ${counting} and q.note = ?`, inspection, note)
  return new Set(rows.map(({ id }) => id))
}

export function countOpenQuestions(reader: Reader, inspection: string): number {
  const sql = `select count(*) as count ${counting} and q.answered = 0`
  return reader.get<{ count: number }>(sql, inspection)?.count ?? 0
}

export function countOpenQuestionsOn(reader: Reader, inspection: string, bundle: string): number {
  const sql = `select count(*) as count ${counting} and q.answered = 0 and q.bundle = ?`
  return reader.get<{ count: number }>(sql, inspection, bundle)?.count ?? 0
}

/** Notes about which anybody asked anything, whether or not it counts. */
export function notesAskedAbout(reader: Reader, inspection: string): ReadonlySet<string> {
  const sql = 'select distinct note from question where inspection = ?'
  return new Set(reader.all<{ note: string }>(sql, inspection).map(({ note }) => note))
}

/** Notes of an inspection about which something was asked that nobody has answered. */
export function notesInQuestion(reader: Reader, inspection: string): ReadonlySet<string> {
  const rows = reader.all<{ note: string }>(`select distinct q.note ${counting} and q.answered = 0`, inspection)
  return new Set(rows.map(({ note }) => note))
}

/** All revisions of notes of an inspection that this vault can read. */
export function revisionsOf(reader: Reader, inspection: string): readonly RevisionRow[] {
  return reader.all<RevisionRow>(
    `select e.hash, o.object as note, e.device, e.directory from entry_of_object o join entry e on e.arrival = o.entry
     where o.kind = 'note.revised' and e.compartment = ? order by e.hash`,
    inspection,
  )
}

/** All notes of an inspection, the deleted ones too, in the order of its timeline; `length` units of each text. */
export function notesToSeal(reader: Reader, inspection: string, length: number): readonly NoteToSealRow[] {
  return reader.all<NoteToSealRow>(
    `select id, substr(words, 1, ?) as opening, happened, tags, deleted, conflict, heads from note
     where inspection = ? order by happened = '', happened, written, id`,
    length,
    inspection,
  )
}
