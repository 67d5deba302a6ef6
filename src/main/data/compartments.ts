// Compartments and the keys held for them.
import type { CompartmentType } from '#shared/domain/control.ts'
import type { Reader, Writer } from './handles.ts'

export interface CompartmentRow {
  readonly id: string
  readonly type: CompartmentType
  readonly inspection: string
}

export interface KeyRow {
  readonly id: string
  readonly key: Uint8Array
}

export function compartmentOf(reader: Reader, id: string): CompartmentRow | undefined {
  return reader.get<CompartmentRow>('select id, type, inspection from compartment where id = ?', id)
}

export function allCompartments(reader: Reader): readonly CompartmentRow[] {
  return reader.all<CompartmentRow>('select id, type, inspection from compartment order by id')
}

export function addCompartment(writer: Writer, row: CompartmentRow): void {
  writer.run('insert into compartment (id, type, inspection) values (?, ?, ?)', row.id, row.type, row.inspection)
}

/** A compartment that came from the store tells which inspection it belongs to in its sealed entries. */
export function setInspectionOf(writer: Writer, id: string, inspection: string): void {
  writer.run('update compartment set inspection = ? where id = ?', inspection, id)
}

export function keysOf(reader: Reader, compartment: string): readonly KeyRow[] {
  return reader.all<KeyRow>('select id, key from compartment_key where compartment = ? order by id', compartment)
}

export function addKey(writer: Writer, compartment: string, row: KeyRow): void {
  writer.run(
    'insert into compartment_key (id, compartment, key) values (?, ?, ?) on conflict (id) do nothing',
    row.id,
    compartment,
    row.key,
  )
}
