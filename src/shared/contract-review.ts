// Procedures of sealing and review: what would be sealed, the seal, the supervisor's queue, questions, answers, decisions.
import { z } from 'zod'
import { bundleCountsSchema, decisionSchema, reviewStateSchema } from './domain/bundle.ts'
import { hashSchema, instantSchema, objectIdSchema } from './domain/ids.ts'
import { noteContentSchema } from './domain/note.ts'
import { text } from './domain/text.ts'
import { bySchema, empty, procedure, stateSchema } from './procedure.ts'

const count = z.int().min(0)

/** Something missing or unfinished that does not stop sealing. `note` leads to it where it is one note. */
const gapSchema = z.strictObject({
  required: z.boolean(),
  gap: z.enum(['draft', 'conflict', 'no-category', 'no-time', 'no-area', 'question-open', 'same-label']),
  note: objectIdSchema.nullable(),
  words: z.string(),
})

const decisionShownSchema = z.strictObject({
  decision: decisionSchema,
  reason: z.string(),
  at: instantSchema,
  by: bySchema,
  /** False for a decision that has no effect: by somebody without the role, or on their own work. */
  counts: z.boolean(),
})

export const bundleSummarySchema = z.strictObject({
  bundle: objectIdSchema,
  inspection: hashSchema,
  inspectionTitle: z.string(),
  sealed: instantSchema,
  by: bySchema,
  counts: bundleCountsSchema,
  /** Sealed with a checkpoint of the store: what the store held then is fixed too. */
  checkpoint: z.boolean(),
  /** sealed: waits for a decision; else the most cautious of the decisions that nothing has followed. */
  review: reviewStateSchema,
  questionsOpen: count,
  decisions: z.array(decisionShownSchema),
  /** A later seal of the same inspection is there. */
  followed: z.boolean(),
  state: stateSchema,
  /** Whether this person may decide, and if not, why. */
  mayReview: z.boolean(),
  whyNot: z.enum(['own-work', 'no-supervisor', 'incomplete']).nullable(),
})

const answerSchema = z.strictObject({ answer: hashSchema, words: z.string(), at: instantSchema, by: bySchema })
export const questionSchema = z.strictObject({
  question: hashSchema,
  bundle: objectIdSchema,
  words: z.string(),
  at: instantSchema,
  by: bySchema,
  answers: z.array(answerSchema),
})

/** Sealed wordings that a correction removed since: how many, and who ordered it when, the second officer last. */
const removedSchema = z.strictObject({
  revisions: count,
  corrections: z.array(z.strictObject({ ordered: z.array(bySchema), at: instantSchema.nullable() })),
})

const sealedNoteSchema = z.strictObject({
  note: objectIdSchema,
  /** The note as the manifest has it: all listed revisions and nothing later. */
  content: noteContentSchema,
  written: instantSchema,
  by: z.array(bySchema),
  revisions: count,
  conflict: z.boolean(),
  /** Revised since the seal. */
  changedSince: z.boolean(),
  /** What was removed of it; the content here is what remains, and whole. */
  removed: removedSchema.nullable(),
  questions: z.array(questionSchema),
})

const inInspection = z.strictObject({ inspection: hashSchema })
const ofBundle = z.strictObject({ inspection: hashSchema, bundle: objectIdSchema })

export const reviewProcedures = {
  /** What sealing would freeze now, and what is missing or still a draft; only what is required blocks. */
  'bundle.prepare': procedure(
    'open',
    inInspection,
    z.strictObject({ counts: bundleCountsSchema, gaps: z.array(gapSchema) }),
  ),
  /** Freezes and signs the manifest; `bundle` is drawn by the page, so that a repeated request seals once. */
  'bundle.seal': procedure('open', ofBundle, z.strictObject({ bundle: objectIdSchema }), 'inspector'),
  'bundle.list': procedure('open', inInspection, z.strictObject({ bundles: z.array(bundleSummarySchema) })),
  /** Every bundle of every inspection whose team this supervisor is in, oldest undecided first. */
  'review.queue': procedure('open', empty, z.strictObject({ bundles: z.array(bundleSummarySchema) }), 'supervisor'),
  'bundle.read': procedure(
    'open',
    ofBundle,
    z.strictObject({
      ...bundleSummarySchema.shape,
      notes: z.array(sealedNoteSchema),
      /** Sealed notes of which nothing can be told any more; null for wordings that no note names as its own. */
      removed: z.array(z.strictObject({ ...removedSchema.shape, note: objectIdSchema.nullable() })),
      /** Listed revisions that have not arrived on this device or cannot be read yet. */
      missing: count,
    }),
  ),
  /** Asks about a note of a bundle; the bundle's state becomes *question* until a later decision. */
  'note.question': procedure(
    'open',
    z.strictObject({ ...ofBundle.shape, note: objectIdSchema, words: text(5_000).trim().min(1) }),
    z.strictObject({ question: hashSchema }),
    'supervisor',
  ),
  'note.answer': procedure(
    'open',
    z.strictObject({
      inspection: hashSchema,
      note: objectIdSchema,
      question: hashSchema,
      words: text(5_000).trim().min(1),
    }),
    z.strictObject({ answer: hashSchema }),
    'inspector',
  ),
  'review.decide': procedure(
    'open',
    z.strictObject({ ...ofBundle.shape, decision: z.enum(['returned', 'accepted']), reason: text(5_000).trim() }),
    bundleSummarySchema,
    'supervisor',
  ),
  /** Records which notes were opened in one reading session (one entry). */
  'review.opened': procedure(
    'open',
    z.strictObject({ ...ofBundle.shape, notes: z.array(objectIdSchema).min(1).max(2_000) }),
    empty,
  ),
} as const
