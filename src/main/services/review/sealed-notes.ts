// The notes of a bundle as its seal froze them, whatever was revised since.
import type { Output } from '#shared/contract.ts'
import { inDisplayOrder, type Revision } from '#shared/domain/fold.ts'
import type { Hash } from '#shared/domain/ids.ts'
import { type NoteContent, noteContentSchema, singleNoteFields } from '#shared/domain/note.ts'
import { foldNote } from '#shared/domain/note-state.ts'
import { type BundleRow, notesAskedAbout, type RevisionRow, revisionsOf } from '../../data/bundles.ts'
import { type NoteRow, noteOf, notesWithUnseen, tagsOf } from '../../data/notes.ts'
import { authorsIn, type By } from '../../ledger/authors.ts'
import { correctionsOf } from '../../ledger/corrected.ts'
import type { Ledger, OpenedEntry } from '../../ledger/ledger.ts'
import { questionsOn } from '../../ledger/questions.ts'
import { revisionsIn } from '../../ledger/revisions.ts'
import { listedIn, removedFrom } from './listed.ts'

type SealedNote = Output<'bundle.read'>['notes'][number]
type Removed = NonNullable<SealedNote['removed']>

interface Sealed {
  /** In the order of the timeline. */
  readonly notes: SealedNote[]
  /** What the seal froze and nobody can tell any more. */
  readonly removed: Output<'bundle.read'>['removed']
}

export function sealedNotes(ledger: Ledger, bundle: BundleRow): Sealed {
  const { reader } = ledger
  const listed = Map.groupBy(listedIn(ledger, bundle), ({ note }) => note)
  const known = Map.groupBy(revisionsOf(reader, bundle.inspection), ({ note }) => note)
  const gone = removedByNote(ledger, bundle)
  const asked = notesAskedAbout(reader, bundle.inspection)
  const by = authorsIn(ledger)
  const notes = [...listed].flatMap(([note, revisions]) => {
    const removed = gone.get(note) ?? null
    // A note of one version that nobody asked about stands in its row: most do, and opening entries takes far longer.
    const isPlain = known.get(note)?.length === 1 && !asked.has(note) && removed === null
    const only = isPlain ? noteOf(reader, note) : undefined
    if (only?.inspection === bundle.inspection) return [noteInRow(only, by)]
    return noteInLog(ledger, bundle, revisions, removed, by)
  })
  const told = new Set(notes.map(({ note }) => note))
  const untold = [...gone].filter(([note]) => !told.has(note))
  return {
    notes: notes.toSorted(byTime),
    removed: untold.map(([note, removed]) => ({ note: note === '' ? null : note, ...removed })),
  }
}

/** Frozen wordings that a correction removed, by the note whose revisions name them; those of no note under no name. */
function removedByNote(ledger: Ledger, bundle: BundleRow): ReadonlyMap<string, Removed> {
  const removed = removedFrom(ledger, bundle)
  if (removed.length === 0) return new Map()
  const { inspection } = bundle
  const notes = notesWithUnseen(ledger.reader, inspection).flatMap(({ id, unseen }) =>
    (JSON.parse(unseen) as Hash[]).map((hash) => [hash, id] as const),
  )
  const noteOfHash = new Map(notes)
  const grouped = Map.groupBy(removed, (hash) => noteOfHash.get(hash) ?? '')
  return new Map(
    [...grouped].map(([note, hashes]) => [
      note,
      { revisions: hashes.length, corrections: correctionsOf(ledger, inspection, new Set(hashes)) },
    ]),
  )
}

function noteInRow(row: NoteRow, by: (device: Hash) => By): SealedNote {
  const { id: note, written, device } = row
  const unchanged = { revisions: 1, conflict: false, changedSince: false, removed: null, questions: [] }
  return { note, content: contentIn(row), written, by: [by(device)], ...unchanged }
}

/** Nothing where what is left of the frozen revisions does not say the whole note: blanks would look like its content. */
function noteInLog(
  ledger: Ledger,
  { inspection }: BundleRow,
  listed: readonly RevisionRow[],
  removed: Removed | null,
  by: (device: Hash) => By,
): readonly SealedNote[] {
  const note = listed[0]?.note ?? ''
  const entries = ledger.entriesOf(inspection, note)
  const frozen = new Set(listed.map(({ hash }) => hash))
  const known = revisionsIn(ledger, entries, ['note.revised'])
  const revisions = inDisplayOrder(known.filter(({ hash }) => frozen.has(hash)))
  const last = revisions.at(-1)
  if (last === undefined || (removed !== null && !revisions.some(saysAll))) return []
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
      removed,
      questions: questionsOn(ledger, inspection, note, entries),
    },
  ]
}

/** Whether a revision sets every single-valued field, as the first one of a note does and one that restates it. */
function saysAll({ data }: Revision): boolean {
  return singleNoteFields.every((field) => Object.hasOwn(data.set, field))
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
