// The store's trees as this device has verified them: leaves, positions of entries, receipts, and what is still to be sent.
import type { EntryRow } from './entries.ts'
import type { Reader, Writer } from './handles.ts'

/** `frontier` and `checkpoint` are texts; `held`: the entries of the first leaves up to here are in this vault. */
export interface TreeRow {
  readonly compartment: string
  readonly epoch: number
  readonly size: number
  readonly root: string
  readonly held: number
  readonly frontier: string
  readonly checkpoint: string
}

/** `receipt` is the JSON text of what the store signed. */
export interface ReceiptRow {
  readonly compartment: string
  readonly receipt: string
  readonly signature: string
}

const treeColumns = 'compartment, epoch, size, root, held, frontier, checkpoint'

export function treeOf(reader: Reader, compartment: string): TreeRow | undefined {
  return reader.get<TreeRow>(`select ${treeColumns} from tree where compartment = ?`, compartment)
}

export function allTrees(reader: Reader): readonly TreeRow[] {
  return reader.all<TreeRow>(`select ${treeColumns} from tree order by compartment`)
}

export function putTree(writer: Writer, row: TreeRow): void {
  writer.run(
    `insert into tree (${treeColumns}) values (?, ?, ?, ?, ?, ?, ?)
     on conflict (compartment) do update set epoch = excluded.epoch, size = excluded.size, root = excluded.root,
       held = excluded.held, frontier = excluded.frontier, checkpoint = excluded.checkpoint`,
    row.compartment,
    row.epoch,
    row.size,
    row.root,
    row.held,
    row.frontier,
    row.checkpoint,
  )
}

export function addLeaf(writer: Writer, compartment: string, position: number, hash: Uint8Array): void {
  writer.run('insert into leaf (compartment, position, hash) values (?, ?, ?)', compartment, position, hash)
}

export function leafAt(reader: Reader, compartment: string, position: number): Uint8Array | undefined {
  const sql = 'select hash from leaf where compartment = ? and position = ?'
  return reader.get<{ hash: Uint8Array }>(sql, compartment, position)?.hash
}

/** The leaves from a position on, in order, as raw hashes. */
export function leavesFrom(reader: Reader, compartment: string, from: number, most: number): readonly Uint8Array[] {
  const sql = 'select hash from leaf where compartment = ? and position >= ? order by position limit ?'
  return reader.all<{ hash: Uint8Array }>(sql, compartment, from, most).map(({ hash }) => hash)
}

interface InChain {
  readonly compartment: string
  readonly device: string
  readonly seq: number
}

/** The entry of this arrival is this leaf of its compartment's tree; its chain is in the tree up to it. */
export function placeEntry(writer: Writer, entry: InChain & { readonly arrival: number }, position: number): void {
  placeAlone(writer, entry.arrival, position)
  placeChain(writer, entry)
}

/** The same for one of many entries; `placeChain` follows for the last of each chain. */
export function placeAlone(writer: Writer, arrival: number, position: number): void {
  writer.run('insert into position (entry, position) values (?, ?)', arrival, position)
}

/** A chain is in the tree up to this entry. */
export function placeChain(writer: Writer, { compartment, device, seq }: InChain): void {
  const sql = 'update chain set placed = ? where compartment = ? and device = ? and placed < ?'
  writer.run(sql, seq, compartment, device, seq)
}

export function positionOf(reader: Reader, arrival: number): number | null {
  return reader.get<{ position: number }>('select position from position where entry = ?', arrival)?.position ?? null
}

/** Up to which entry the store's tree has a chain; 0 for a chain that is not known. */
export function placedOf(reader: Reader, compartment: string, device: string): number {
  const sql = 'select placed from chain where compartment = ? and device = ?'
  return reader.get<{ placed: number }>(sql, compartment, device)?.placed ?? 0
}

/** The arrival of the entry in a place of a chain, with its hash. */
export function entryInPlace(
  reader: Reader,
  compartment: string,
  device: string,
  seq: number,
): Pick<EntryRow, 'arrival' | 'hash'> | undefined {
  const sql = 'select arrival, hash from entry where compartment = ? and device = ? and seq = ?'
  return reader.get<Pick<EntryRow, 'arrival' | 'hash'>>(sql, compartment, device, seq)
}

export interface PlacedRow {
  readonly hash: string
  readonly device: string
  readonly seq: number
  readonly position: number
}

/** Which entries of a compartment have which places in the store's tree. */
export function placedIn(reader: Reader, compartment: string): readonly PlacedRow[] {
  return reader.all<PlacedRow>(
    `select e.hash, e.device, e.seq, p.position from entry e join position p on p.entry = e.arrival
     where e.compartment = ? order by p.position`,
    compartment,
  )
}

/** `reached`: the last entry of a chain up to which all have a place; `under`: up to which the receipt covers them. */
export interface ProgressRow {
  readonly compartment: string
  readonly device: string
  readonly placed: number
  readonly received: number
  readonly reached: number
  readonly under: number
}

/** How far each chain is said to have come, and how far it has. */
export function progressOfChains(reader: Reader): readonly ProgressRow[] {
  return reader.all<ProgressRow>(
    `select c.compartment, c.device, c.placed, c.received, count(p.position) as reached,
       count(case when json_valid(r.receipt) and p.position < json_extract(r.receipt, '$.size') then 1 end) as under
     from chain c
     left join entry e on e.compartment = c.compartment and e.device = c.device and e.seq <= c.seq
     left join position p on p.entry = e.arrival
     left join receipt r on r.compartment = c.compartment
     group by c.compartment, c.device order by c.compartment, c.device`,
  )
}

/**
 * Entries that are not in the store's tree yet, in the order in which they were written: those that arrived `after`
 * one, when `skip` of them are being sent. Of each chain no more than these and `most` are looked at: sorting all that
 * waits, for each page again, held everything up.
 */
export function entriesToSend(
  reader: Reader,
  compartment: string,
  from: { readonly after: number; readonly skip: number },
  most: number,
): readonly EntryRow[] {
  return reader.all<EntryRow>(
    `select e.arrival, e.hash, e.compartment, e.device, e.seq, e.header, e.signature, e.directory, b.bytes as body
     from chain c cross join entry e on e.compartment = c.compartment and e.device = c.device
       and e.seq > c.placed and e.seq <= c.placed + ? and e.arrival > ?
     join body b on b.entry = e.arrival where c.compartment = ? order by e.arrival limit ?`,
    from.skip + most,
    from.after,
    compartment,
    most,
  )
}

/** Compartments with entries that the store lacks, or has without a receipt for them. */
export function compartmentsToSend(reader: Reader): readonly string[] {
  const sql = 'select distinct compartment from chain where seq > received order by compartment'
  return reader.all<{ compartment: string }>(sql).map(({ compartment }) => compartment)
}

/** A receipt over the whole tree: what is in the tree is received. */
export function keepReceipt(writer: Writer, row: ReceiptRow): void {
  writer.run(
    `insert into receipt (compartment, receipt, signature) values (?, ?, ?)
     on conflict (compartment) do update set receipt = excluded.receipt, signature = excluded.signature`,
    row.compartment,
    row.receipt,
    row.signature,
  )
  writer.run('update chain set received = placed where compartment = ? and received < placed', row.compartment)
}

/** What came from the store is there: for chains of other people's devices no receipt is needed. */
export function countAsReceived(writer: Writer, compartment: string, device: string): void {
  writer.run('update chain set received = placed where compartment = ? and device = ?', compartment, device)
}

export function receiptOf(reader: Reader, compartment: string): ReceiptRow | undefined {
  const sql = 'select compartment, receipt, signature from receipt where compartment = ?'
  return reader.get<ReceiptRow>(sql, compartment)
}

export function allReceipts(reader: Reader): readonly ReceiptRow[] {
  return reader.all<ReceiptRow>('select compartment, receipt, signature from receipt order by compartment')
}

/** How many entries no receipt covers, in one compartment. */
export function countNotReceived(reader: Reader, compartment: string): number {
  const sql = 'select coalesce(sum(seq - received), 0) as count from chain where compartment = ?'
  return reader.get<{ count: number }>(sql, compartment)?.count ?? 0
}

/** The same for all compartments but the restricted ones, of which no number elsewhere may tell. */
export function countAllNotReceived(reader: Reader): number {
  const sql = `select coalesce(sum(seq - received), 0) as count from chain c join compartment m on m.id = c.compartment
    where m.type <> 'restricted'`
  return reader.get<{ count: number }>(sql)?.count ?? 0
}

/** Whether some entry of an object is not covered by a receipt. */
export function hasUnreceived(reader: Reader, compartment: string, object: string): boolean {
  const sql = `select 1 from entry_of_object o cross join entry e on e.arrival = o.entry
    join chain c on c.compartment = e.compartment and c.device = e.device
    where o.object = ? and e.compartment = ? and e.seq > c.received limit 1`
  return reader.get(sql, object, compartment) !== undefined
}

export function noteUnread(writer: Writer, arrival: number, compartment: string): void {
  writer.run('insert into unread (entry, compartment) values (?, ?)', arrival, compartment)
}

export function noLongerUnread(writer: Writer, arrival: number): void {
  writer.run('delete from unread where entry = ?', arrival)
}

/** Entries that wait for their key, by arrival, after one of them. */
export function unreadAfter(reader: Reader, compartment: string, arrival: number, most: number): readonly number[] {
  const sql = 'select entry from unread where compartment = ? and entry > ? order by entry limit ?'
  return reader.all<{ entry: number }>(sql, compartment, arrival, most).map(({ entry }) => entry)
}

/** How many entries wait for their key; of what is not for this person's eyes only headers are held, and nothing waits. */
export function countUnread(reader: Reader): number {
  const sql = `select count(*) as count from unread u where exists (select 1 from body where entry = u.entry)
    or exists (select 1 from compartment_key where compartment = u.compartment)`
  return reader.get<{ count: number }>(sql)?.count ?? 0
}

/** The first position, from one on, of an entry that this vault holds without its body; null where there is none. */
export function firstWithoutBody(reader: Reader, compartment: string, from: number): number | null {
  const sql = `select min(p.position) as first from unread u join position p on p.entry = u.entry
    where u.compartment = ? and p.position >= ? and not exists (select 1 from body where entry = u.entry)`
  return reader.get<{ first: number | null }>(sql, compartment, from)?.first ?? null
}
