// The notes of a bundle as its seal froze them, whatever was revised since.
import type { Output } from '#shared/contract.ts'
import { inDisplayOrder, type Revision } from '#shared/domain/fold.ts'
import type { Hash } from '#shared/domain/ids.ts'
import { type NoteContent, noteContentSchema } from '#shared/domain/note.ts'
import { foldNote } from '#shared/domain/note-state.ts'
import { type BundleRow, notesAskedAbout, type RevisionRow, revisionsOf } from '../../data/bundles.ts'
import { type NoteRow, noteOf, tagsOf } from '../../data/notes.ts'
import { authorsIn, type By } from '../../ledger/authors.ts'
import type { Ledger, OpenedEntry } from '../../ledger/ledger.ts'
import { questionsOn } from '../../ledger/questions.ts'
import { revisionsIn } from '../../ledger/revisions.ts'
import { listedIn } from './listed.ts'

type SealedNote = Output<'bundle.read'>['notes'][number]

/** In the order of the timeline. */
export function sealedNotes(ledger: Ledger, bundle: BundleRow): SealedNote[] {
  const { reader } = ledger
  const listed = Map.groupBy(listedIn(ledger, bundle), ({ note }) => note)
  const known = Map.groupBy(revisionsOf(reader, bundle.inspection), ({ note }) => note)
  const asked = notesAskedAbout(reader, bundle.inspection)
  const by = authorsIn(ledger)
  const notes = [...listed].flatMap(([note, revisions]) => {
    // A note of one version that nobody asked about stands in its row: most do, and opening entries takes far longer.
    const only = known.get(note)?.length === 1 && !asked.has(note) ? noteOf(reader, note) : undefined
    return only?.inspection === bundle.inspection ? noteInRow(only, by) : noteInLog(ledger, bundle, revisions, by)
  })
  return notes.toSorted(byTime)
}

function noteInRow(row: NoteRow, by: (device: Hash) => By): SealedNote {
  const { id: note, written, device } = row
  const unchanged = { revisions: 1, conflict: false, changedSince: false, questions: [] }
  return { note, content: contentIn(row), written, by: [by(device)], ...unchanged }
}

function noteInLog(
  ledger: Ledger,
  { inspection }: BundleRow,
  listed: readonly RevisionRow[],
  by: (device: Hash) => By,
): readonly SealedNote[] {
  const note = listed[0]?.note ?? ''
  const entries = ledger.entriesOf(inspection, note)
  const frozen = new Set(listed.map(({ hash }) => hash))
  const known = revisionsIn(ledger, entries, ['note.revised'])
  const revisions = inDisplayOrder(known.filter(({ hash }) => frozen.has(hash)))
  const last = revisions.at(-1)
  if (last === undefined) return []
  const { content, conflicts } = foldNote(revisions)
  return [
    {
      note,
      content,
      written: last.at ?? '',
      by: writersOf(entries, revisions, by),
      revisions: revisions.length,
      conflict: conflicts.length > 0,
      changedSince: known.length > revisions.length,
      questions: questionsOn(ledger, inspection, note, entries),
    },
  ]
}

function contentIn(row: NoteRow): NoteContent {
  const tags = tagsOf(row)
  const valuesOf = (field: string): string[] => tags.filter((tag) => tag.field === field).map(({ value }) => value)
  return noteContentSchema.parse({
    kind: row.kind,
    text: { words: row.words, from: row.source, described: row.described },
    when: row.happened,
    place: row.place,
    enquiry: row.enquiry,
    bearing: row.bearing,
    mayBeShown: row.mayBeShown === 1,
    deleted: row.deleted === 1,
    people: valuesOf('people'),
    categories: valuesOf('categories'),
    areas: valuesOf('areas'),
    flags: valuesOf('flags'),
  })
}

/** Whoever wrote a revision, in the order of their first one. */
function writersOf(entries: readonly OpenedEntry[], revisions: readonly Revision[], by: (device: Hash) => By): By[] {
  const devices = new Map(entries.map(({ hash, header }) => [hash, header.device]))
  const all = revisions.flatMap(({ hash }) => devices.get(hash) ?? []).map(by)
  return [...new Map(all.toReversed().map((one) => [one.person, one])).values()].toReversed()
}

/** By the time it happened, undated notes last. */
function byTime(one: SealedNote, other: SealedNote): number {
  const key = ({ content, written, note }: SealedNote) => `${content.when || '~'} ${written} ${note}`
  return key(one) < key(other) ? -1 : 1
}
