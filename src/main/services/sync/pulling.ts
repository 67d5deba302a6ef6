// Pulling: entries from where this vault stands up to the store's checkpoint, page by page, each page checked and durable.

import { toHex } from '#shared/domain/bytes.ts'
import type { Hash } from '#shared/domain/ids.ts'
import { emptyFrontier, extended, type Frontier, frontierFrom, frontierText, rootOf } from '#shared/domain/tree.ts'
import { clearPayload } from '#shared/domain/verification.ts'
import { Problem } from '#shared/problems.ts'
import type { Reader, Writer } from '../../data/handles.ts'
import { leavesFrom, putTree, type TreeRow, treeOf } from '../../data/trees.ts'
import type { Arrival } from '../../ledger/arrivals.ts'
import { directoryOf, keepDevices } from '../../ledger/directory.ts'
import { openGrants } from '../../ledger/grants.ts'
import { knownCompartment, type Ledger } from '../../ledger/ledger.ts'
import { fileArrivals, readWaiting } from '../../ledger/receiving.ts'
import { nextTurn } from '../../platform/clock.ts'
import { sha256 } from '../../platform/crypto.ts'
import { endingAtFork } from './forking.ts'
import type { Line } from './line.ts'
import { type Page, pagesOf } from './pages.ts'

/** Entries filed in one transaction: while somebody works, some 15 milliseconds in which nobody is answered. */
const filedAtOnce = { atWork: 50, atRest: 200 } as const

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
  for await (const page of pagesOf(line, tree, () => pullDirectory(line))) {
    const { arrivals, checkpoint } = page
    // Where an earlier pull broke off, everything may be held already and only the statement over it be missing.
    const stated = frontier.size > tree.size && checkpoint.size === frontier.size
    if (arrivals.length === 0 && stated) frontier = await filePage(line, tree, page, frontier)
    for (let filed = 0; filed < arrivals.length; ) {
      const most = line.attention.isWanted ? filedAtOnce.atWork : filedAtOnce.atRest
      const some = { ...page, arrivals: arrivals.slice(filed, filed + most) }
      frontier = await filePage(line, tree, some, frontier)
      filed += most
      line.arrived(compartment)
      await nextTurn()
    }
  }
}

async function pullDirectory(line: Line): Promise<void> {
  const tree = treeOf(line.ledger.reader, line.organisation)
  await pullCompartment(line, line.organisation, tree?.epoch ?? 1)
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
  const last = arrivals.at(-1)
  const file = (writer: Writer): void => {
    fileArrivals(ledger, writer, arrivals, keys, line.own)
    const known = treeOf(writer, compartment) ?? tree
    const verified = { size: frontier.size, root: checkpoint.root, frontier: frontierText(frontier), checkpoint: note }
    putTree(writer, { ...known, ...(ends && verified), ...(last !== undefined && { held: last.position + 1 }) })
    if (compartment === line.organisation) keepWhoIsWho(ledger, writer)
  }
  endingAtFork(ledger, () => ledger.write(file))
  if (keys.length > 0) await readWaiting(ledger, knownCompartment(ledger.reader, compartment))
  return frontier
}

/** The directory has grown in this transaction: it is read again, and its devices are named. */
export function keepWhoIsWho(ledger: Ledger, writer: Writer): void {
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
  await pullDirectory(line)
  if (seen > directoryOf(line.ledger).size) {
    throw new Problem('directory.differs', { detail: 'somebody saw a larger directory than the store shows' })
  }
}

/** The tree over the entries that are held, or over all leaves known where the store stated more of them. */
function frontierAtHeld(reader: Reader, tree: TreeRow): Frontier {
  const verified = frontierFrom(tree.frontier)
  const more = leavesFrom(reader, tree.compartment, tree.size, Math.max(0, tree.held - tree.size))
  return extended(sha256, verified, more.map(toHex))
}
