// From entries to tables: each object's rows are recomputed from all its entries whenever one arrives.
import { z } from 'zod'
import { inDisplayOrder, type Revision } from '#shared/domain/fold.ts'
import { daySchema, type Hash, hashSchema, instantSchema } from '#shared/domain/ids.ts'
import { type NoteContent, setNoteFields } from '#shared/domain/note.ts'
import { foldNote } from '#shared/domain/note-state.ts'
import type { Payload } from '#shared/domain/payload.ts'
import { enquiryShape, personShape } from '#shared/domain/people.ts'
import { incompleteBundles, removeQuestions } from '../data/bundles.ts'
import { allCompartments, type CompartmentRow } from '../data/compartments.ts'
import type { Writer } from '../data/handles.ts'
import {
  putEnquiry,
  putInspection,
  putPerson,
  removeEnquiry,
  removeInspection,
  removePerson,
} from '../data/inspections.ts'
import { putNote, removeNote, type TagRow, tagsText } from '../data/notes.ts'
import { carryOutCorrections, hasToCorrect } from './correcting.ts'
import { projectDisclosure } from './disclosure-projection.ts'
import { projectIdentifier } from './identifier-projection.ts'
import { projectIdentities } from './identity-entries.ts'
import type { Ledger, OpenedEntry } from './ledger.ts'
import { projectRegister } from './register-projection.ts'
import { projectBundle, projectQuestions, projectWaitingBundles } from './review-projection.ts'
import { revisionsIn, stateOf, textIn } from './revisions.ts'

const writtenSchema = instantSchema.catch('')

export const inspectionOpenedSchema = z.strictObject({
  title: z.string(),
  remit: z.string(),
  setting: z.string(),
  begins: daySchema,
  ends: daySchema,
})

/** What rows are computed for: an object, and a kind of entry that speaks of it. */
type About = Pick<Payload, 'kind' | 'of'>

/** Recomputes the rows of the object that an entry speaks of; an order may take entries away instead. */
export function project(ledger: Ledger, writer: Writer, compartment: CompartmentRow, entry: OpenedEntry): void {
  const { kind } = entry.payload
  // What a hold kept is corrected once it is lifted.
  if (kind.startsWith('correction.') || kind.startsWith('hold.')) return correct(ledger, writer, compartment)
  projectObject(ledger, writer, compartment, entry.payload)
}

/** Carries out the corrections of a compartment that count by now. */
export function correct(ledger: Ledger, writer: Writer, compartment: CompartmentRow): void {
  const reproject = (about: About): void => {
    if (about.kind === 'note.questioned') removeQuestions(writer, compartment.inspection, about.of)
    projectObject(ledger, writer, compartment, about)
  }
  if (!carryOutCorrections(ledger, writer, compartment, reproject)) return
  // A bundle waits for no revision that is gone.
  for (const { id } of incompleteBundles(writer, compartment.inspection)) {
    projectBundle(ledger, writer, compartment, id)
  }
}

/** The same wherever something is still to be removed: what held it may have been lifted, or it got its place only now. */
export function correctEverywhere(ledger: Ledger): void {
  for (const compartment of allCompartments(ledger.reader)) {
    if (hasToCorrect(ledger, compartment)) ledger.write((writer) => correct(ledger, writer, compartment))
  }
}

function projectObject(ledger: Ledger, writer: Writer, compartment: CompartmentRow, { kind, of }: About): void {
  if (compartment.type === 'restricted') return projectDisclosure(ledger, writer, compartment)
  if (compartment.type === 'register') return projectRegister(ledger, writer, compartment)
  if (compartment.type === 'identities') return projectIdentities(ledger, writer, compartment)
  if (compartment.type !== 'evidence') return
  const family = kind.split('.')[0]
  if (family === 'inspection') return projectInspection(ledger, writer, compartment)
  if (family === 'person') return projectPerson(ledger, writer, compartment, of)
  if (family === 'enquiry') return projectEnquiry(ledger, writer, compartment, of)
  if (family === 'bundle' || family === 'review') return projectBundle(ledger, writer, compartment, of)
  if (family === 'identifier') return projectIdentifier(ledger, writer, compartment, of)
  if (kind === 'note.opened') return
  if (family === 'note' || family === 'draft') projectNote(ledger, writer, compartment, of)
}

function projectInspection(ledger: Ledger, writer: Writer, compartment: CompartmentRow): void {
  const opened = ledger
    .entriesOf(compartment.id, compartment.id)
    .find((entry) => entry.payload.kind === 'inspection.opened' && ledger.hasEffect(entry))
  const data = inspectionOpenedSchema.safeParse(opened?.payload.data).data
  if (opened === undefined || data === undefined) return removeInspection(writer, compartment.id)
  putInspection(writer, { id: compartment.id, ...data, opened: opened.payload.at ?? '', device: opened.header.device })
}

function projectPerson(ledger: Ledger, writer: Writer, compartment: CompartmentRow, id: string): void {
  const state = stateOf(ledger, ledger.entriesOf(compartment.id, id), 'person.revised', personShape)
  if (state.heads.length === 0) return removePerson(writer, compartment.inspection, id)
  const [label, initials, role, family] = ['label', 'initials', 'role', 'family'].map((field) => textIn(state, field))
  const texts = { label: label ?? '', initials: initials ?? '', role: role ?? '', family: family ?? '' }
  putPerson(writer, { inspection: compartment.inspection, id, ...texts, heads: JSON.stringify(state.heads) })
}

function projectEnquiry(ledger: Ledger, writer: Writer, compartment: CompartmentRow, id: string): void {
  const state = stateOf(ledger, ledger.entriesOf(compartment.id, id), 'enquiry.revised', enquiryShape)
  if (state.heads.length === 0) return removeEnquiry(writer, compartment.inspection, id)
  const heads = JSON.stringify(state.heads)
  putEnquiry(writer, { inspection: compartment.inspection, id, question: textIn(state, 'question'), heads })
}

function projectNote(ledger: Ledger, writer: Writer, compartment: CompartmentRow, id: string): void {
  const entries = ledger.entriesOf(compartment.id, id)
  projectQuestions(ledger, writer, compartment, id, entries)
  projectWaitingBundles(ledger, writer, compartment, entries)
  const revisions = revisionsIn(ledger, entries, ['note.revised'])
  const latest = inDisplayOrder(revisions).at(-1)
  if (latest === undefined) return removeNote(writer, compartment.inspection, id)
  const { content, heads, conflicts } = foldNote(revisions)
  putNote(writer, {
    id,
    inspection: compartment.inspection,
    tags: tagsText(tagsOf(content)),
    kind: content.kind,
    source: content.text.from,
    described: content.text.described,
    happened: content.when,
    place: content.place,
    enquiry: content.enquiry,
    bearing: content.bearing,
    mayBeShown: Number(content.mayBeShown),
    deleted: Number(content.deleted),
    conflict: Number(conflicts.length > 0),
    revisions: revisions.length,
    written: writtenSchema.parse(latest.at),
    device: hashSchema.parse(entries.find(({ hash }) => hash === latest.hash)?.header.device),
    heads: JSON.stringify(heads),
    words: content.text.words,
    unseen: JSON.stringify(unseenIn(entries, revisions)),
  })
}

/** What the revisions build on and cannot be read here: it has not come, waits for its key, or a correction removed it. */
function unseenIn(entries: readonly OpenedEntry[], revisions: readonly Revision[]): readonly Hash[] {
  const here = new Set(entries.map(({ hash }) => hash))
  return [...new Set(revisions.flatMap(({ parents }) => parents))].filter((hash) => !here.has(hash)).toSorted()
}

/** Everything that lists are filtered and counted by. */
function tagsOf(content: NoteContent): readonly TagRow[] {
  const { kind, enquiry, bearing } = content
  return [
    { field: 'kind', value: kind },
    ...(enquiry === null ? [] : [{ field: 'enquiry', value: enquiry }]),
    { field: 'bearing', value: bearing },
    ...setNoteFields.flatMap((field) => content[field].map((value) => ({ field, value }))),
  ]
}
