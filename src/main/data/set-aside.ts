// Entries of an ended device that were entered again under the next one: kept as they were signed, out of the log.
import { type EntryRow, entryColumns, lastArrival } from './entries.ts'
import type { Reader, Writer } from './handles.ts'

/**
 * `enteredAgain`: the hash of the entry that says the same, or under which a correction took it before anything did.
 * `moved`: its number in the order of arrivals when it went. The body is empty once a correction took it.
 */
export interface SetAsideRow extends Omit<EntryRow, 'directory'> {
  readonly body: Uint8Array
  readonly enteredAgain: string
  readonly moved: number
}

const columns = `arrival, hash, compartment, device, seq, header, signature, body, entered_again as enteredAgain, moved`

/** Entries of a device in a compartment that are not in the store's tree, in the order of its chain. */
export function entriesNotPlaced(reader: Reader, compartment: string, device: string): readonly EntryRow[] {
  return reader.all<EntryRow>(
    `select ${entryColumns} from chain c cross join entry e
       on e.compartment = c.compartment and e.device = c.device and e.seq > c.placed
     left join body b on b.entry = e.arrival where c.compartment = ? and c.device = ? order by e.seq`,
    compartment,
    device,
  )
}

/** Chains of a device with entries that are not in the store's tree, by compartment. */
export function compartmentsNotPlaced(reader: Reader, device: string): readonly string[] {
  const sql = 'select compartment from chain where device = ? and seq > placed order by compartment'
  return reader.all<{ compartment: string }>(sql, device).map(({ compartment }) => compartment)
}

/** Takes an entry out of the log and keeps it, byte for byte, beside the hash of the one that says the same again. */
export function setAside(writer: Writer, row: EntryRow, enteredAgain: string): void {
  const { arrival, hash, compartment, device, seq, header, signature, body } = row
  writer.run(
    `insert into set_aside (arrival, hash, compartment, device, seq, header, signature, body, entered_again, moved)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    arrival,
    hash,
    compartment,
    device,
    seq,
    header,
    signature,
    body ?? new Uint8Array(),
    enteredAgain,
    lastArrival(writer) + 1,
  )
  for (const table of ['entry_of_object', 'entered_again', 'unread'] as const) {
    writer.run(`delete from ${table} where entry = ?`, arrival)
  }
  writer.run('delete from body where entry = ?', arrival)
  writer.run('delete from entry where arrival = ?', arrival)
}

/** Ends a chain at what remains of it in the store's tree; `seen` is what it had stated last by then. */
export function endChainWherePlaced(writer: Writer, compartment: string, device: string, seen: string | null): void {
  writer.run('delete from chain where compartment = ? and device = ? and placed = 0', compartment, device)
  writer.run(
    `update chain set seq = placed, seen = ?, head = (
       select e.hash from entry e where (e.compartment, e.device, e.seq) = (chain.compartment, chain.device, chain.placed))
     where compartment = ? and device = ?`,
    seen,
    compartment,
    device,
  )
}

/** The headers of a chain up to a place, from there backwards, some at a time. */
export function headersBackFrom(
  reader: Reader,
  compartment: string,
  device: string,
  seq: number,
  most: number,
): readonly { readonly seq: number; readonly header: Uint8Array }[] {
  const sql =
    'select seq, header from entry where compartment = ? and device = ? and seq <= ? order by seq desc limit ?'
  return reader.all<{ seq: number; header: Uint8Array }>(sql, compartment, device, seq, most)
}

export function allSetAside(reader: Reader): readonly SetAsideRow[] {
  return reader.all<SetAsideRow>(`select ${columns} from set_aside order by compartment, device, seq`)
}

/** The entries that are said to say again what was set aside; they may have been set aside themselves since. */
export function enteredAgainInstead(reader: Reader): readonly Pick<EntryRow, 'hash' | 'header' | 'body'>[] {
  return reader.all<Pick<EntryRow, 'hash' | 'header' | 'body'>>(
    `select e.hash, e.header, b.bytes as body from entry e left join body b on b.entry = e.arrival
       where e.hash in (select entered_again from set_aside)
     union all select hash, header, body from set_aside where hash in (select entered_again from set_aside)`,
  )
}

export interface EnteredAgainRow {
  readonly was: string
  readonly hash: string
  readonly device: string
  /** Its place in the store's tree. */
  readonly position: number | null
}

/** What was entered again in a compartment in place of entries that this vault's log does not have. */
export function enteredAgainIn(reader: Reader, compartment: string): readonly EnteredAgainRow[] {
  return reader.all<EnteredAgainRow>(
    `select a.was, e.hash, e.device, p.position from entered_again a join entry e on e.arrival = a.entry
       left join position p on p.entry = e.arrival where a.compartment = ?
       and a.was not in (select hash from entry where compartment = a.compartment) order by a.was, e.hash`,
    compartment,
  )
}

/** The entry in the store's tree by which one of these devices said again what an entry had said, or undefined. */
export function placedInsteadOf(reader: Reader, was: string, devices: readonly string[]): string | undefined {
  const rows = reader.all<{ hash: string; device: string }>(
    `select e.hash, e.device from entered_again a join entry e on e.arrival = a.entry
     join position p on p.entry = e.arrival where a.was = ? order by p.position`,
    was,
  )
  return rows.find(({ device }) => devices.includes(device))?.hash
}
