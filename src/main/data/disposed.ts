// What a disposal takes out of a vault, and what it leaves: names of what was destroyed, and what came too late for it.
import type { EntryRow } from './entries.ts'
import { lastArrival } from './entries.ts'
import type { Reader, Writer } from './handles.ts'

/**
 * `size`: bodies of leaves below it are gone. `committed`: the store's entry. `bodies`, `keys` and `late`: how many bodies
 * and which keys (a JSON text) were destroyed here, and how much came too late.
 */
export interface DisposedRow {
  readonly compartment: string
  readonly committed: string
  readonly size: number
  readonly at: string
  readonly bodies: number
  readonly keys: string
  readonly late: number
}

const columns = 'compartment, committed, size, at, bodies, keys, late'

/** An entry that was written here and is covered by no disposal; `payload` is its JSON text. */
export interface LateRow {
  readonly hash: string
  readonly compartment: string
  readonly payload: string
}

export function disposedOf(reader: Reader, compartment: string): DisposedRow | undefined {
  return reader.get<DisposedRow>(`select ${columns} from disposed where compartment = ?`, compartment)
}

export function allDisposed(reader: Reader): readonly DisposedRow[] {
  return reader.all<DisposedRow>(`select ${columns} from disposed order by at, compartment`)
}

/** Names the disposal: only then do bodies go. */
export function beginDisposal(
  writer: Writer,
  { compartment, committed, size, at }: Pick<DisposedRow, 'compartment' | 'committed' | 'size' | 'at'>,
): void {
  const sql = `insert into disposed (${columns}) values (?, ?, ?, ?, 0, '[]', 0)`
  writer.run(sql, compartment, committed, size, at)
}

/** Keeps what was destroyed and what came too late. */
export function endDisposal(
  writer: Writer,
  { compartment, bodies, keys, late }: Pick<DisposedRow, 'compartment' | 'bodies' | 'keys' | 'late'>,
): void {
  writer.run(
    'update disposed set bodies = ?, keys = ?, late = ? where compartment = ?',
    bodies,
    keys,
    late,
    compartment,
  )
}

/** The keys are what opens every copy of the bodies, wherever one may have stayed. */
export function destroyKeys(writer: Writer, compartment: string): void {
  writer.run('delete from compartment_key where compartment = ?', compartment)
}

/** Sealed bodies below a size, and wherever they stand those that grant keys: a grant is the key, sealed to a device. */
const coveredEntries = `select e.arrival from entry e left join position p on p.entry = e.arrival
  where e.compartment = ? and ((p.position < ? and instr(cast(e.header as text), '"key":null') = 0) or exists (
    select 1 from entry_of_object o where o.object = e.compartment and o.entry = e.arrival
      and o.kind in ('key.introduced', 'key.granted')))`

/** Deletes the bodies below a size with what points at them; returns how many there were. The disposal is named first. */
export function destroyBodies(writer: Writer, compartment: string, size: number): number {
  const covered = writer.all<{ arrival: number }>(coveredEntries, compartment, size)
  let bodies = 0
  for (const { arrival } of covered) {
    bodies += writer.get('select 1 from body where entry = ?', arrival) === undefined ? 0 : 1
    writer.run('delete from body where entry = ?', arrival)
    for (const table of ['entry_of_object', 'entered_again'] as const) {
      writer.run(`delete from ${table} where entry = ?`, arrival)
    }
  }
  // Nothing waits for a key any more.
  writer.run('delete from unread where compartment = ?', compartment)
  return bodies
}

/** Tables with rows computed from the entries of an inspection; deleting notes takes their words out of the index. */
const ofInspection = ['note', 'person', 'enquiry', 'bundle', 'decision', 'question', 'identifier_confirmed'] as const

export function destroyRowsOf(writer: Writer, inspection: string): void {
  for (const table of ofInspection) writer.run(`delete from ${table} where inspection = ?`, inspection)
  writer.run('delete from inspection where id = ?', inspection)
}

export function destroyDisclosure(writer: Writer, disclosure: string): void {
  writer.run('delete from disclosure where id = ?', disclosure)
}

/**
 * Keeps an entry that no disposal covers with what it says. One that the store has `placed` in its tree stays in the log;
 * another can be sent no more and leaves it.
 */
export function keepLate(writer: Writer, row: EntryRow, payload: string, placed: boolean): void {
  const { arrival, hash, compartment, device, seq, header, signature } = row
  writer.run(
    `insert into late_entry (arrival, hash, compartment, device, seq, header, signature, payload, moved)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    arrival,
    hash,
    compartment,
    device,
    seq,
    header,
    signature,
    payload,
    placed ? arrival : lastArrival(writer) + 1,
  )
  if (placed) return
  for (const table of ['entry_of_object', 'entered_again', 'unread'] as const) {
    writer.run(`delete from ${table} where entry = ?`, arrival)
  }
  writer.run('delete from body where entry = ?', arrival)
  writer.run('delete from entry where arrival = ?', arrival)
}

export function allLate(reader: Reader): readonly LateRow[] {
  return reader.all<LateRow>('select hash, compartment, payload from late_entry order by moved, arrival')
}

/** What was entered elsewhere or discarded keeps its place among the arrivals, and says nothing any more. */
export function settleLate(writer: Writer, hash: string): void {
  writer.run("update late_entry set payload = '' where hash = ?", hash)
}

/** Bodies below a size that a disposal should have taken. */
export function bodiesKept(
  reader: Reader,
  compartment: string,
  size: number,
): readonly { readonly hash: string; readonly device: string; readonly seq: number }[] {
  return reader.all(
    `select hash, device, seq from entry join body on entry = arrival where arrival in (${coveredEntries})`,
    compartment,
    size,
  )
}
