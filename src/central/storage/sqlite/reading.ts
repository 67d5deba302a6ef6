// Reading a store: the interface's questions as SQL, over one connection.
import type { Hash } from '#shared/domain/ids.ts'
import type {
  ChainEnd,
  Checkpointed,
  Corrected,
  Disposed,
  Inspecting,
  Log,
  PageLimits,
  PendingDisposal,
  PlacedEntry,
  Standing,
  Totals,
  UsedCode,
} from '../Storage.ts'
import { fromBlob, toBlob } from './blobs.ts'
import type { Connection } from './open.ts'

interface LogRow {
  readonly id: number
  readonly epoch: number
  readonly size: number
  readonly controls: number
  readonly frontier: string
  readonly checkpoint: string
}

interface EntryRow {
  readonly position: number
  readonly device: Buffer
  readonly seq: number
  readonly hash: Buffer
  readonly header: Uint8Array
  readonly signature: Uint8Array
  readonly control: number
  readonly body: Uint8Array | null
}

interface ChainRow {
  readonly device: Buffer
  readonly seq: number
  readonly head: Buffer
  readonly directory: number
}

// A body that was taken is empty.
const selectEntry = `select position, device.device, seq, hash, header, signature, control, nullif(body, x'') as body
  from entry join device on device.id = entry.device left join body on body.entry = entry.id`

export class SqliteReading implements Inspecting {
  protected readonly connection: Connection

  constructor(connection: Connection) {
    this.connection = connection
  }

  async organisation(): Promise<Hash | null> {
    const row = this.connection.get<{ compartment: Buffer }>('select compartment from log where directory = 1')
    return row === undefined ? null : fromBlob(row.compartment)
  }

  async log(compartment: Hash): Promise<Log | null> {
    const row = this.logRow(compartment)
    if (row === undefined) return null
    const { epoch, size, controls, frontier, checkpoint } = row
    return { compartment, epoch, size, controls, frontier, checkpoint }
  }

  async standingsOf(person: Hash): Promise<readonly Standing[]> {
    const rows = this.connection.all<{ compartment: Buffer; epoch: number; size: number }>(
      `select compartment, epoch, size from member join log on log.id = member.log
       where person = ? order by compartment`,
      toBlob(person),
    )
    return rows.map(({ compartment, epoch, size }) => ({ compartment: fromBlob(compartment), epoch, size }))
  }

  async entries(compartment: Hash, from: number, limits: PageLimits): Promise<readonly PlacedEntry[]> {
    const rows = this.connection.each<EntryRow>(
      `${selectEntry} where log = (select id from log where compartment = ?) and position >= ?
       order by position limit ?`,
      toBlob(compartment),
      from,
      limits.entries,
    )
    const page: PlacedEntry[] = []
    let bytes = 0
    for (const row of rows) {
      bytes += row.header.length + row.signature.length + (row.body?.length ?? 0)
      if (page.length > 0 && bytes > limits.bytes) break
      page.push(placed(row))
    }
    return page
  }

  async controlEntries(compartment: Hash): Promise<readonly PlacedEntry[]> {
    const rows = this.connection.all<EntryRow>(
      `${selectEntry} where log = (select id from log where compartment = ?) and control = 1 order by position`,
      toBlob(compartment),
    )
    return rows.map(placed)
  }

  async leaves(compartment: Hash, from: number): Promise<readonly Hash[]> {
    const rows = this.connection.all<{ hash: Buffer }>(
      `select hash from entry where log = (select id from log where compartment = ?) and position >= ?
       order by position`,
      toBlob(compartment),
      from,
    )
    return rows.map(({ hash }) => fromBlob(hash))
  }

  async chainEnds(compartment: Hash, devices: readonly Hash[]): Promise<readonly ChainEnd[]> {
    const log = this.logRow(compartment)
    if (log === undefined) return []
    return devices.flatMap((device) => {
      const row = this.connection.get<ChainRow>(
        `select device.device, seq, head, chain.directory from chain join device on device.id = chain.device
         where log = ? and device.device = ?`,
        log.id,
        toBlob(device),
      )
      return row === undefined ? [] : [chainEnd(row)]
    })
  }

  async hashAt(compartment: Hash, device: Hash, seq: number): Promise<Hash | null> {
    const row = this.connection.get<{ hash: Buffer }>(
      `select hash from entry where log = (select id from log where compartment = ?)
       and device = (select id from device where device = ?) and seq = ?`,
      toBlob(compartment),
      toBlob(device),
      seq,
    )
    return row === undefined ? null : fromBlob(row.hash)
  }

  async usedCode(code: Hash): Promise<UsedCode | null> {
    const row = this.connection.get<{ devices: Buffer; reply: string }>(
      'select devices, reply from used_code where code = ?',
      toBlob(code),
    )
    return row === undefined ? null : { code, devices: fromBlob(row.devices), reply: row.reply }
  }

  async pendingDisposals(): Promise<readonly PendingDisposal[]> {
    const rows = this.connection.all<{ compartment: Buffer; proposed: Buffer; due: string }>(
      'select compartment, proposed, due from pending_disposal join log on log.id = log order by due, compartment',
    )
    return rows.map((row) => ({
      compartment: fromBlob(row.compartment),
      proposed: fromBlob(row.proposed),
      due: row.due,
    }))
  }

  async disposal(compartment: Hash): Promise<Disposed | null> {
    const row = this.connection.get<{ committed: Buffer; size: number }>(
      `select hash as committed, size from disposal join entry on entry.id = committed
       where disposal.log = (select id from log where compartment = ?)`,
      toBlob(compartment),
    )
    return row === undefined ? null : { compartment, committed: fromBlob(row.committed), size: row.size }
  }

  async compartments(): Promise<readonly Hash[]> {
    const rows = this.connection.all<{ compartment: Buffer }>('select compartment from log order by id')
    return rows.map(({ compartment }) => fromBlob(compartment))
  }

  async checkpoints(compartment: Hash): Promise<readonly Checkpointed[]> {
    return this.connection.all<Checkpointed>(
      `select epoch, size, checkpoint from checkpoint where log = (select id from log where compartment = ?)
       order by epoch, size`,
      toBlob(compartment),
    )
  }

  async allChainEnds(compartment: Hash): Promise<readonly ChainEnd[]> {
    const rows = this.connection.all<ChainRow>(
      `select device.device, seq, head, chain.directory from chain join device on device.id = chain.device
       where log = (select id from log where compartment = ?)`,
      toBlob(compartment),
    )
    return rows.map(chainEnd)
  }

  async members(compartment: Hash): Promise<readonly Hash[]> {
    const rows = this.connection.all<{ person: Buffer }>(
      'select person from member where log = (select id from log where compartment = ?) order by person',
      toBlob(compartment),
    )
    return rows.map(({ person }) => fromBlob(person))
  }

  async disposedKeys(compartment: Hash): Promise<readonly Hash[]> {
    const rows = this.connection.all<{ hash: Buffer }>(
      `select hash from entry join disposed_key on disposed_key.entry = entry.id
       where log = (select id from log where compartment = ?) order by position`,
      toBlob(compartment),
    )
    return rows.map(({ hash }) => fromBlob(hash))
  }

  async corrected(compartment: Hash): Promise<readonly Corrected[]> {
    const rows = this.connection.all<{ hash: Buffer; ordered: Buffer }>(
      `select entry.hash, orders.hash as ordered
       from entry join corrected on corrected.entry = entry.id join entry as orders on orders.id = ordered
       where entry.log = (select id from log where compartment = ?) order by entry.position`,
      toBlob(compartment),
    )
    return rows.map(({ hash, ordered }) => ({ entry: fromBlob(hash), ordered: fromBlob(ordered) }))
  }

  async totals(): Promise<Totals> {
    const row = this.connection.get<Totals>(
      `select (select count(*) from log) as compartments, (select count(*) from entry) as entries,
       (select count(*) from fork) as forks, (select count(*) from pending_disposal) as pendingDisposals,
       (select count(*) from disposal) as disposals, (select count(distinct ordered) from corrected) as corrections,
       (select count(*) from corrected) as correctedBodies,
       (select coalesce(sum(length(header) + length(signature)), 0) from entry)
       + (select coalesce(sum(length(body)), 0) from body) as bytes`,
    )
    if (row === undefined) throw new RangeError('counts come in one row')
    return row
  }

  async faults(): Promise<readonly string[]> {
    const found = this.connection.all<{ integrity_check: string }>('pragma integrity_check')
    const torn = this.connection.all<{ table: string }>('pragma foreign_key_check')
    return [
      ...found.map((row) => row.integrity_check).filter((words) => words !== 'ok'),
      ...torn.map((row) => `a row of ${row.table} refers to nothing`),
    ]
  }

  protected logRow(compartment: Hash): LogRow | undefined {
    return this.connection.get<LogRow>(
      'select id, epoch, size, controls, frontier, checkpoint from log where compartment = ?',
      toBlob(compartment),
    )
  }
}

function placed(row: EntryRow): PlacedEntry {
  return { ...row, device: fromBlob(row.device), hash: fromBlob(row.hash), control: row.control === 1 }
}

function chainEnd(row: ChainRow): ChainEnd {
  return { ...row, device: fromBlob(row.device), head: fromBlob(row.head) }
}
