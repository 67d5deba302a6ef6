// The lists that every remit draws on: categories, subjects, bodies, events, and what may stand behind holding them.
import { z } from 'zod'
import { factSchema, filled, list, part, sourceSchema, termSchema, wordsSchema } from './terms.ts'

/** A lawful basis of UK GDPR Article 6, or a condition for special categories, criminal offence data, or both. */
const basisSchema = part({
  id: termSchema,
  kinds: filled(z.enum(['article-6', 'special', 'criminal'])),
  label: wordsSchema,
  source: sourceSchema,
})

/**
 * One category of personal data; `special` marks UK GDPR Article 9(1) categories, `criminal` those of Article 10.
 * `bases` are the conditions that stand behind holding it in any remit; `note` says why a flag is set where no
 * document says so.
 */
const categorySchema = part({
  id: termSchema,
  label: wordsSchema,
  hint: wordsSchema,
  special: z.boolean(),
  criminal: z.boolean(),
  bases: list(termSchema),
  note: wordsSchema.nullable(),
  source: sourceSchema,
})

/** A kind of note; `view` marks what a person said, `shownByDefault` whether the provider may see it unless told otherwise. */
const noteKindSchema = part({ id: termSchema, label: wordsSchema, view: z.boolean(), shownByDefault: z.boolean() })

const personRoleSchema = part({ id: termSchema, label: wordsSchema, child: z.boolean() })

/** A kind of data subject; `roles` are the roles in which such a person appears in an inspection. */
const subjectSchema = part({ id: termSchema, label: wordsSchema, roles: list(termSchema), source: sourceSchema })

/** A kind of incident; `category` is where data about it belong. */
const incidentTypeSchema = part({ id: termSchema, label: wordsSchema, category: termSchema, source: sourceSchema })

/**
 * Whoever gives or receives information. Bodies of the kind `protection` come before all other recipients; `internal`
 * are people of the controller itself; `public` are people who are no authority.
 */
const bodySchema = part({
  id: termSchema,
  label: wordsSchema,
  kind: z.enum(['protection', 'inspectorate', 'authority', 'government', 'internal', 'organisation', 'public']),
  source: sourceSchema,
})

/**
 * Something that begins or ends a period: that it happened is told to the application, never guessed. `known`: it is told
 * when an inspection is opened, as its last day.
 */
const eventSchema = part({ id: termSchema, label: wordsSchema, known: z.enum(['last-day']).nullable() })

/** A question with the answer yes or no on which a retention rule can depend. */
const circumstanceSchema = part({ id: termSchema, question: wordsSchema })

/** Why nothing is to be destroyed although a rule lets it go: a ground that a records manager names with a hold. */
const holdGroundSchema = part({ id: termSchema, label: wordsSchema, source: sourceSchema })

/** The lists that every remit draws on. */
export const listsSchema = part({
  bases: filled(basisSchema),
  categories: filled(categorySchema),
  /** Categories that every remit offers, whatever it holds. */
  always: list(termSchema),
  /** Categories that stand beside no other in a note, such as one for notes about nobody. */
  alone: list(termSchema),
  noteKinds: filled(noteKindSchema),
  personRoles: filled(personRoleSchema),
  subjects: filled(subjectSchema),
  incidentTypes: list(incidentTypeSchema),
  bodies: filled(bodySchema),
  channels: list(factSchema),
  events: filled(eventSchema),
  circumstances: list(circumstanceSchema),
  holdGrounds: filled(holdGroundSchema),
})
