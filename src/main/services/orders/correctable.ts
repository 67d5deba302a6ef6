// Whether somebody may ask for the earlier wordings of something to be removed, and which entries that would name.
import type { Input, Output } from '#shared/contract.ts'
import { holdsTerm } from '#shared/domain/identifiers/holding.ts'
import type { Hash } from '#shared/domain/ids.ts'
import { noteContentSchema } from '#shared/domain/note.ts'
import { Problem, type ProblemCode } from '#shared/problems.ts'
import { compartmentOf } from '../../data/compartments.ts'
import { allDrafts, draftOf } from '../../data/drafts.ts'
import type { Reader } from '../../data/handles.ts'
import { confirmedIn } from '../../data/identifiers.ts'
import { enquiriesOf, enquiryOf, inspectionOf, peopleOf, personOf } from '../../data/inspections.ts'
import { noteOf, textsOf } from '../../data/notes.ts'
import type { Ledger, OpenedEntry } from '../../ledger/ledger.ts'
import { changedByNewerVersion, revisionsIn } from '../../ledger/revisions.ts'
import { writingIn } from '../../ledger/writing-allowed.ts'
import { type Correctable, revisingKinds, type Standing, standingOf } from './restating.ts'

export type WhyNotAsked = NonNullable<Output<'correction.read'>['whyNot']>
type About = Input<'correction.read'>

/** Something with its wordings. */
export interface Wordings {
  readonly about: About
  readonly standing: Standing
  /** Entries that say what it was, those without effect included. */
  readonly entries: readonly OpenedEntry[]
  /** Hashes of wordings that were here before, as what took their place names them. */
  readonly removed: ReadonlySet<Hash>
}

const unknown: Readonly<Record<Correctable, ProblemCode>> = {
  note: 'note.unknown',
  person: 'person.unknown',
  enquiry: 'enquiry.unknown',
}

/** Kinds of entries that speak of a note beside its revisions. */
const besideRevisions = ['draft.discarded', 'note.questioned', 'note.answered', 'note.opened']

/** Throws Problems `inspection.unknown`, and `note.unknown`, `person.unknown` or `enquiry.unknown`. */
export function wordingsOf(ledger: Ledger, about: About): Wordings {
  const { inspection, of, id } = about
  const { reader } = ledger
  if (compartmentOf(reader, inspection)?.type !== 'evidence') throw new Problem('inspection.unknown')
  if (!isThere(reader, about)) throw new Problem(unknown[of])
  const kind = revisingKinds[of]
  const all = ledger.entriesOf(inspection, id)
  const entries = all.filter(({ payload }) => payload.kind === kind)
  const standing = standingOf(of, revisionsIn(ledger, all, [kind]))
  const unreadable = standing.unreadable || changedByNewerVersion(all, [kind, ...besideRevisions])
  const here = new Set(all.map(({ hash }) => hash))
  const named = entries.flatMap(({ payload }) => payload.parents).filter((hash) => !here.has(hash))
  return { about, standing: { ...standing, unreadable }, entries, removed: new Set(named) }
}

function isThere(reader: Reader, { inspection, of, id }: About): boolean {
  if (of === 'note') return noteOf(reader, id)?.inspection === inspection
  return (of === 'person' ? personOf : enquiryOf)(reader, inspection, id) !== undefined
}

/** Wordings before the one that stands. */
export function earlierOf({ entries, standing: { heads } }: Wordings): readonly OpenedEntry[] {
  const only = heads.length === 1 ? heads[0] : undefined
  return entries.filter(({ hash }) => hash !== only)
}

export function whyNotAsked(ledger: Ledger, wordings: Wordings): WhyNotAsked | null {
  const { about, standing } = wordings
  const { inspection, of, id } = about
  if (writingIn(ledger, inspection) !== 'allowed') return 'not-writing'
  if (standing.unreadable) return 'newer-version'
  if (of === 'note' && draftOf(ledger.reader, id) !== undefined) return 'draft'
  if (standing.conflict) return 'conflict'
  const earlier = earlierOf(wordings)
  if (earlier.length === 0) return 'nothing-earlier'
  const asked = new Set(ledger.orders(inspection).corrections.flatMap(({ bodies }) => bodies))
  return earlier.every(({ hash }) => asked.has(hash)) ? 'asked-before' : null
}

/**
 * What is to be removed: every wording, under each name that it had, and confirmations of terms that stand in these
 * wordings and in nothing that remains.
 */
export function bodiesToName(ledger: Ledger, wordings: Wordings): readonly Hash[] {
  const { entries } = wordings
  const named = entries.flatMap(({ hash, payload }) => [hash, ...(payload.was === null ? [] : [payload.was])])
  return [...new Set([...named, ...confirmationsOnlyFor(ledger, wordings)])].toSorted()
}

function confirmationsOnlyFor({ reader }: Ledger, { about, entries, standing }: Wordings): readonly Hash[] {
  const confirmed = confirmedIn(reader, about.inspection)
  if (confirmed.length === 0) return []
  const going = entries.flatMap(({ payload }) => textsIn(payload.data))
  const staying = [...textsIn(standing.restated.set), ...otherTexts(reader, about)]
  return confirmed
    .filter(({ kind, term }) => going.some((text) => holdsTerm(text, kind, term)))
    .filter(({ kind, term }) => !staying.some((text) => holdsTerm(text, kind, term)))
    .map(({ entry }) => entry)
}

/** Every text in a value, however deep. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
}

/** What stands in an inspection beside the thing itself, drafts included. */
function otherTexts(reader: Reader, { inspection, id }: About): readonly string[] {
  const rows = [
    ...textsOf(reader, inspection).map((row) => ({ id: row.id, texts: [row.words, row.described, row.place] })),
    ...peopleOf(reader, inspection).map((row) => ({ id: row.id, texts: [row.label, row.initials, row.family] })),
    ...enquiriesOf(reader, inspection).map((row) => ({ id: row.id, texts: [row.question] })),
  ]
  const others = rows.filter((row) => row.id !== id).flatMap(({ texts }) => texts)
  const drafts = allDrafts(reader).filter((row) => row.inspection === inspection)
  const begun = drafts.flatMap(({ content }) => textsIn(noteContentSchema.parse(JSON.parse(content))))
  return [inspectionOf(reader, inspection)?.title ?? '', ...others, ...begun]
}
