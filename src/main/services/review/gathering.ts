// What an inspection holds when it is sealed: its notes, its drafts and whether they will be part of it, and its counts.
import {
  type BundleCounts,
  countsOf,
  type Gap,
  gapsOf,
  mostRevisions,
  type NoteToSeal,
  type ToSeal,
} from '#shared/domain/bundle.ts'
import { foldObject } from '#shared/domain/fold.ts'
import type { Texts, UnsettledIn } from '#shared/domain/identifiers/identifier.ts'
import type { Hash } from '#shared/domain/ids.ts'
import { isComplete, type NoteContent, noteContentSchema } from '#shared/domain/note.ts'
import { noteShape } from '#shared/domain/note-state.ts'
import { revisionOf } from '#shared/domain/revision.ts'
import { Problem } from '#shared/problems.ts'
import { type NoteToSealRow, notesInQuestion, notesToSeal, revisionsOf } from '../../data/bundles.ts'
import { allDrafts, type DraftRow } from '../../data/drafts.ts'
import { enquiriesOf, peopleOf } from '../../data/inspections.ts'
import { tagsOf } from '../../data/notes.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import { revisionsIn } from '../../ledger/revisions.ts'
import { textsEntering } from '../../ledger/texts-entering.ts'

/** UTF-16 units of a note's text by which a gap names it. */
const openingLength = 80

export interface Gathered {
  readonly counts: BundleCounts
  readonly gaps: readonly Gap[]
}

/** What the remit of the inspection asks of a note. */
export type Asked = Pick<ToSeal, 'hasAreas' | 'required'>

interface Draft {
  readonly row: DraftRow
  readonly content: NoteContent
}

/** As the inspection stands; drafts stay drafts. */
export function gatherSaved(ledger: Ledger, inspection: Hash, asked: Asked): Gathered {
  const notes = notesToSeal(ledger.reader, inspection, openingLength).map(noteFrom)
  return gathered(ledger, inspection, {
    notes,
    drafts: draftsOf(ledger, inspection).map(openingOf),
    ...asked,
    revisions: countingRevisions(ledger, inspection).length,
  })
}

/**
 * As sealing would find it: drafts that are whole, that nobody has overtaken and that hold no unsettled identifier
 * become entries first (section 13).
 */
export function gatherWithDrafts(ledger: Ledger, inspection: Hash, asked: Asked, unsettledIn: UnsettledIn): Gathered {
  const rows = notesToSeal(ledger.reader, inspection, openingLength)
  const standing = new Map(rows.map((row) => [row.id, row]))
  const drafts = draftsOf(ledger, inspection)
  const becoming = drafts.filter(
    (draft) =>
      isComplete(draft.content) &&
      !isOvertaken(draft.row, standing.get(draft.row.note)) &&
      unsettledIn(inspection, entering(ledger, draft)).length === 0,
  )
  const changing = becoming.filter((draft) => saysSomething(ledger, draft))
  const becomes = new Map(changing.map((draft) => [draft.row.note, noteOf(draft)]))
  const unsaved = [...becomes.values()].filter(({ note }) => !standing.has(note))
  return gathered(ledger, inspection, {
    notes: [...rows.map((row) => becomes.get(row.id) ?? noteFrom(row)), ...unsaved],
    drafts: drafts.filter((draft) => !becoming.includes(draft)).map(openingOf),
    ...asked,
    revisions: countingRevisions(ledger, inspection).length + changing.length,
  })
}

/** Every revision of the inspection's notes that has effect, sorted. Throws Problem `bundle.too-large`. */
export function countingRevisions(ledger: Ledger, inspection: Hash): readonly Hash[] {
  const counting = revisionsOf(ledger.reader, inspection).filter(({ device, directory }) =>
    ledger.mayWrite(inspection, ledger.personOf(device), 'note.revised', directory),
  )
  if (counting.length > mostRevisions) throw new Problem('bundle.too-large')
  return counting.map(({ hash }) => hash).toSorted()
}

function gathered(
  { reader }: Ledger,
  inspection: Hash,
  { revisions, ...found }: Omit<ToSeal, 'inQuestion' | 'labels'> & { readonly revisions: number },
): Gathered {
  const people = peopleOf(reader, inspection)
  return {
    counts: {
      ...countsOf(found),
      revisions,
      people: people.length,
      enquiries: enquiriesOf(reader, inspection).length,
    },
    gaps: gapsOf({
      ...found,
      inQuestion: notesInQuestion(reader, inspection),
      labels: people.map(({ label }) => label),
    }),
  }
}

function draftsOf({ reader }: Ledger, inspection: Hash): readonly Draft[] {
  return allDrafts(reader)
    .filter((row) => row.inspection === inspection)
    .map((row) => ({ row, content: noteContentSchema.parse(JSON.parse(row.content)) }))
}

function isOvertaken(draft: DraftRow, standing: NoteToSealRow | undefined): boolean {
  if (draft.corrected === 1) return true
  const seen = JSON.parse(draft.heads) as readonly Hash[]
  const heads = standing === undefined ? [] : (JSON.parse(standing.heads) as readonly Hash[])
  return heads.some((head) => !seen.includes(head))
}

function entering(ledger: Ledger, { row, content }: Draft): Texts {
  const { note, inspection } = row
  return textsEntering(ledger, { note, inspection, heads: JSON.parse(row.heads) as string[], content, reason: '' })
}

/** Whether saving the draft would write anything. */
function saysSomething(ledger: Ledger, { row, content }: Draft): boolean {
  const known = revisionsIn(ledger, ledger.entriesOf(row.inspection, row.note), ['note.revised'])
  const about = { reason: '', typed: null }
  return known.length === 0 || revisionOf(foldObject(known, noteShape), content, noteShape, about) !== null
}

function noteFrom(row: NoteToSealRow): NoteToSeal {
  const tags = tagsOf(row)
  const valuesOf = (field: string): string[] => tags.filter((tag) => tag.field === field).map(({ value }) => value)
  return {
    note: row.id,
    words: row.opening,
    when: row.happened,
    categories: valuesOf('categories'),
    areas: valuesOf('areas'),
    deleted: row.deleted === 1,
    conflict: row.conflict === 1,
  }
}

/** The note that a draft becomes: saving it on top of all versions settles them. */
function noteOf(draft: Draft): NoteToSeal {
  const { when, categories, areas, deleted } = draft.content
  return { ...openingOf(draft), when, categories, areas, deleted, conflict: false }
}

function openingOf({ row, content }: Draft): Pick<NoteToSeal, 'note' | 'words'> {
  return { note: row.note, words: content.text.words.slice(0, openingLength) }
}
