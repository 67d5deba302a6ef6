// Corrections as this vault carried them out: single bodies that are gone, with everything that was drawn from them.
import { isClear } from '#shared/domain/entry.ts'
import type { Reader, Writer } from './handles.ts'

/** An entry whose body a correction takes. */
export interface CorrectedRow {
  readonly entry: string
  readonly compartment: string
  /** The second officer's entry. */
  readonly ordered: string
}

/** Whether one of these entries was corrected here. */
export function isAnyCorrected(reader: Reader, entries: readonly string[]): boolean {
  const sql = 'select 1 from json_each(?) where value in (select entry from corrected) limit 1'
  return entries.length > 0 && reader.get(sql, JSON.stringify(entries)) !== undefined
}

/** The entries of a compartment that were corrected here, with the device that wrote each. */
export function correctedIn(reader: Reader, compartment: string): readonly { hash: string; device: string }[] {
  return reader.all<{ hash: string; device: string }>(
    `select e.hash, e.device from corrected c join entry e on e.hash = c.entry and e.compartment = c.compartment
     where c.compartment = ? order by e.hash`,
    compartment,
  )
}

/** Those among these entries that this vault has not noted as corrected. */
export function notCorrected(reader: Reader, entries: readonly string[]): readonly string[] {
  const sql = 'select value from json_each(?) where value not in (select entry from corrected)'
  return reader.all<{ value: string }>(sql, JSON.stringify(entries)).map(({ value }) => value)
}

interface InLog {
  readonly arrival: number
  readonly hash: string
  readonly device: string
  readonly placed: boolean
}

/** The sealed entries among these that the log has in a compartment: a correction takes no other. */
export function sealedAmong(reader: Reader, compartment: string, entries: readonly string[]): readonly InLog[] {
  const rows = reader.all<Omit<InLog, 'placed'> & { readonly header: Uint8Array; readonly position: number | null }>(
    `select e.arrival, e.hash, e.device, e.header, p.position from entry e left join position p on p.entry = e.arrival
     where e.compartment = ? and e.hash in (select value from json_each(?))`,
    compartment,
    JSON.stringify(entries),
  )
  const sealed = rows.filter(({ header }) => !isClear(header))
  return sealed.map(({ arrival, hash, device, position }) => ({ arrival, hash, device, placed: position !== null }))
}

/** Of these the sealed ones whose bodies are in this vault, in the log or set aside. */
export function sealedBodiesAmong(
  reader: Reader,
  compartment: string,
  entries: readonly string[],
): readonly { readonly hash: string; readonly device: string; readonly seq: number }[] {
  if (entries.length === 0) return []
  const rows = reader.all<{ hash: string; device: string; seq: number; header: Uint8Array }>(
    `select hash, device, seq, header from entry join body on entry = arrival
       where compartment = ? and hash in (select value from json_each(?))
     union all select hash, device, seq, header from set_aside
       where compartment = ? and length(body) > 0 and hash in (select value from json_each(?))`,
    compartment,
    JSON.stringify(entries),
    compartment,
    JSON.stringify(entries),
  )
  return rows.filter(({ header }) => !isClear(header)).map(({ hash, device, seq }) => ({ hash, device, seq }))
}

/**
 * What was set aside in a compartment and is one of these, or was said again by one of them, directly or by way of
 * others that were set aside in their turn; each with the one that takes it along.
 */
export function setAsideWith(
  reader: Reader,
  compartment: string,
  entries: readonly string[],
): readonly { readonly hash: string; readonly because: string }[] {
  if (entries.length === 0) return []
  const rows = reader.all<{ hash: string; because: string; header: Uint8Array }>(
    `with recursive said (hash, because) as (
       select value, value from json_each(?)
       union select s.hash, said.because from set_aside s join said on s.entered_again = said.hash
         where s.compartment = ?)
     select s.hash, min(said.because) as because, s.header from set_aside s join said on said.hash = s.hash
     where s.compartment = ? and length(s.body) > 0 group by s.hash`,
    JSON.stringify(entries),
    compartment,
    compartment,
  )
  const sealed = rows.filter(({ header }) => !isClear(header))
  return sealed.map(({ hash, because }) => ({ hash, because }))
}

/** The objects that these entries speak of, each with one of the kinds that do. */
export function objectsOf(reader: Reader, arrivals: readonly number[]): readonly { object: string; kind: string }[] {
  return reader.all<{ object: string; kind: string }>(
    `select distinct object, kind from entry_of_object where entry in (select value from json_each(?))
     order by object, kind`,
    JSON.stringify(arrivals),
  )
}

/** Notes that an entry is corrected, without which no trigger lets its body go. */
export function noteCorrected(writer: Writer, { entry, compartment, ordered }: CorrectedRow): void {
  const sql = 'insert into corrected (entry, compartment, ordered) values (?, ?, ?) on conflict (entry) do nothing'
  writer.run(sql, entry, compartment, ordered)
}

/** Takes away an entry's body and everything that was noted of it; the entry itself stays in its chain. */
export function removeBody(writer: Writer, arrival: number): void {
  for (const table of ['body', 'entry_of_object', 'entered_again', 'unread'] as const) {
    writer.run(`delete from ${table} where entry = ?`, arrival)
  }
}

/** The same for what was set aside. */
export function removeBodySetAside(writer: Writer, hash: string): void {
  writer.run("update set_aside set body = x'' where hash = ?", hash)
}
