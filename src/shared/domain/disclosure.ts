// What a disclosure holds: the whistleblower as source, kept apart from the concern they raised.
import { z } from 'zod'

/** Every field is single-valued; only the concern is needed to save it. */
export const disclosureContentSchema = z.strictObject({
  who: z.string().max(200),
  role: z.string().max(200),
  contact: z.string().max(500),
  howKnown: z.string().max(5_000),
  concern: z.string().max(200_000),
})

export type DisclosureContent = z.infer<typeof disclosureContentSchema>

export const sourceFields = ['who', 'role', 'contact', 'howKnown'] as const
export const concernFields = ['concern'] as const
