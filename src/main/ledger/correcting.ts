// Carrying out corrections: bodies that should never have been written go, with all that was drawn from them (docs/protocol.md section 11).
import { correctedDraft } from '#shared/domain/corrected-draft.ts'
import { type Revision, upTo } from '#shared/domain/fold.ts'
import type { Hash } from '#shared/domain/ids.ts'
import { emptyNote, type NoteContent, noteContentSchema } from '#shared/domain/note.ts'
import { foldNote } from '#shared/domain/note-state.ts'
import { bodiesToRemove } from '#shared/domain/orders/correction.ts'
import type { CompartmentRow } from '../data/compartments.ts'
import {
  notCorrected,
  noteCorrected,
  objectsOf,
  removeBody,
  removeBodySetAside,
  sealedAmong,
  setAsideWith,
} from '../data/corrections.ts'
import { allDrafts, type DraftRow, keepDraft } from '../data/drafts.ts'
import type { Reader, Writer } from '../data/handles.ts'
import { askForScrub } from '../data/settings.ts'
import type { Ledger } from './ledger.ts'
import { factsOf } from './orders.ts'
import { revisionsIn } from './revisions.ts'

/** Computes the rows of an object anew; of an object of which nothing is left it removes them. */
export type Reproject = (about: { readonly kind: string; readonly of: string }) => void

/** The entries of a compartment whose bodies have no place in this vault, each with the order that says so. */
export function bodiesGone(ledger: Ledger, { id, inspection }: CompartmentRow): ReadonlyMap<Hash, Hash> {
  const orders = ledger.orders(id)
  if (orders.corrections.length === 0) return new Map()
  return bodiesToRemove(orders, ledger.directory?.holds() ?? [], factsOf(ledger.reader, inspection))
}

/** What of a compartment is to go from this vault and has not gone yet. */
interface Going {
  readonly gone: ReadonlyMap<Hash, Hash>
  readonly inLog: ReturnType<typeof sealedAmong>
  readonly aside: ReturnType<typeof setAsideWith>
}

function goingFrom(ledger: Ledger, reader: Reader, compartment: CompartmentRow): Going | null {
  const gone = bodiesGone(ledger, compartment)
  if (gone.size === 0) return null
  const named = [...gone.keys()]
  const aside = setAsideWith(reader, compartment.id, named)
  // What this device has not sent yet goes out whole, or its chain would have a gap.
  const inLog = sealedAmong(reader, compartment.id, notCorrected(reader, named)).filter(
    ({ placed, device }) => placed || device !== ledger.me.device,
  )
  return inLog.length === 0 && aside.length === 0 ? null : { gone, inLog, aside }
}

/** Whether something is still to be removed here. */
export function hasToCorrect(ledger: Ledger, compartment: CompartmentRow): boolean {
  return goingFrom(ledger, ledger.reader, compartment) !== null
}

/**
 * Removes what corrections that count name in a compartment, as far as this vault has it, and answers whether there was
 * anything; done again it changes nothing. What was drawn from it goes in the same transaction, and so does the wish to
 * scrub the file.
 */
export function carryOutCorrections(
  ledger: Ledger,
  writer: Writer,
  compartment: CompartmentRow,
  reproject: Reproject,
): boolean {
  const going = goingFrom(ledger, writer, compartment)
  if (going === null) return false
  const { id } = compartment
  const { gone, inLog, aside } = going
  const hashes = new Set(inLog.map(({ hash }) => hash))
  const objects = objectsOf(
    writer,
    inLog.map(({ arrival }) => arrival),
  )
  const drafts = draftsFrom(ledger, writer, id, hashes)
  for (const { hash, arrival } of inLog) {
    noteCorrected(writer, { entry: hash, compartment: id, ordered: gone.get(hash) ?? '' })
    removeBody(writer, arrival)
  }
  for (const { hash, because } of aside) {
    noteCorrected(writer, { entry: hash, compartment: id, ordered: gone.get(because) ?? '' })
    removeBodySetAside(writer, hash)
  }
  ledger.forgetEntries(id, hashes)
  for (const { object, kind } of objects) reproject({ kind, of: object })
  for (const draft of drafts) correctDraft(ledger, writer, draft)
  askForScrub(writer)
  return true
}

/** A draft that builds on a wording that goes, and the note as its writer found it. */
interface Begun {
  readonly row: DraftRow
  readonly gone: ReadonlySet<Hash>
  readonly base: NoteContent
}

function draftsFrom(ledger: Ledger, writer: Writer, compartment: Hash, gone: ReadonlySet<Hash>): readonly Begun[] {
  return allDrafts(writer).flatMap((row) => {
    const heads = headsOf(ledger, row)
    if (row.inspection !== compartment || !heads.some((head) => gone.has(head))) return []
    return [{ row, gone, base: contentAt(noteRevisions(ledger, row), heads) }]
  })
}

/** The draft goes on from what stands in the place of what went; until its writer looks at it, it stays a draft. */
function correctDraft(ledger: Ledger, writer: Writer, { row, gone, base }: Begun): void {
  const revisions = noteRevisions(ledger, row)
  const instead = revisions.filter(({ parents }) => parents.some((parent) => gone.has(parent)))
  const heads = [...headsOf(ledger, row).filter((head) => !gone.has(head)), ...foldNote(instead).heads]
  const draft = noteContentSchema.parse(JSON.parse(row.content))
  const content = correctedDraft(draft, base, contentAt(revisions, heads))
  keepDraft(writer, {
    ...row,
    heads: JSON.stringify(heads.toSorted()),
    content: JSON.stringify(content),
    corrected: 1,
  })
}

function headsOf(ledger: Ledger, { inspection, heads }: DraftRow): readonly Hash[] {
  return (JSON.parse(heads) as readonly Hash[]).flatMap(ledger.namesIn(inspection))
}

function noteRevisions(ledger: Ledger, { inspection, note }: DraftRow): readonly Revision[] {
  return revisionsIn(ledger, ledger.entriesOf(inspection, note), ['note.revised'])
}

function contentAt(revisions: readonly Revision[], heads: readonly Hash[]): NoteContent {
  const seen = upTo(revisions, heads)
  return seen.length === 0 ? emptyNote : foldNote(seen).content
}
