// From entries to tables: each object's rows are recomputed from all its entries whenever one arrives.
import { z } from 'zod'
import { inDisplayOrder } from '#shared/domain/fold.ts'
import { daySchema, hashSchema, instantSchema } from '#shared/domain/ids.ts'
import { type NoteContent, setNoteFields } from '#shared/domain/note.ts'
import { foldNote } from '#shared/domain/note-state.ts'
import { enquiryShape, personShape } from '#shared/domain/people.ts'
import type { CompartmentRow } from '../data/compartments.ts'
import type { Writer } from '../data/handles.ts'
import { putEnquiry, putInspection, putPerson } from '../data/inspections.ts'
import { putNote, type TagRow, tagsText } from '../data/notes.ts'
import { projectDisclosure } from './disclosure-projection.ts'
import { projectIdentifier } from './identifier-projection.ts'
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

/** Recomputes the rows of the object that an entry speaks of. */
export function project(ledger: Ledger, writer: Writer, compartment: CompartmentRow, entry: OpenedEntry): void {
  if (compartment.type === 'restricted') return projectDisclosure(ledger, writer, compartment)
  if (compartment.type === 'register') return projectRegister(ledger, writer, compartment)
  if (compartment.type !== 'evidence') return
  const { kind, of } = entry.payload
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
  if (opened === undefined || data === undefined) return
  putInspection(writer, { id: compartment.id, ...data, opened: opened.payload.at ?? '', device: opened.header.device })
}

function projectPerson(ledger: Ledger, writer: Writer, compartment: CompartmentRow, id: string): void {
  const state = stateOf(ledger, ledger.entriesOf(compartment.id, id), 'person.revised', personShape)
  if (state.heads.length === 0) return
  const [label, initials, role, family] = ['label', 'initials', 'role', 'family'].map((field) => textIn(state, field))
  const texts = { label: label ?? '', initials: initials ?? '', role: role ?? '', family: family ?? '' }
  putPerson(writer, { inspection: compartment.inspection, id, ...texts, heads: JSON.stringify(state.heads) })
}

function projectEnquiry(ledger: Ledger, writer: Writer, compartment: CompartmentRow, id: string): void {
  const state = stateOf(ledger, ledger.entriesOf(compartment.id, id), 'enquiry.revised', enquiryShape)
  if (state.heads.length === 0) return
  const heads = JSON.stringify(state.heads)
  putEnquiry(writer, { inspection: compartment.inspection, id, question: textIn(state, 'question'), heads })
}

function projectNote(ledger: Ledger, writer: Writer, compartment: CompartmentRow, id: string): void {
  const entries = ledger.entriesOf(compartment.id, id)
  projectQuestions(ledger, writer, compartment, id, entries)
  projectWaitingBundles(ledger, writer, compartment, entries)
  const revisions = revisionsIn(ledger, entries, ['note.revised'])
  const latest = inDisplayOrder(revisions).at(-1)
  if (latest === undefined) return
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
  })
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
