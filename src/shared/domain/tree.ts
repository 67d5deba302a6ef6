// The tree of a compartment's log: its right edge grows by entries and gives the root (RFC 6962 section 2.1).
import { z } from 'zod'
import { concat, fromHex, toHex } from './bytes.ts'
import type { Sha256 } from './entry.ts'
import { type Hash, hashSchema } from './ids.ts'

/** A tree's right edge: enough to append and to compute the root. */
export interface Frontier {
  /** How many leaves the tree has. */
  readonly size: number
  /** The roots of the perfect subtrees, 32 bytes each, largest first: one for each one-bit of `size`. */
  readonly nodes: readonly Uint8Array[]
}

export const emptyFrontier: Frontier = { size: 0, nodes: [] }

// RFC 6962 hashes leaves and nodes under different first bytes, so that no node can pass for a leaf.
const leafPrefix = Uint8Array.of(0)
const nodePrefix = 1
const hashBytes = 32

/** The leaf of an entry, from the 32 bytes of its hash. */
export function leafHash(sha256: Sha256, entry: Uint8Array): Uint8Array {
  return sha256(concat(leafPrefix, entry))
}

/** The frontier after entries, named by their hashes, were appended in this order. */
export function extended(sha256: Sha256, frontier: Frontier, entries: readonly Hash[]): Frontier {
  const nodes = [...frontier.nodes]
  let { size } = frontier
  for (const entry of entries) {
    let node = leafHash(sha256, fromHex(entry))
    // By arithmetic, because bitwise operators see only 32 bits of a size.
    for (let rest = size; rest % 2 === 1; rest = (rest - 1) / 2) node = parentOf(sha256, nodes.pop(), node)
    nodes.push(node)
    size += 1
  }
  return { size, nodes }
}

/** The root of the tree; that of an empty one is SHA-256 of nothing. */
export function rootOf(sha256: Sha256, frontier: Frontier): Hash {
  const last = frontier.nodes.at(-1)
  if (last === undefined) return toHex(sha256(new Uint8Array()))
  return toHex(frontier.nodes.slice(0, -1).reduceRight((right, left) => parentOf(sha256, left, right), last))
}

function parentOf(sha256: Sha256, left: Uint8Array | undefined, right: Uint8Array): Uint8Array {
  if (left === undefined) throw new TypeError('a frontier has fewer nodes than its size demands')
  const message = new Uint8Array(1 + 2 * hashBytes)
  message[0] = nodePrefix
  message.set(left, 1)
  message.set(right, 1 + hashBytes)
  return sha256(message)
}

const frontierSchema = z
  .strictObject({ size: z.int().min(0), nodes: z.array(hashSchema) })
  .refine(({ size, nodes }) => nodes.length === size.toString(2).replaceAll('0', '').length)

/** A frontier as it is stored. */
export function frontierText(frontier: Frontier): string {
  return JSON.stringify({ size: frontier.size, nodes: frontier.nodes.map(toHex) })
}

/** A frontier from its stored text; throws a TypeError on anything that is none. */
export function frontierFrom(text: string): Frontier {
  const stored = frontierSchema.safeParse(jsonOf(text))
  if (!stored.success) throw new TypeError('the stored text is no frontier')
  return { size: stored.data.size, nodes: stored.data.nodes.map(fromHex) }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
