// Bundles: the manifest that a seal freezes, what is unfinished when it is made, and what the decisions on it come to (docs/protocol.md sections 3 and 7, rule 5).

import { z } from 'zod'
import { type Hash, hashSchema, type ObjectId, objectIdSchema } from './ids.ts'
import type { NoteTag } from './policy/terms.ts'

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
export type BundleCounts = z.infer<typeof bundleCountsSchema>

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

/** Something that names what it builds on. */
interface Built {
  readonly hash: Hash
  readonly parents: readonly Hash[]
}

/** A decision on a bundle; one without effect counts for nothing, but what builds on it builds on what it built on. */
export interface DecisionMade extends Built {
  readonly decision: Decision
  readonly counts: boolean
}

const mostCautiousFirst: readonly Decision[] = ['returned', 'question', 'accepted']

/** Of the decisions that no other builds on, the most cautious applies; without one the bundle is sealed and waits. */
export function reviewStateOf(decisions: readonly DecisionMade[]): ReviewState {
  const counting = decisions.filter(({ counts }) => counts)
  const followed = beneath(decisions, counting)
  const heads = counting.filter(({ hash }) => !followed.has(hash))
  return mostCautiousFirst.find((cautious) => heads.some(({ decision }) => decision === cautious)) ?? 'sealed'
}

/** Those that no other of them builds on, for a new one to build on; sorted. */
export function latestOf(all: readonly Built[]): readonly Hash[] {
  const followed = beneath(all, all)
  return all
    .map(({ hash }) => hash)
    .filter((hash) => !followed.has(hash))
    .toSorted()
}

/** Everything that `from` build on, directly or through any of `all`. */
function beneath(all: readonly Built[], from: readonly Built[]): ReadonlySet<Hash> {
  const parents = new Map(all.map((built) => [built.hash, built.parents]))
  const found = new Set<Hash>()
  const open = from.flatMap((built) => built.parents)
  for (let hash = open.pop(); hash !== undefined; hash = open.pop()) {
    if (found.has(hash)) continue
    found.add(hash)
    open.push(...(parents.get(hash) ?? []))
  }
  return found
}

/**
 * Whether a decision or question counts: its author had the role for it, it speaks of exactly this seal, and nobody
 * reviews their own work. `authors` are whoever sealed the bundle or wrote a revision that it lists.
 */
export function countsOn(
  seal: Hash,
  authors: ReadonlySet<Hash>,
  made: { readonly person: Hash | null; readonly seals: readonly Hash[]; readonly effect: boolean },
): boolean {
  return made.effect && made.seals.includes(seal) && !isOwnWork(made.person, authors)
}

/** Nobody reviews their own work, and somebody whom nobody named reviews nothing. */
export function isOwnWork(person: Hash | null, authors: ReadonlySet<Hash>): boolean {
  return person === null || authors.has(person)
}

/** A note as sealing looks at it. */
export interface NoteToSeal {
  readonly note: ObjectId
  /** The beginning of its text. */
  readonly words: string
  readonly when: string
  readonly categories: readonly string[]
  readonly areas: readonly string[]
  readonly deleted: boolean
  readonly conflict: boolean
}

export interface Gap {
  /** Nothing is sealed while it is there; of everything else a supervisor is told. */
  readonly required: boolean
  readonly gap: 'draft' | 'conflict' | 'question-open' | 'same-label' | Lack
  readonly note: ObjectId | null
  readonly words: string
}

/** What an inspection holds at the moment of sealing; `drafts` are those that stay drafts. */
export interface ToSeal {
  readonly notes: readonly NoteToSeal[]
  readonly drafts: readonly Pick<NoteToSeal, 'note' | 'words'>[]
  readonly inQuestion: ReadonlySet<ObjectId>
  readonly labels: readonly string[]
  /** Whether the remit has evaluation areas to tag with. */
  readonly hasAreas: boolean
  /** Tags without which nothing is sealed. */
  readonly required: readonly NoteTag[]
}

/** What a note itself may lack, in the order in which it is listed. */
export const lacks = ['no-category', 'no-time', 'no-area'] as const
export type Lack = (typeof lacks)[number]

const tagOf = { 'no-category': 'categories', 'no-time': 'when', 'no-area': 'areas' } as const satisfies Record<
  Lack,
  NoteTag
>

/** What a note lacks; of a deleted one nothing is missing. `hasAreas`: the remit has evaluation areas to tag with. */
export function lacksOf(
  { deleted, categories, when, areas }: Pick<NoteToSeal, 'deleted' | 'categories' | 'when' | 'areas'>,
  hasAreas: boolean,
): readonly Lack[] {
  const isLacking = {
    'no-category': categories.length === 0,
    'no-time': when === '',
    'no-area': hasAreas && areas.length === 0,
  }
  return deleted ? [] : lacks.filter((lack) => isLacking[lack])
}

/** What is missing or unfinished, by kind, with what must not be missing first. */
export function gapsOf({ notes, drafts, inQuestion, labels, hasAreas, required }: ToSeal): readonly Gap[] {
  const standing = notes.filter(({ deleted }) => !deleted)
  const gap = (kind: Gap['gap'], among: readonly Pick<NoteToSeal, 'note' | 'words'>[], must = false): readonly Gap[] =>
    among.map(({ note, words }) => ({ required: must, gap: kind, note, words }))
  const lacking = (lack: Lack): readonly Gap[] =>
    gap(
      lack,
      notes.filter((note) => lacksOf(note, hasAreas).includes(lack)),
      required.includes(tagOf[lack]),
    )
  const ofNotes = lacks.flatMap(lacking)
  const twice = [...new Set(labels.filter((label, place) => labels.indexOf(label) !== place))].toSorted()
  return [
    ...ofNotes.filter((one) => one.required),
    ...gap('draft', drafts),
    ...gap(
      'conflict',
      standing.filter(({ conflict }) => conflict),
    ),
    ...gap(
      'question-open',
      notes.filter(({ note }) => inQuestion.has(note)),
    ),
    ...twice.map((label): Gap => ({ required: false, gap: 'same-label', note: null, words: label })),
    ...ofNotes.filter((one) => !one.required),
  ]
}

/** How many notes, drafts and so on there are; revisions, people and lines of enquiry are counted elsewhere. */
export function countsOf({
  notes,
  drafts,
}: Pick<ToSeal, 'notes' | 'drafts'>): Omit<BundleCounts, 'revisions' | 'people' | 'enquiries'> {
  const standing = notes.filter(({ deleted }) => !deleted)
  return {
    notes: standing.length,
    deleted: notes.length - standing.length,
    conflicts: standing.filter(({ conflict }) => conflict).length,
    drafts: drafts.length,
  }
}
