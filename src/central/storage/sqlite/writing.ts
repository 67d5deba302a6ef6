// Writing a store inside its one transaction.
import type { Hash } from '#shared/domain/ids.ts'
import type { AcceptedEntry, ChainEnd, Disposed, Fork, Log, PendingDisposal, UsedCode, Writing } from '../Storage.ts'
import { toBlob } from './blobs.ts'
import { SqliteReading } from './reading.ts'

export class SqliteWriting extends SqliteReading implements Writing {
  // The transaction was begun as one that writes, and SQLite lets one of them in at a time.
  async lock(compartment: Hash): Promise<Log | null> {
    return this.log(compartment)
  }

  async makeLog(compartment: Hash, epoch: number, directory: boolean): Promise<void> {
    this.connection.run(
      `insert into log (compartment, epoch, size, controls, frontier, checkpoint, directory)
       values (?, ?, 0, 0, '', '', ?)`,
      toBlob(compartment),
      epoch,
      directory ? 1 : null,
    )
  }

  async append(log: Log, entries: readonly AcceptedEntry[], ends: readonly ChainEnd[]): Promise<void> {
    const id = this.#idOf(log.compartment)
    const devices = new Map(ends.map(({ device }) => [device, this.#deviceNumber(device)]))
    const first = log.size - entries.length
    entries.forEach((entry, index) => {
      this.#insert(id, first + index, devices.get(entry.device) ?? this.#deviceNumber(entry.device), entry)
    })
    for (const end of ends) this.#setEnd(id, devices.get(end.device) ?? 0, end)
    const { size, controls, frontier, checkpoint, epoch } = log
    this.connection.run(
      'update log set size = ?, controls = ?, frontier = ?, checkpoint = ? where id = ?',
      size,
      controls,
      frontier,
      checkpoint,
      id,
    )
    this.connection.run(
      'insert into checkpoint (log, epoch, size, checkpoint) values (?, ?, ?, ?)',
      id,
      epoch,
      size,
      checkpoint,
    )
  }

  async setMembers(compartment: Hash, persons: readonly Hash[]): Promise<void> {
    const id = this.#idOf(compartment)
    this.connection.run('delete from member where log = ?', id)
    for (const person of persons) {
      this.connection.run('insert into member (person, log) values (?, ?)', toBlob(person), id)
    }
  }

  async keepFork(fork: Fork): Promise<void> {
    this.connection.run(
      `insert into fork (log, device, seq, hash, header, signature, at) values (?, ?, ?, ?, ?, ?, ?)
       on conflict (log, device, seq, hash) do nothing`,
      this.#idOf(fork.compartment),
      this.#deviceNumber(fork.device),
      fork.seq,
      toBlob(fork.hash),
      fork.header,
      fork.signature,
      fork.at,
    )
  }

  async keepUsedCode({ code, devices, reply }: UsedCode): Promise<void> {
    this.connection.run(
      'insert into used_code (code, devices, reply) values (?, ?, ?)',
      toBlob(code),
      toBlob(devices),
      reply,
    )
  }

  async keepPending({ compartment, proposed, due }: PendingDisposal): Promise<void> {
    this.connection.run(
      'insert or replace into pending_disposal (log, proposed, due) values (?, ?, ?)',
      this.#idOf(compartment),
      toBlob(proposed),
      due,
    )
  }

  async dropPending({ compartment, proposed }: Omit<PendingDisposal, 'due'>): Promise<void> {
    this.connection.run(
      'delete from pending_disposal where log = ? and proposed = ?',
      this.#idOf(compartment),
      toBlob(proposed),
    )
  }

  async dispose({ compartment, committed, size }: Disposed, keys: readonly Hash[]): Promise<void> {
    const log = this.#idOf(compartment)
    this.connection.run(
      'insert into disposal (log, committed, size) select log, id, ? from entry where log = ? and hash = ?',
      size,
      log,
      toBlob(committed),
    )
    this.connection.run(
      `insert into disposed_key (entry)
       select id from entry where log = ? and hash in (select unhex(value) from json_each(?))`,
      log,
      JSON.stringify(keys),
    )
    this.connection.run(
      `update body set body = x'' where body <> x'' and entry in (
         select id from entry where log = ?
           and ((control = 0 and position < ?) or id in (select entry from disposed_key))
       )`,
      log,
      size,
    )
    this.connection.run('delete from pending_disposal where log = ?', log)
  }

  async correct(compartment: Hash, ordered: Hash, bodies: readonly Hash[]): Promise<number> {
    const log = this.#idOf(compartment)
    const named = this.connection.all<{ id: number; ordered: number }>(
      `select entry.id, orders.id as ordered from entry join entry as orders on orders.log = entry.log
       where entry.log = ? and orders.hash = ? and entry.position < orders.position and entry.control = 0
         and entry.hash in (select unhex(value) from json_each(?))
         and entry.id not in (select entry from corrected)`,
      log,
      toBlob(ordered),
      JSON.stringify(bodies),
    )
    for (const row of named) {
      this.connection.run('insert into corrected (entry, ordered) values (?, ?)', row.id, row.ordered)
      this.connection.run("update body set body = x'' where entry = ?", row.id)
    }
    return named.length
  }

  #insert(log: number, position: number, device: number, entry: AcceptedEntry): void {
    const { seq, hash, header, signature, body, control } = entry
    const id = this.connection.run(
      `insert into entry (log, position, device, seq, hash, header, signature, control)
       values (?, ?, ?, ?, ?, ?, ?, ?)`,
      log,
      position,
      device,
      seq,
      toBlob(hash),
      header,
      signature,
      control ? 1 : 0,
    )
    this.connection.run('insert into body (entry, body) values (?, ?)', id, body)
  }

  #setEnd(log: number, device: number, { seq, head, directory }: ChainEnd): void {
    this.connection.run(
      `insert into chain (log, device, seq, head, directory) values (?, ?, ?, ?, ?)
       on conflict (log, device) do update set seq = excluded.seq, head = excluded.head, directory = excluded.directory`,
      log,
      device,
      seq,
      toBlob(head),
      directory,
    )
  }

  #idOf(compartment: Hash): number {
    const row = this.logRow(compartment)
    if (row === undefined) throw new RangeError('nothing is written to a log that was not made')
    return row.id
  }

  #deviceNumber(device: Hash): number {
    const bytes = toBlob(device)
    const known = this.connection.get<{ id: number }>('select id from device where device = ?', bytes)
    return known?.id ?? this.connection.run('insert into device (device) values (?)', bytes)
  }
}
