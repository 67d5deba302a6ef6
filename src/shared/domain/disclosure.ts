// What a disclosure holds: the whistleblower as source, kept apart from the concern they raised.
import { z } from 'zod'
import { text } from './text.ts'

/** Every field is single-valued; only the concern is needed to save it. */
export const disclosureContentSchema = z.strictObject({
  who: text(200),
  role: text(200),
  contact: text(500),
  howKnown: text(5_000),
  concern: text(200_000),
})

export type DisclosureContent = z.infer<typeof disclosureContentSchema>

export const sourceFields = ['who', 'role', 'contact', 'howKnown'] as const
export const concernFields = ['concern'] as const
