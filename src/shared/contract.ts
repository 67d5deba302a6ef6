// The contract: every procedure's name with its input, its output, whether it needs an open vault, and which role.
import { z } from 'zod'
import { correctionProcedures } from './contract-correction.ts'
import { confirmationSchema, identifierProcedures } from './contract-identifiers.ts'
import { identityProcedures } from './contract-identities.ts'
import { orderProcedures } from './contract-orders.ts'
import { organisationProcedures } from './contract-organisation.ts'
import { retentionProcedures } from './contract-retention.ts'
import { questionSchema, reviewProcedures } from './contract-review.ts'
import { roleSchema } from './domain/directory-kinds.ts'
import { disclosureContentSchema } from './domain/disclosure.ts'
import { daySchema, hashSchema, instantSchema, objectIdSchema } from './domain/ids.ts'
import { noteContentSchema } from './domain/note.ts'
import { termSchema as term } from './domain/policy/terms.ts'
import { packSchema } from './domain/policy.ts'
import { text } from './domain/text.ts'
import { bySchema, empty, type Procedure, procedure, stateSchema } from './procedure.ts'

/** A secret travels as bytes, never as a string, so that it can be overwritten after use. */
const secretSchema = z.instanceof(Uint8Array)
const vaultIdSchema = objectIdSchema
const noticeSchema = z.enum(['older-than-known', 'copied-elsewhere', 'opened-by-recovery-sheet'])
/** First and last keystroke of what is being saved. */
const typedSchema = z.strictObject({ from: instantSchema, to: instantSchema }).nullable()

const openVaultSchema = z.strictObject({
  vault: vaultIdSchema,
  practice: z.boolean(),
  person: hashSchema,
  name: z.string(),
  device: hashSchema,
  recoverySheetMade: instantSchema.nullable(),
  /** Why this vault goes on as a new device since it was opened, or null. */
  notice: noticeSchema.nullable(),
  /** Roles of this person: by the directory, or inspector before enrolment. */
  roles: z.array(roleSchema),
})

const vaultOnDeviceSchema = z.strictObject({ vault: vaultIdSchema, practice: z.boolean(), made: instantSchema })

const inspectionSchema = z.strictObject({
  inspection: hashSchema,
  title: z.string(),
  remit: term,
  setting: term,
  begins: daySchema,
  ends: daySchema,
  opened: instantSchema,
  openedBy: bySchema,
  notes: z.int(),
  drafts: z.int(),
  conflicts: z.int(),
  questionsOpen: z.int(),
  /** Entries of this inspection's evidence that the store has not confirmed. */
  notReceived: z.int(),
})

const personContentSchema = z.strictObject({
  initials: z.string().regex(/^\p{Lu}{1,4}$/u),
  role: term,
  family: text(60),
})

const personSchema = z.strictObject({
  person: objectIdSchema,
  /** How the person appears in every note: `AB`, or `AB2` where two would collide. */
  label: z.string(),
  /** These are empty while they have not arrived or are of a form that only a newer version knows. */
  initials: z.string(),
  role: z.string(),
  family: z.string(),
  heads: z.array(hashSchema),
  /** Another person of this inspection has the same label; one of the two needs another. */
  sameLabel: z.boolean(),
  notes: z.int(),
})

const enquirySchema = z.strictObject({
  enquiry: objectIdSchema,
  question: z.string(),
  heads: z.array(hashSchema),
  notes: z.int(),
})

const noteSummarySchema = z.strictObject({
  note: objectIdSchema,
  inspection: hashSchema,
  /** Empty while the kind has not arrived or is of a form that only a newer version knows. */
  kind: term.or(z.literal('')),
  /** The first 240 characters of the text. */
  opening: z.string(),
  from: objectIdSchema.nullable(),
  described: z.string(),
  when: z.string(),
  place: z.string(),
  people: z.array(objectIdSchema),
  categories: z.array(term),
  areas: z.array(term),
  enquiry: objectIdSchema.nullable(),
  bearing: z.string(),
  flags: z.array(z.string()),
  mayBeShown: z.boolean(),
  written: instantSchema,
  by: bySchema,
  revisions: z.int(),
  conflict: z.boolean(),
  hasDraft: z.boolean(),
  state: stateSchema,
})

const noteFilterSchema = z.strictObject({
  kind: term.nullable(),
  person: objectIdSchema.nullable(),
  category: term.nullable(),
  area: term.nullable(),
  enquiry: objectIdSchema.nullable(),
  flag: z.string().max(40).nullable(),
  bearing: z.string().max(40).nullable(),
  /** Deleted notes instead of the others. */
  deleted: z.boolean(),
})

const revisionSchema = z.strictObject({
  entry: hashSchema,
  at: instantSchema,
  zone: z.string(),
  by: bySchema,
  reason: z.string(),
  typed: typedSchema,
  parents: z.array(hashSchema),
  /** The note as it stood with this revision and all that it builds on. */
  content: noteContentSchema,
})

const noteSchema = z.strictObject({
  note: objectIdSchema,
  inspection: hashSchema,
  content: noteContentSchema,
  heads: z.array(hashSchema),
  /** Single-valued fields with more than one head, each with the entries that set them differently. */
  conflicts: z.array(z.strictObject({ field: z.string(), entries: z.array(hashSchema) })),
  /** The newest revision is of a kind that only a newer version knows; shown read-only. */
  changedByNewerVersion: z.boolean(),
  state: stateSchema,
  /** What reviewers asked about this note, oldest first. */
  questions: z.array(questionSchema),
  history: z.array(revisionSchema),
})

const draftSchema = z.strictObject({
  note: objectIdSchema,
  inspection: hashSchema,
  inspectionTitle: z.string(),
  heads: z.array(hashSchema),
  content: noteContentSchema,
  typed: typedSchema,
  kept: instantSchema,
  /** Nothing was saved of this note yet. */
  unsaved: z.boolean(),
  /** The note was revised since this draft was begun; saving keeps both versions. */
  overtaken: z.boolean(),
  /** Words of a wording that a correction removed were taken out of it, and its writer has not changed it since. */
  corrected: z.boolean(),
  /** What keeps it from becoming an entry: kind or text are missing, or it holds identifiers that nobody settled. */
  waits: z.array(z.enum(['incomplete', 'identifiers'])),
})

const disclosureSummarySchema = z.strictObject({
  disclosure: hashSchema,
  inspection: hashSchema,
  inspectionTitle: z.string(),
  written: instantSchema,
  opening: z.string(),
  released: z.enum(['no', 'note', 'enquiry']),
  state: stateSchema,
})

const disclosureDraftSchema = z.strictObject({
  draft: objectIdSchema,
  disclosure: hashSchema.nullable(),
  inspection: hashSchema,
  inspectionTitle: z.string(),
  heads: z.array(hashSchema),
  content: disclosureContentSchema,
  typed: typedSchema,
  kept: instantSchema,
})

const disclosureSchema = z.strictObject({
  disclosure: hashSchema,
  inspection: hashSchema,
  content: disclosureContentSchema,
  heads: z.array(hashSchema),
  conflicts: z.array(z.string()),
  released: z.enum(['no', 'note', 'enquiry']),
  inspectionTitle: z.string(),
  state: stateSchema,
  /** Whose devices may read it: its author, and the whistleblowing leads once they are added. */
  readers: z.array(bySchema),
  /** No whistleblowing lead is known yet; the first ones are added by themselves as soon as the directory names them. */
  waitsForLead: z.boolean(),
  /** Whistleblowing leads named later: added by the author's click. */
  mayAdd: z.array(bySchema),
  /** This device holds the evidence that a release would be written into, and this person may write there. */
  mayRelease: z.boolean(),
  history: z.array(
    z.strictObject({
      entry: hashSchema,
      at: instantSchema,
      zone: z.string(),
      by: bySchema,
      reason: z.string(),
      content: disclosureContentSchema,
    }),
  ),
})

/** Ids as they are filed in the vault: whoever changed it may have written anything in their place. */
const findingSchema = z.strictObject({
  entry: z.string().nullable(),
  compartment: z.string().nullable(),
  device: z.string().nullable(),
  seq: z.int().nullable(),
  fault: z.string(),
})

const verificationSchema = z.strictObject({
  entries: z.int(),
  bodies: z.int(),
  chains: z.int(),
  compartments: z.int(),
  findings: z.array(findingSchema),
})

const inInspection = z.strictObject({ inspection: hashSchema })
const ofNote = z.strictObject({ note: objectIdSchema })
const ofDisclosure = z.strictObject({ disclosure: hashSchema })
const keptDraftSchema = z.strictObject({
  note: objectIdSchema,
  inspection: hashSchema,
  heads: z.array(hashSchema).max(100),
  content: noteContentSchema,
  typed: typedSchema,
})
const keptDisclosureSchema = z.strictObject({
  draft: objectIdSchema,
  disclosure: hashSchema.nullable(),
  inspection: hashSchema,
  heads: z.array(hashSchema).max(100),
  content: disclosureContentSchema,
  typed: typedSchema,
})

export const contract = {
  'application.status': procedure(
    'any',
    empty,
    z.strictObject({
      version: z.string(),
      vaults: z.array(vaultOnDeviceSchema),
      open: openVaultSchema.nullable(),
    }),
  ),
  'policy.read': procedure('any', empty, packSchema),
  /** The key that a call holding secrets is sealed to (shared/sealed-call.ts); a new one with every engine. */
  'application.sealingKey': procedure('any', empty, z.strictObject({ key: z.string().regex(/^[A-Za-z0-9_-]{43}$/) })),

  'vault.create': procedure(
    'closed',
    z.strictObject({ name: text(80).trim().min(1), passphrase: secretSchema }),
    openVaultSchema,
  ),
  'vault.unlock': procedure(
    'closed',
    z.strictObject({ vault: vaultIdSchema, passphrase: secretSchema }),
    openVaultSchema,
  ),
  /** Opens with the recovery sheet's code, sets a new passphrase and goes on as a new device. */
  'vault.recover': procedure(
    'closed',
    z.strictObject({ vault: vaultIdSchema, code: secretSchema, passphrase: secretSchema }),
    openVaultSchema,
  ),
  /** Commits drafts, closes the vault and ends the engine. */
  'vault.lock': procedure('open', empty, empty),
  /** Makes a recovery sheet; an earlier one stops working. The code is given once and kept nowhere. */
  'vault.makeRecoverySheet': procedure(
    'open',
    empty,
    z.strictObject({ code: z.string(), made: instantSchema }),
    null,
    true,
  ),
  /** Rewrites what the passphrase opens; the recovery sheet goes on working. */
  'vault.changePassphrase': procedure(
    'open',
    z.strictObject({ present: secretSchema, passphrase: secretSchema }),
    empty,
  ),
  'vault.verify': procedure('open', empty, verificationSchema),
  /** Makes a practice vault and loads the sample inspection into it. */
  'practice.create': procedure(
    'closed',
    z.strictObject({ name: text(80).trim().min(1), passphrase: secretSchema }),
    openVaultSchema,
  ),
  /** Deletes a practice vault as a whole; the engine ends as with locking when it was open. */
  'practice.delete': procedure('any', z.strictObject({ vault: vaultIdSchema }), empty),

  'inspection.open': procedure(
    'open',
    z.strictObject({
      title: text(200).trim().min(1),
      remit: term,
      setting: term,
      begins: daySchema,
      ends: daySchema,
      /** Colleagues and the supervisor, as the directory names them; may be named later. */
      team: z.array(hashSchema).max(50),
      /** What in the title may stay although it looks like a name or another identifier. */
      confirmed: z.array(confirmationSchema).max(20),
    }),
    z.strictObject({ inspection: hashSchema }),
    'inspector',
  ),
  'inspection.list': procedure('open', empty, z.strictObject({ inspections: z.array(inspectionSchema) })),
  'inspection.read': procedure(
    'open',
    inInspection,
    z.strictObject({
      ...inspectionSchema.shape,
      people: z.array(personSchema),
      enquiries: z.array(enquirySchema),
      /** Whether this person may write here now, on this device, and if not, why. */
      writing: z.enum(['allowed', 'role', 'officer', 'no-key']),
    }),
  ),
  'person.save': procedure(
    'open',
    z.strictObject({
      inspection: hashSchema,
      person: objectIdSchema.nullable(),
      heads: z.array(hashSchema).max(100),
      ...personContentSchema.shape,
    }),
    z.strictObject({ person: objectIdSchema, label: z.string() }),
    'inspector',
  ),
  'enquiry.save': procedure(
    'open',
    z.strictObject({
      inspection: hashSchema,
      enquiry: objectIdSchema.nullable(),
      heads: z.array(hashSchema).max(100),
      question: text(500).trim().min(1),
    }),
    z.strictObject({ enquiry: objectIdSchema }),
    'inspector',
  ),

  'note.list': procedure(
    'open',
    z.strictObject({
      inspection: hashSchema,
      filter: noteFilterSchema,
      order: z.enum(['newest', 'timeline']),
      offset: z.int().min(0),
      limit: z.int().min(1).max(500),
    }),
    z.strictObject({
      notes: z.array(noteSummarySchema),
      total: z.int(),
      matching: z.int(),
      counts: z.array(z.strictObject({ field: z.string(), value: z.string(), count: z.int() })),
    }),
  ),
  'note.read': procedure('open', ofNote, noteSchema),
  /** Makes the draft an entry: a new note or a revision built on `heads`. Unchanged content writes nothing. */
  'note.save': procedure(
    'open',
    z.strictObject({ ...keptDraftSchema.shape, reason: text(500) }),
    z.strictObject({ note: objectIdSchema, heads: z.array(hashSchema), conflict: z.boolean() }),
    'inspector',
  ),
  'draft.keep': procedure('open', keptDraftSchema, z.strictObject({ kept: instantSchema }), 'inspector'),
  'draft.list': procedure('open', empty, z.strictObject({ drafts: z.array(draftSchema) })),
  'draft.read': procedure('open', ofNote, draftSchema),
  'draft.discard': procedure('open', ofNote, empty, 'inspector'),
  'search.find': procedure(
    'open',
    z.strictObject({
      inspection: hashSchema.nullable(),
      words: text(200),
      limit: z.int().min(1).max(100),
    }),
    z.strictObject({
      found: z.array(
        z.strictObject({
          note: objectIdSchema,
          inspection: hashSchema,
          kind: term.or(z.literal('')),
          when: z.string(),
          /** The passage around the words found; `hit` marks the words themselves. */
          snippet: z.array(z.strictObject({ words: z.string(), hit: z.boolean() })),
        }),
      ),
      /** All notes that match, also those beyond the limit. */
      matching: z.int(),
    }),
  ),

  'disclosure.list': procedure('open', empty, z.strictObject({ disclosures: z.array(disclosureSummarySchema) })),
  'disclosure.read': procedure('open', ofDisclosure, disclosureSchema),
  'disclosure.save': procedure(
    'open',
    z.strictObject({ ...keptDisclosureSchema.shape, reason: text(500) }),
    z.strictObject({ disclosure: hashSchema }),
    'inspector',
  ),
  /** Writes the concern, as given here, as an ordinary note or line of enquiry that has no link back. */
  'disclosure.release': procedure(
    'open',
    z.strictObject({
      disclosure: hashSchema,
      as: z.enum(['note', 'enquiry']),
      /** The kind of the note; null for a line of enquiry. */
      kind: term.nullable(),
      words: text(20_000).trim().min(1),
    }),
    empty,
    'inspector',
  ),
  /** Adds whistleblowing leads who were named after the first ones were added. */
  'disclosure.addReaders': procedure(
    'open',
    z.strictObject({ disclosure: hashSchema, people: z.array(hashSchema).max(20) }),
    empty,
    'inspector',
  ),
  'disclosureDraft.keep': procedure('open', keptDisclosureSchema, z.strictObject({ kept: instantSchema }), 'inspector'),
  /** Makes a disclosure's draft of what was typed for a note never saved; the note's draft leaves no entry behind. */
  'disclosureDraft.takeOver': procedure(
    'open',
    z.strictObject({ ...keptDisclosureSchema.shape, note: objectIdSchema }),
    z.strictObject({ kept: instantSchema }),
    'inspector',
  ),
  'disclosureDraft.list': procedure('open', empty, z.strictObject({ drafts: z.array(disclosureDraftSchema) })),
  'disclosureDraft.discard': procedure('open', z.strictObject({ draft: objectIdSchema }), empty, 'inspector'),
  ...correctionProcedures,
  ...identifierProcedures,
  ...organisationProcedures,
  ...retentionProcedures,
  ...reviewProcedures,
  ...orderProcedures,
  ...identityProcedures,
} as const satisfies Record<string, Procedure>

export type Contract = typeof contract
export type ProcedureName = keyof Contract
export type Input<N extends ProcedureName> = z.infer<Contract[N]['input']>
export type Output<N extends ProcedureName> = z.infer<Contract[N]['output']>
export type { Procedure }
