// Retention rules as data: about what, whose rule, how it binds, how long, and counted from which event.
import { z } from 'zod'
import { list, part, periodSchema, sourceSchema, termSchema, wordsSchema } from './terms.ts'

/**
 * How a rule binds. `at-least`: not before, and no order to destroy then. `up-to`: no longer than. `for`: as long as
 * this, then destroyed. `until-event`: may be kept until the event. `then-review`: somebody looks at it and decides.
 */
const modalitySchema = z.enum(['at-least', 'up-to', 'for', 'until-event', 'then-review'])

/**
 * One retention rule. It applies to a class of `records`, or to what is held about the `subjects` in the `categories`
 * (empty: all), where every one of its circumstances (`when`) is as it says. It lasts for `period` counted from the
 * event `startsAt`, or until the event `until`. Where the document is silent on one of these it is null, and the rule
 * names the assumption that stands in.
 */
export const ruleSchema = part({
  id: termSchema,
  records: termSchema.nullable(),
  subjects: list(termSchema),
  categories: list(termSchema),
  when: list(part({ circumstance: termSchema, is: z.boolean() })),
  controller: termSchema,
  modality: modalitySchema,
  period: periodSchema.nullable(),
  startsAt: termSchema.nullable(),
  until: termSchema.nullable(),
  assumptions: list(termSchema),
  words: wordsSchema,
  source: sourceSchema,
})

/** An order that nothing in its scope is destroyed; `review` says whether it is due to be looked at again, and why. */
export const standingHoldSchema = part({
  id: termSchema,
  controller: termSchema,
  covers: wordsSchema,
  until: termSchema,
  words: wordsSchema,
  source: sourceSchema,
  review: part({ due: z.boolean(), why: wordsSchema, source: sourceSchema }),
})
