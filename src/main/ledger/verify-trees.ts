// Verifying the store's trees as this vault keeps them: leaves against entries, roots, checkpoints, receipts, what counts as sent.
import { toHex } from '#shared/domain/bytes.ts'
import { readCheckpoint } from '#shared/domain/checkpoint.ts'
import type { Directory } from '#shared/domain/directory.ts'
import type { Hash } from '#shared/domain/ids.ts'
import { isReceiptOf, type Receipt, receiptSchema } from '#shared/domain/receipt.ts'
import { emptyFrontier, extended, type Frontier, frontierText, rootOf } from '#shared/domain/tree.ts'
import type { Fault, Finding } from '#shared/domain/verification.ts'
import { Problem } from '#shared/problems.ts'
import { ownDevices } from '../data/devices.ts'
import type { Reader } from '../data/handles.ts'
import { readSetting } from '../data/settings.ts'
import {
  allTrees,
  leavesFrom,
  type PlacedRow,
  placedIn,
  progressOfChains,
  receiptOf,
  type TreeRow,
} from '../data/trees.ts'
import { sha256, verifySignature } from '../platform/crypto.ts'
import { readDirectory } from './directory.ts'

const batch = 10_000

/** Everything wrong with the trees; what the store signed is judged by the key that the directory names. */
export function* verifyTrees(reader: Reader): Generator<Finding> {
  const trees = allTrees(reader)
  const organisation = readSetting(reader, 'organisation') ?? ''
  const store = trees.length === 0 ? null : storeIn(reader)
  for (const tree of trees) {
    if (store === null) yield finding(tree.compartment, 'store-unknown')
    yield* faultsOfTree(reader, tree, organisation, store)
  }
  yield* faultsOfProgress(reader)
}

type StoreDevice = NonNullable<Directory['store']>

/** The store that the directory names; null where its entries are damaged, which the walk over all entries reports. */
function storeIn(reader: Reader): StoreDevice | null {
  try {
    return readDirectory(reader)?.store ?? null
  } catch (error) {
    if (error instanceof Problem || error instanceof RangeError) return null
    throw error
  }
}

function* faultsOfTree(
  reader: Reader,
  tree: TreeRow,
  organisation: Hash,
  store: StoreDevice | null,
): Generator<Finding> {
  const { compartment, size } = tree
  const receipt = store === null ? null : receiptIn(reader, compartment, store)
  const wanted = new Set([size, ...(receipt === null ? [] : [receipt.size])])
  const frontiers = yield* walkLeaves(reader, tree, wanted)
  const frontier = frontiers.get(size)
  if (frontier === undefined || rootOf(sha256, frontier) !== tree.root || frontierText(frontier) !== tree.frontier) {
    yield finding(compartment, 'root-differs')
  }
  if (store === null) return
  if (size > 0 && !isCheckpointOf(tree, organisation, store)) yield finding(compartment, 'checkpoint-wrong')
  const covered = receipt === null ? undefined : frontiers.get(receipt.size)
  const sound = covered !== undefined && receipt?.epoch === tree.epoch && rootOf(sha256, covered) === receipt.root
  if (!sound && receiptOf(reader, compartment) !== undefined) yield finding(compartment, 'receipt-wrong')
}

/** Compares each leaf with the entry in its place; answers with the tree as it stands at the sizes that are wanted. */
function* walkLeaves(
  reader: Reader,
  { compartment, held }: TreeRow,
  wanted: ReadonlySet<number>,
): Generator<Finding, ReadonlyMap<number, Frontier>> {
  const placed = Map.groupBy(placedIn(reader, compartment), ({ position }) => position)
  const frontiers = new Map<number, Frontier>([[0, emptyFrontier]])
  let frontier = emptyFrontier
  for (let leaves = leavesFrom(reader, compartment, 0, batch); leaves.length > 0; ) {
    for (const leaf of leaves.map(toHex)) {
      const entries = placed.get(frontier.size) ?? []
      placed.delete(frontier.size)
      yield* faultsOfLeaf(compartment, leaf, entries, frontier.size < held)
      frontier = extended(sha256, frontier, [leaf])
      if (wanted.has(frontier.size)) frontiers.set(frontier.size, frontier)
    }
    leaves = leavesFrom(reader, compartment, frontier.size, batch)
  }
  for (const row of [...placed.values()].flat()) yield ofEntry(compartment, row, 'leaf-differs')
  return frontiers
}

function* faultsOfLeaf(
  compartment: Hash,
  leaf: Hash,
  entries: readonly PlacedRow[],
  isHeld: boolean,
): Generator<Finding> {
  if (isHeld && entries.length === 0) {
    yield { entry: leaf, compartment, device: null, seq: null, fault: 'leaf-without-entry' }
  }
  for (const [index, row] of entries.entries()) {
    if (index > 0 || row.hash !== leaf) yield ofEntry(compartment, row, 'leaf-differs')
  }
}

function isCheckpointOf(tree: TreeRow, organisation: Hash, store: StoreDevice): boolean {
  const { compartment, epoch, size, root, checkpoint } = tree
  try {
    const read = readCheckpoint(checkpoint, { organisation, compartment }, store.publicKey, sha256, verifySignature)
    return read.epoch === epoch && read.size === size && read.root === root
  } catch (error) {
    if (error instanceof Problem) return false
    throw error
  }
}

/** The receipt as the store signed it for this compartment, or null. */
function receiptIn(reader: Reader, compartment: Hash, store: StoreDevice): Receipt | null {
  const row = receiptOf(reader, compartment)
  const receipt = row === undefined ? undefined : receiptSchema.safeParse(jsonOrNull(row.receipt)).data
  if (row === undefined || receipt === undefined) return null
  const signed = isReceiptOf({ receipt, signature: row.signature }, store.publicKey, verifySignature)
  return signed && receipt.compartment === compartment && receipt.store === store.device ? receipt : null
}

/** What counts as sent or received and is not would never be sent, and be shown as safe. */
function* faultsOfProgress(reader: Reader): Generator<Finding> {
  const own = new Set(ownDevices(reader).map(({ id }) => id))
  for (const { compartment, device, placed, received, reached, under } of progressOfChains(reader)) {
    const about = { entry: null, compartment, device }
    if (placed !== reached) yield { ...about, seq: placed, fault: 'placed-differs' }
    if (received > (own.has(device) ? under : reached)) yield { ...about, seq: received, fault: 'received-differs' }
  }
}

function finding(compartment: Hash, fault: Fault): Finding {
  return { entry: null, compartment, device: null, seq: null, fault }
}

function ofEntry(compartment: Hash, { hash, device, seq }: PlacedRow, fault: Fault): Finding {
  return { entry: hash, compartment, device, seq, fault }
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
