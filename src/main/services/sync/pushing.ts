// Pushing: what the store lacks of one compartment, in the order in which it was written, until a receipt covers all of it.

import { mostBytes, type PushReply, travellingBytes } from '#shared/central-api.ts'
import { fromHex } from '#shared/domain/bytes.ts'
import { canonicalText } from '#shared/domain/canonical.ts'
import { isClear } from '#shared/domain/entry.ts'
import type { Hash } from '#shared/domain/ids.ts'
import { isReceiptOf } from '#shared/domain/receipt.ts'
import { extended, type Frontier, frontierFrom, frontierText, rootOf } from '#shared/domain/tree.ts'
import { Problem } from '#shared/problems.ts'
import type { EntryRow } from '../../data/entries.ts'
import type { Writer } from '../../data/handles.ts'
import {
  addLeaf,
  countNotReceived,
  entriesToSend,
  keepReceipt,
  placeAlone,
  placeChain,
  putTree,
  type TreeRow,
  treeOf,
} from '../../data/trees.ts'
import { directoryOf } from '../../ledger/directory.ts'
import { knownCompartment, type Ledger } from '../../ledger/ledger.ts'
import { nextTurn } from '../../platform/clock.ts'
import { sha256, verifySignature } from '../../platform/crypto.ts'
import type { Line } from './line.ts'
import { PageSize } from './page-size.ts'
import { checkpointOf } from './pages.ts'
import { keepWhoIsWho, pullCompartment, unknownTree } from './pulling.ts'

/** Entries on their way to the store. */
interface Sending {
  readonly rows: readonly EntryRow[]
  readonly reply: Promise<PushReply>
}

/** `left`: this person is no member any more, so that nothing can be pulled; what was written is still taken (section 6). */
interface Standing {
  readonly epoch: number
  readonly left: boolean
}

/** Pushes a compartment to its end. Throws the Problem for which its log stops. */
export async function pushCompartment(line: Line, compartment: Hash, { epoch, left }: Standing): Promise<void> {
  const { ledger } = line
  try {
    const size = new PageSize('push')
    let sending: Sending | null = null
    while (countNotReceived(ledger.reader, compartment) > 0) {
      // What is pulled may change what is to be sent.
      if (!left && isBehind(ledger, compartment)) await pullCompartment(line, compartment, epoch)
      sending = await pushPage(line, treeIn(ledger, compartment, epoch), size, sending)
      await nextTurn()
    }
  } finally {
    ledger.underWay.delete(compartment)
  }
}

/** Files what the store answers to a page while it is at work on the next, which is returned; null where none was sent. */
async function pushPage(line: Line, tree: TreeRow, size: PageSize, before: Sending | null): Promise<Sending | null> {
  const { ledger } = line
  const { compartment, epoch } = tree
  const { rows, reply: answered } = before ?? send(line, tree, rowsAfter(ledger, compartment, [], size))
  ledger.underWay.add(compartment)
  line.changed()
  const [reply, next] = await Promise.all([size.after(answered), readAhead(ledger, compartment, rows, size)])
  const frontier = verifiedFrontier(line, tree, reply)
  refuseReceipt(line, tree, frontier, reply)
  const grewByOurs = reply.refused.length === 0 && leadingOwn(rows, reply.leaves) === reply.leaves.length
  const ahead = next.length > 0 && grewByOurs ? send(line, { ...tree, size: frontier.size }, next) : null
  if (ahead !== null) await goneOut()
  fileReply(ledger, tree, rows, reply, frontier)
  line.changed()
  // What stands in the place of ours is looked at before anything is concluded from it.
  if (reply.refused.some(({ code }) => code === 'entry.fork')) await pullCompartment(line, compartment, epoch)
  refuseRefused(reply)
  return ahead
}

function send({ client }: Line, { compartment, epoch, size }: TreeRow, rows: readonly EntryRow[]): Sending {
  const reply = client.push(compartment, { epoch, size }, rows)
  // Where filing the page before it fails nobody waits for this one: it is sent again, and then changes nothing.
  reply.catch(() => {})
  return { rows, reply }
}

/** The page after one that is being sent, read while the store is at work on that one. */
async function readAhead(
  ledger: Ledger,
  compartment: Hash,
  sent: readonly EntryRow[],
  size: PageSize,
): Promise<readonly EntryRow[]> {
  await goneOut()
  return rowsAfter(ledger, compartment, sent, size)
}

/** A request that was made goes out before this thread does anything long. */
async function goneOut(): Promise<void> {
  await nextTurn()
  await nextTurn()
}

function rowsAfter(
  { reader }: Ledger,
  compartment: Hash,
  sent: readonly EntryRow[],
  { entries: most }: PageSize,
): readonly EntryRow[] {
  const from = { after: sent.at(-1)?.arrival ?? 0, skip: sent.length }
  return withinBytes(entriesToSend(reader, compartment, from, most))
}

/** Whether entries and the store's statement over them have not come together yet: a reply to a push grows a tree that is held whole. */
function isBehind({ reader }: Ledger, compartment: Hash): boolean {
  const known = treeOf(reader, compartment)
  return known !== undefined && known.held !== known.size
}

function treeIn({ reader }: Ledger, compartment: Hash, epoch: number): TreeRow {
  const tree = treeOf(reader, compartment) ?? unknownTree(compartment, epoch)
  if (tree.epoch !== epoch) throw new Problem('tree.differs', { detail: `epoch ${epoch} instead of ${tree.epoch}` })
  return tree
}

/** Keeps what the store states after a push: leaves, checkpoint and receipt, which were checked against each other. */
function fileReply(
  ledger: Ledger,
  tree: TreeRow,
  sent: readonly EntryRow[],
  reply: PushReply,
  frontier: Frontier,
): void {
  const { compartment } = tree
  ledger.write((writer) => {
    reply.leaves.forEach((hash, index) => addLeaf(writer, compartment, tree.size + index, fromHex(hash)))
    const placed = placeSent(writer, sent, tree.size, reply.leaves)
    for (const end of endsOf(placed)) placeChain(writer, end)
    putTree(writer, {
      ...tree,
      size: frontier.size,
      root: rootOf(sha256, frontier),
      // Entries of others may lie between ours: they are pulled next, where this person is still a member.
      held: tree.held < tree.size ? tree.held : tree.size + leadingOwn(sent, reply.leaves),
      frontier: frontierText(frontier),
      checkpoint: reply.checkpoint,
    })
    const { receipt, signature } = reply.receipt
    keepReceipt(writer, { compartment, receipt: canonicalText(receipt), signature })
    foldPlaced(ledger, writer, compartment, placed)
    if (knownCompartment(writer, compartment).type === 'directory') keepWhoIsWho(ledger, writer)
  })
  ledger.heard(reply.receipt.receipt.at)
}

function verifiedFrontier(line: Line, tree: TreeRow, reply: PushReply): Frontier {
  const checkpoint = checkpointOf(line, tree.compartment, reply.checkpoint)
  const frontier = extended(sha256, frontierFrom(tree.frontier), reply.leaves)
  const stated = reply.from === tree.size && reply.size === checkpoint.size && reply.epoch === checkpoint.epoch
  if (!stated || checkpoint.epoch !== tree.epoch) throw new Problem('checkpoint.refused')
  if (frontier.size !== checkpoint.size || rootOf(sha256, frontier) !== checkpoint.root) {
    throw new Problem('tree.differs', { detail: `another root at ${checkpoint.size}` })
  }
  return frontier
}

function refuseReceipt(line: Line, tree: TreeRow, frontier: Frontier, { receipt: signed }: PushReply): void {
  const { store } = directoryOf(line.ledger)
  const { receipt } = signed
  const fits =
    receipt.store === store?.device &&
    receipt.compartment === tree.compartment &&
    receipt.epoch === tree.epoch &&
    receipt.to === frontier.size &&
    receipt.size === frontier.size &&
    receipt.root === rootOf(sha256, frontier)
  if (!fits || !isReceiptOf(signed, store.publicKey, verifySignature)) {
    throw new Problem('checkpoint.refused', { detail: 'the receipt is not the one for this push' })
  }
}

/** Gives the entries that were sent their places in the tree, in the tree's order. */
function placeSent(
  writer: Writer,
  sent: readonly EntryRow[],
  from: number,
  leaves: readonly Hash[],
): readonly EntryRow[] {
  const byHash = new Map(sent.map((row) => [row.hash, row]))
  return leaves.flatMap((hash, index) => {
    const row = byHash.get(hash)
    if (row !== undefined) placeAlone(writer, row.arrival, from + index)
    return row ?? []
  })
}

/** The last entry of each chain among rows that are in their chains' order. */
function endsOf(rows: readonly EntryRow[]): Iterable<EntryRow> {
  return new Map(rows.map((row) => [row.device, row])).values()
}

function leadingOwn(sent: readonly EntryRow[], leaves: readonly Hash[]): number {
  const own = new Set(sent.map(({ hash }) => hash))
  const other = leaves.findIndex((hash) => !own.has(hash))
  return other === -1 ? leaves.length : other
}

/** Control entries fold in the order of the tree: their places can change who is a member (section 7, rule 8). */
function foldPlaced(ledger: Ledger, writer: Writer, compartment: Hash, placed: readonly EntryRow[]): void {
  const opened = placed.filter(({ header }) => isClear(header)).flatMap((row) => ledger.opened(row) ?? [])
  if (opened.length > 0) ledger.fold(writer, knownCompartment(writer, compartment), opened)
}

/** A refused log stops alone; what was refused stays here and is shown. */
function refuseRefused({ refused }: PushReply): void {
  const [first] = refused
  if (first !== undefined) throw new Problem(first.code, { detail: `entry ${first.index} of a push was refused` })
}

function withinBytes(rows: readonly EntryRow[]): readonly EntryRow[] {
  let bytes = 0
  const fitting = rows.filter((row) => {
    bytes += travellingBytes(row)
    return bytes <= mostBytes
  })
  return fitting
}
