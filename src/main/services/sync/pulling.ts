// Pulling: entries from where this vault stands up to the store's checkpoint, page by page, each page checked and durable.
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { TravellingEntry } from '#shared/central-api.ts'
import { toHex } from '#shared/domain/bytes.ts'
import { type Checkpoint, readCheckpoint } from '#shared/domain/checkpoint.ts'
import type { Hash } from '#shared/domain/ids.ts'
import { emptyFrontier, extended, type Frontier, frontierFrom, frontierText, rootOf } from '#shared/domain/tree.ts'
import { clearPayload } from '#shared/domain/verification.ts'
import { Problem } from '#shared/problems.ts'
import { allDevices } from '../../data/devices.ts'
import type { Reader, Writer } from '../../data/handles.ts'
import { leavesFrom, putTree, type TreeRow, treeOf } from '../../data/trees.ts'
import { type Arrival, checkArrivals, type KeyOf } from '../../ledger/arrivals.ts'
import { keepDevices, readDirectory } from '../../ledger/directory.ts'
import { openGrants } from '../../ledger/grants.ts'
import { knownCompartment, type Ledger } from '../../ledger/ledger.ts'
import { fileArrivals, readWaiting } from '../../ledger/receiving.ts'
import { sha256, verifySignature } from '../../platform/crypto.ts'
import { keysAfter } from './directory-keys.ts'
import { endingAtFork } from './forking.ts'
import { directoryOf, type Line } from './line.ts'

/** Entries of one page: filed in one transaction of some 100 milliseconds at most. */
const page = 250

interface Page {
  readonly checkpoint: Checkpoint
  readonly note: string
  readonly arrivals: readonly Arrival[]
}

/** A tree of which nothing is known yet. */
export function unknownTree(compartment: Hash, epoch: number): TreeRow {
  const nothing = { size: 0, root: rootOf(sha256, emptyFrontier), held: 0, checkpoint: '' }
  return { compartment, epoch, frontier: frontierText(emptyFrontier), ...nothing }
}

/** Pulls a compartment to the store's end. Throws the Problem for which its log stops. */
export async function pullCompartment(line: Line, compartment: Hash, epoch: number): Promise<void> {
  const tree = treeOf(line.ledger.reader, compartment) ?? unknownTree(compartment, epoch)
  if (tree.epoch !== epoch) throw new Problem('tree.differs', { detail: `epoch ${epoch} instead of ${tree.epoch}` })
  let frontier = frontierAtHeld(line.ledger.reader, tree)
  for (let { held } = tree; ; ) {
    const next = await readPage(line, tree, held)
    if (next.arrivals.length > 0) {
      frontier = await filePage(line, tree, next, frontier)
      line.arrived(compartment)
    }
    held += next.arrivals.length
    if (held >= next.checkpoint.size) return
    await nextTurn()
  }
}

async function readPage(line: Line, tree: TreeRow, held: number): Promise<Page> {
  const { compartment, epoch } = tree
  const { head, entries } = await line.client.pull(compartment, { epoch, from: held, most: page })
  const checkpoint = checkpointOf(line, compartment, head.checkpoint)
  if (checkpoint.size !== head.size || checkpoint.epoch !== epoch) throw new Problem('checkpoint.refused')
  if (head.size < Math.max(tree.size, held)) throw shrunk(line, compartment)
  const cutShort = entries.length === 0 && held < head.size
  if (cutShort || held + entries.length > head.size) {
    throw new Problem('central.not-the-store', { detail: 'a page does not fit its checkpoint' })
  }
  const arrivals = await checked(line, compartment, entries, held)
  return { checkpoint, note: head.checkpoint, arrivals }
}

/** Somebody may have enrolled and written since the news: then the directory is pulled, and the page looked at again. */
async function checked(
  line: Line,
  compartment: Hash,
  entries: readonly TravellingEntry[],
  from: number,
): Promise<readonly Arrival[]> {
  const { ledger, organisation, root } = line
  if (compartment === organisation) {
    const directory = readDirectory(ledger.reader)
    if (directory === null) throw new Problem('enrolment.missing')
    return checkArrivals(compartment, entries, from, keysAfter(directory, entries, root))
  }
  try {
    return await checkArrivals(compartment, entries, from, memberKeys(ledger))
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'entry.device-unknown') throw error
    await pullCompartment(line, organisation, treeOf(ledger.reader, organisation)?.epoch ?? 1)
    return checkArrivals(compartment, entries, from, memberKeys(ledger))
  }
}

async function filePage(line: Line, tree: TreeRow, read: Page, before: Frontier): Promise<Frontier> {
  const { ledger } = line
  const { compartment } = tree
  const { arrivals, checkpoint, note } = read
  await refuseBeyond(line, compartment, arrivals)
  const frontier = grown(before, arrivals, tree.epoch)
  const ends = frontier.size === checkpoint.size
  if (ends && rootOf(sha256, frontier) !== checkpoint.root) {
    throw new Problem('tree.differs', { detail: `another root at ${frontier.size}` })
  }
  const clear = arrivals.flatMap(({ header, body }) =>
    header.key === null && body !== null ? [clearPayload(body)] : [],
  )
  const keys = await openGrants(ledger, compartment, clear)
  const held = (arrivals.at(-1)?.position ?? -1) + 1
  const file = (writer: Writer): void => {
    fileArrivals(ledger, writer, arrivals, keys, line.own)
    const known = treeOf(writer, compartment) ?? tree
    const verified = { size: frontier.size, root: checkpoint.root, frontier: frontierText(frontier), checkpoint: note }
    putTree(writer, { ...known, ...(ends && verified), held })
    if (compartment === line.organisation) keepWhoIsWho(ledger, writer)
  }
  endingAtFork(ledger, () => ledger.write(file))
  if (keys.length > 0) readWaiting(ledger, knownCompartment(ledger.reader, compartment))
  return frontier
}

/** The directory has grown in this transaction: it is read again, and its devices are named. */
function keepWhoIsWho(ledger: Ledger, writer: Writer): void {
  ledger.forget()
  if (ledger.directory !== null) keepDevices(writer, ledger.directory, ledger.now())
  ledger.forget()
}

/** The tree with the leaves that are new, compared on the way with what authors say they saw of it (section 5). */
function grown(before: Frontier, arrivals: readonly Arrival[], epoch: number): Frontier {
  const seen = arrivals.flatMap(({ header }) => header.seen ?? []).filter((one) => one.epoch === epoch)
  const claims = new Map(seen.map(({ size, root }) => [size, root]))
  let frontier = before
  for (const { hash, position, header } of arrivals) {
    if ((header.seen?.size ?? 0) > position) throw new Problem('tree.differs', { detail: 'somebody saw a longer log' })
    if (position < frontier.size) continue
    refuseClaim(claims.get(frontier.size), frontier)
    frontier = extended(sha256, frontier, [hash])
  }
  return frontier
}

function refuseClaim(root: Hash | undefined, frontier: Frontier): void {
  if (root === undefined || frontier.size === 0 || root === rootOf(sha256, frontier)) return
  throw new Problem('tree.differs', { detail: `somebody saw another log at ${frontier.size}` })
}

/** Entries wait for the directory that their authors had seen; a store that cannot show it is reported (section 5). */
async function refuseBeyond(line: Line, compartment: Hash, arrivals: readonly Arrival[]): Promise<void> {
  const seen = Math.max(0, ...arrivals.map(({ header }) => header.seen?.directory ?? 0))
  if (compartment === line.organisation || seen <= directoryOf(line.ledger).size) return
  const tree = treeOf(line.ledger.reader, line.organisation)
  await pullCompartment(line, line.organisation, tree?.epoch ?? 1)
  if (seen > directoryOf(line.ledger).size) {
    throw new Problem('directory.differs', { detail: 'somebody saw a larger directory than the store shows' })
  }
}

/** The store's statement over a compartment, signed with the key that the directory names. Throws `checkpoint.refused`. */
export function checkpointOf(line: Line, compartment: Hash, note: string): Checkpoint {
  const store = line.ledger.directory?.store
  if (!store) throw new Problem('checkpoint.refused', { detail: 'no store is named' })
  const { organisation } = line
  return readCheckpoint(note, { organisation, compartment }, store.publicKey, sha256, verifySignature)
}

/** The tree over the entries that are held, or over all leaves known where the store stated more of them. */
function frontierAtHeld(reader: Reader, tree: TreeRow): Frontier {
  const verified = frontierFrom(tree.frontier)
  const more = leavesFrom(reader, tree.compartment, tree.size, Math.max(0, tree.held - tree.size))
  return extended(sha256, verified, more.map(toHex))
}

function memberKeys(ledger: Ledger): KeyOf {
  const keys = new Map(allDevices(ledger.reader).map(({ id, publicKey }) => [id, publicKey]))
  return (device) => keys.get(device) ?? ledger.directory?.device(device)?.publicKey
}

function shrunk(line: Line, compartment: Hash): Problem {
  const code = compartment === line.organisation ? 'directory.differs' : 'tree.differs'
  return new Problem(code, { detail: 'the log of the store is shorter than it was' })
}
