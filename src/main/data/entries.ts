// The log in the vault: entries, bodies, the ends of chains, and which entries speak of which object.
import type { Reader, Writer } from './handles.ts'

export interface EntryRow {
  readonly arrival: number
  readonly hash: string
  readonly compartment: string
  readonly device: string
  readonly seq: number
  readonly header: Uint8Array
  readonly signature: Uint8Array
  readonly body: Uint8Array | null
}

export interface ChainRow {
  readonly compartment: string
  readonly device: string
  readonly seq: number
  readonly head: string
}

const columns = 'e.arrival, e.hash, e.compartment, e.device, e.seq, e.header, e.signature, b.bytes as body'
const whole = `select ${columns} from entry e left join body b on b.entry = e.arrival`
// CROSS JOIN fixes the order: from the object to its few entries, never through all entries of the compartment.
const ofObject = `select ${columns} from entry_of_object o cross join entry e on e.arrival = o.entry
  left join body b on b.entry = e.arrival where o.object = ? and e.compartment = ?`

/** Files an entry with its body and moves its chain's end on; returns its arrival, which counts from 1. */
export function insertEntry(writer: Writer, entry: Omit<EntryRow, 'arrival' | 'body'>, body: Uint8Array): number {
  const { hash, compartment, device, seq, header, signature } = entry
  const arrival = lastArrival(writer) + 1
  writer.run(
    'insert into entry (arrival, hash, compartment, device, seq, header, signature) values (?, ?, ?, ?, ?, ?, ?)',
    arrival,
    hash,
    compartment,
    device,
    seq,
    header,
    signature,
  )
  writer.run('insert into body (entry, bytes) values (?, ?)', arrival, body)
  writer.run(
    `insert into chain (compartment, device, seq, head) values (?, ?, ?, ?)
     on conflict (compartment, device) do update set seq = excluded.seq, head = excluded.head`,
    compartment,
    device,
    seq,
    hash,
  )
  return arrival
}

export function chainOf(reader: Reader, compartment: string, device: string): ChainRow | undefined {
  return reader.get<ChainRow>(
    'select compartment, device, seq, head from chain where compartment = ? and device = ?',
    compartment,
    device,
  )
}

export function chainsIn(reader: Reader, compartment: string): readonly ChainRow[] {
  return reader.all<ChainRow>('select compartment, device, seq, head from chain where compartment = ?', compartment)
}

export function allChains(reader: Reader): readonly ChainRow[] {
  return reader.all<ChainRow>('select compartment, device, seq, head from chain order by compartment, device')
}

/** The ends of all chains as they stood when the vault held its first `arrival` entries. */
export function chainsUpTo(reader: Reader, arrival: number): readonly ChainRow[] {
  return reader.all<ChainRow>(
    `select e.compartment, e.device, e.seq, e.hash as head from entry e
     join (select compartment, device, max(seq) as seq from entry where arrival <= ? group by compartment, device) last
     using (compartment, device, seq) order by e.compartment, e.device`,
    arrival,
  )
}

/** How many entries arrived in this vault; never falls. */
export function lastArrival(reader: Reader): number {
  return reader.get<{ last: number }>('select coalesce(max(arrival), 0) as last from entry')?.last ?? 0
}

export function entryAt(reader: Reader, arrival: number): EntryRow | undefined {
  return reader.get<EntryRow>(`${whole} where e.arrival = ?`, arrival)
}

/** Entries in order of arrival, `limit` at a time, so that a large vault is never held in memory as a whole. */
export function entriesAfter(reader: Reader, arrival: number, limit: number): readonly EntryRow[] {
  return reader.all<EntryRow>(`${whole} where e.arrival > ? order by e.arrival limit ?`, arrival, limit)
}

/** Notes which object the entry of this arrival speaks of. */
export function indexEntry(writer: Writer, entry: number, object: string, kind: string): void {
  writer.run('insert into entry_of_object (object, entry, kind) values (?, ?, ?)', object, entry, kind)
}

export function entriesOfObject(reader: Reader, compartment: string, object: string): readonly EntryRow[] {
  return reader.all<EntryRow>(`${ofObject} order by e.hash`, object, compartment)
}

/** Clear entries of a compartment whose kind begins with one of the control families. */
export function controlEntries(reader: Reader, compartment: string): readonly EntryRow[] {
  return reader.all<EntryRow>(
    `${ofObject} and o.kind in
       ('compartment.created', 'key.introduced', 'key.granted', 'member.added', 'member.removed') order by e.hash`,
    compartment,
    compartment,
  )
}

export interface ObjectRow {
  readonly compartment: string
  readonly object: string
  readonly entry: number
}

/** One entry for each object and kind, from which the object's rows can be projected. */
export function allObjects(reader: Reader): readonly ObjectRow[] {
  return reader.all<ObjectRow>(
    `select compartment, object, min(arrival) as entry from entry_of_object join entry on arrival = entry
     group by compartment, object, kind order by compartment, object, kind`,
  )
}

/** One entry of a device for each object and kind that it wrote of in a compartment. */
export function entryOfEachObject(reader: Reader, compartment: string, device: string): readonly EntryRow[] {
  return reader.all<EntryRow>(
    `${whole} where e.arrival in (
       select min(w.arrival) from entry w join entry_of_object o on o.entry = w.arrival
       where w.compartment = ? and w.device = ? group by o.object, o.kind)`,
    compartment,
    device,
  )
}

export function entriesOfCompartment(reader: Reader, compartment: string): readonly EntryRow[] {
  return reader.all<EntryRow>(`${whole} where e.compartment = ? order by e.hash`, compartment)
}

/** The compartment whose entries speak of an object, or null. */
export function compartmentOfObject(reader: Reader, object: string): string | null {
  const sql = 'select compartment from entry_of_object join entry on arrival = entry where object = ? limit 1'
  return reader.get<{ compartment: string }>(sql, object)?.compartment ?? null
}
