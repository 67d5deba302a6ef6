// Inspections, their people and lines of enquiry, as projected from the entries.
import type { Reader, Writer } from './handles.ts'

export interface InspectionRow {
  readonly id: string
  readonly title: string
  readonly remit: string
  readonly setting: string
  readonly begins: string
  readonly ends: string
  readonly opened: string
  readonly device: string
}

/** `heads` is a JSON text. */
export interface PersonRow {
  readonly inspection: string
  readonly id: string
  readonly label: string
  readonly initials: string
  readonly role: string
  readonly family: string
  readonly heads: string
}

export interface EnquiryRow {
  readonly inspection: string
  readonly id: string
  readonly question: string
  readonly heads: string
}

const columns = 'id, title, remit, setting, begins, ends, opened, device'
const personColumns = 'inspection, id, label, initials, role, family, heads'

export function allInspections(reader: Reader): readonly InspectionRow[] {
  return reader.all<InspectionRow>(`select ${columns} from inspection order by begins desc, opened desc, id`)
}

export function inspectionOf(reader: Reader, id: string): InspectionRow | undefined {
  return reader.get<InspectionRow>(`select ${columns} from inspection where id = ?`, id)
}

export function putInspection(writer: Writer, row: InspectionRow): void {
  writer.run(
    `insert or replace into inspection (${columns}) values (?, ?, ?, ?, ?, ?, ?, ?)`,
    row.id,
    row.title,
    row.remit,
    row.setting,
    row.begins,
    row.ends,
    row.opened,
    row.device,
  )
}

export function removeInspection(writer: Writer, id: string): void {
  writer.run('delete from inspection where id = ?', id)
}

export function peopleOf(reader: Reader, inspection: string): readonly PersonRow[] {
  return reader.all<PersonRow>(
    `select ${personColumns} from person where inspection = ? order by label, id`,
    inspection,
  )
}

export function personOf(reader: Reader, inspection: string, id: string): PersonRow | undefined {
  return reader.get<PersonRow>(`select ${personColumns} from person where inspection = ? and id = ?`, inspection, id)
}

/** Whether every one of these ids is of a person of the inspection. */
export function arePeopleOf(reader: Reader, inspection: string, ids: readonly string[]): boolean {
  const sql = `select 1 from json_each(?) where not exists (select 1 from person where inspection = ? and id = value) limit 1`
  return reader.get(sql, JSON.stringify(ids), inspection) === undefined
}

export function putPerson(writer: Writer, row: PersonRow): void {
  writer.run(
    `insert or replace into person (${personColumns}) values (?, ?, ?, ?, ?, ?, ?)`,
    row.inspection,
    row.id,
    row.label,
    row.initials,
    row.role,
    row.family,
    row.heads,
  )
}

export function removePerson(writer: Writer, inspection: string, id: string): void {
  writer.run('delete from person where inspection = ? and id = ?', inspection, id)
}

export function enquiriesOf(reader: Reader, inspection: string): readonly EnquiryRow[] {
  return reader.all<EnquiryRow>(
    'select inspection, id, question, heads from enquiry where inspection = ? order by question, id',
    inspection,
  )
}

export function enquiryOf(reader: Reader, inspection: string, id: string): EnquiryRow | undefined {
  return reader.get<EnquiryRow>(
    'select inspection, id, question, heads from enquiry where inspection = ? and id = ?',
    inspection,
    id,
  )
}

export function putEnquiry(writer: Writer, row: EnquiryRow): void {
  writer.run(
    'insert or replace into enquiry (inspection, id, question, heads) values (?, ?, ?, ?)',
    row.inspection,
    row.id,
    row.question,
    row.heads,
  )
}

export function removeEnquiry(writer: Writer, inspection: string, id: string): void {
  writer.run('delete from enquiry where inspection = ? and id = ?', inspection, id)
}
