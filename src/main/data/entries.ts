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
  /** The last size of the directory that its chain had stated. */
  readonly directory: number
  readonly body: Uint8Array | null
}

/** `seen`: what the chain stated last, as JSON; null for nothing seen. */
export interface ChainRow {
  readonly compartment: string
  readonly device: string
  readonly seq: number
  readonly head: string
  readonly seen: string | null
}

/** Of `entry e left join body b`. */
export const entryColumns =
  'e.arrival, e.hash, e.compartment, e.device, e.seq, e.header, e.signature, e.directory, b.bytes as body'
const chainColumns = 'compartment, device, seq, head, seen'
const whole = `select ${entryColumns} from entry e left join body b on b.entry = e.arrival`
// CROSS JOIN fixes the order: from the object to its few entries, never through all entries of the compartment.
const ofObject = `select ${entryColumns} from entry_of_object o cross join entry e on e.arrival = o.entry
  left join body b on b.entry = e.arrival where o.object = ? and e.compartment = ?`

/**
 * Files an entry with its body and moves its chain's end on; returns its arrival, which counts from 1. `seen` is what
 * the chain has stated last with this entry. The body is null where this device gets none.
 */
export function insertEntry(
  writer: Writer,
  entry: Omit<EntryRow, 'arrival' | 'body'>,
  body: Uint8Array | null,
  seen: string | null,
): number {
  const { hash, compartment, device, seq, header, signature, directory } = entry
  const arrival = lastArrival(writer) + 1
  writer.run(
    `insert into entry (arrival, hash, compartment, device, seq, header, signature, directory)
     values (?, ?, ?, ?, ?, ?, ?, ?)`,
    arrival,
    hash,
    compartment,
    device,
    seq,
    header,
    signature,
    directory,
  )
  if (body !== null) writer.run('insert into body (entry, bytes) values (?, ?)', arrival, body)
  writer.run(
    `insert into chain (compartment, device, seq, head, seen) values (?, ?, ?, ?, ?)
     on conflict (compartment, device) do update set seq = excluded.seq, head = excluded.head, seen = excluded.seen`,
    compartment,
    device,
    seq,
    hash,
    seen,
  )
  return arrival
}

/** Files the body of an entry that came without it; one that is there stays. */
export function addBody(writer: Writer, entry: number, bytes: Uint8Array): void {
  const sql = 'insert into body (entry, bytes) select ?, ? where not exists (select 1 from body where entry = ?)'
  writer.run(sql, entry, bytes, entry)
}

export function chainOf(reader: Reader, compartment: string, device: string): ChainRow | undefined {
  return reader.get<ChainRow>(
    `select ${chainColumns} from chain where compartment = ? and device = ?`,
    compartment,
    device,
  )
}

export function chainsIn(reader: Reader, compartment: string): readonly ChainRow[] {
  return reader.all<ChainRow>(`select ${chainColumns} from chain where compartment = ?`, compartment)
}

export function allChains(reader: Reader): readonly ChainRow[] {
  return reader.all<ChainRow>(`select ${chainColumns} from chain order by compartment, device`)
}

/** The ends of all chains as they stood when the vault held its first `arrival` entries. */
export function chainsUpTo(reader: Reader, arrival: number): readonly Omit<ChainRow, 'seen'>[] {
  // Entries set aside since then, or too late for a disposal, stood in their chains at that time.
  return reader.all<ChainRow>(
    `with filed as (
       select arrival, compartment, device, seq, hash from entry where arrival <= ?
       union all select arrival, compartment, device, seq, hash from set_aside where arrival <= ? and moved > ?
       union all select arrival, compartment, device, seq, hash from late_entry where arrival <= ? and moved > ?)
     select compartment, device, seq, hash as head from (
       select *, row_number() over (partition by compartment, device order by arrival desc) as back from filed)
     where back = 1 order by compartment, device`,
    arrival,
    arrival,
    arrival,
    arrival,
    arrival,
  )
}

/** How many entries arrived in this vault or were set aside; never falls. */
export function lastArrival(reader: Reader): number {
  const sql = `select max(coalesce((select max(arrival) from entry), 0), coalesce((select max(moved) from set_aside), 0),
    coalesce((select max(moved) from late_entry), 0)) as last`
  return reader.get<{ last: number }>(sql)?.last ?? 0
}

export function entryAt(reader: Reader, arrival: number): EntryRow | undefined {
  return reader.get<EntryRow>(`${whole} where e.arrival = ?`, arrival)
}

/** Entries in order of arrival, `limit` at a time, so that a large vault is never held in memory as a whole. */
export function entriesAfter(reader: Reader, arrival: number, limit: number): readonly EntryRow[] {
  return reader.all<EntryRow>(`${whole} where e.arrival > ? order by e.arrival limit ?`, arrival, limit)
}

/** Notes which object the entry of this arrival speaks of, and which entry it says again. */
export function indexEntry(
  writer: Writer,
  entry: number,
  compartment: string,
  { of, kind, was }: { readonly of: string; readonly kind: string; readonly was: string | null },
): void {
  writer.run('insert into entry_of_object (object, entry, kind) values (?, ?, ?)', of, entry, kind)
  if (was === null) return
  writer.run('insert into entered_again (was, entry, compartment) values (?, ?, ?)', was, entry, compartment)
}

export function entriesOfObject(reader: Reader, compartment: string, object: string): readonly EntryRow[] {
  return reader.all<EntryRow>(`${ofObject} order by e.hash`, object, compartment)
}

/** Where the entries of an object are, in the same order, without what they say. */
export function placesOfObject(
  reader: Reader,
  compartment: string,
  object: string,
): readonly Pick<EntryRow, 'arrival' | 'hash'>[] {
  return reader.all<Pick<EntryRow, 'arrival' | 'hash'>>(
    `select e.arrival, e.hash from entry_of_object o cross join entry e on e.arrival = o.entry
     where o.object = ? and e.compartment = ? order by e.hash`,
    object,
    compartment,
  )
}

/** Clear entries of a compartment: of its members, its keys, and the orders on it. */
export function controlEntries(reader: Reader, compartment: string): readonly EntryRow[] {
  return reader.all<EntryRow>(
    `${ofObject} and (o.kind in
       ('compartment.created', 'key.introduced', 'key.granted', 'member.added', 'member.removed')
       or o.kind glob 'hold.*' or o.kind glob 'disposal.*' or o.kind glob 'correction.*') order by e.hash`,
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

/** Entries of a compartment that the store's tree holds, in its order. */
export function entriesInTree(
  reader: Reader,
  compartment: string,
): readonly (EntryRow & { readonly position: number })[] {
  return reader.all<EntryRow & { readonly position: number }>(
    `select ${entryColumns}, p.position from entry e join position p on p.entry = e.arrival
     left join body b on b.entry = e.arrival where e.compartment = ? order by p.position`,
    compartment,
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
