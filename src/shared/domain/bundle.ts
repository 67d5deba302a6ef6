// Bundles: the manifest that a seal freezes, and what the decisions on it come to (docs/protocol.md sections 3 and 7, rule 5).
import { z } from 'zod'
import { type Hash, hashSchema, objectIdSchema } from './ids.ts'

export const decisionSchema = z.enum(['returned', 'question', 'accepted'])
export type Decision = z.infer<typeof decisionSchema>
export const reviewStateSchema = z.enum(['sealed', 'returned', 'question', 'accepted'])
export type ReviewState = z.infer<typeof reviewStateSchema>

const count = z.int().min(0)

/** What the manifest counts of the evidence that it freezes; `drafts` are left out of it and stay drafts. */
export const bundleCountsSchema = z.strictObject({
  notes: count,
  revisions: count,
  people: count,
  enquiries: count,
  deleted: count,
  conflicts: count,
  drafts: count,
})

/** The most revisions that one manifest names: with everything beside them they fit the 1 MiB of a body. */
export const mostRevisions = 15_000

/**
 * Data of `bundle.sealed`: every revision of every note in the bundle, the end of each chain of the evidence as held
 * before the seal, counts, and the last checkpoint of the store or null where there was none.
 */
export const manifestSchema = z.strictObject({
  revisions: z.array(hashSchema).min(1).max(mostRevisions),
  heads: z.array(z.strictObject({ device: hashSchema, seq: z.int().min(1), hash: hashSchema })),
  counts: bundleCountsSchema,
  checkpoint: z.string().nullable(),
})
export type Manifest = z.infer<typeof manifestSchema>

export const decisionDataSchema = z.strictObject({ decision: decisionSchema, reason: z.string() })
export const questionDataSchema = z.strictObject({ bundle: objectIdSchema, seal: hashSchema, words: z.string() })
export const answerDataSchema = z.strictObject({ question: hashSchema, words: z.string() })

/** A decision on a bundle with the decisions that it builds on. */
export interface DecisionMade {
  readonly hash: Hash
  readonly parents: readonly Hash[]
  readonly decision: Decision
}

const mostCautiousFirst: readonly Decision[] = ['returned', 'question', 'accepted']

/** Of the decisions that no other builds on, the most cautious applies; without one the bundle is sealed and waits. */
export function reviewStateOf(decisions: readonly DecisionMade[]): ReviewState {
  const followed = followedBy(decisions)
  const heads = decisions.filter(({ hash }) => !followed.has(hash))
  return mostCautiousFirst.find((cautious) => heads.some(({ decision }) => decision === cautious)) ?? 'sealed'
}

/** Everything that some decision builds on, directly or through decisions that do. */
function followedBy(decisions: readonly DecisionMade[]): ReadonlySet<Hash> {
  const parents = new Map(decisions.map((made) => [made.hash, made.parents]))
  const found = new Set<Hash>()
  const open = decisions.flatMap((made) => made.parents)
  for (let hash = open.pop(); hash !== undefined; hash = open.pop()) {
    if (found.has(hash)) continue
    found.add(hash)
    open.push(...(parents.get(hash) ?? []))
  }
  return found
}

/** Nobody reviews their own work: not who sealed, and not who wrote any listed revision. */
export function isOwnWork(person: Hash | null, sealedBy: Hash | null, writers: ReadonlySet<Hash>): boolean {
  return person === null || person === sealedBy || writers.has(person)
}
