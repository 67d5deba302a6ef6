// Bundles: the manifest that a seal freezes, and what the decisions on it come to (docs/protocol.md sections 3 and 7, rule 5).
import { z } from 'zod'
import { hashSchema, objectIdSchema } from './ids.ts'

export const decisionSchema = z.enum(['returned', 'question', 'accepted'])
export type Decision = z.infer<typeof decisionSchema>
export const reviewStateSchema = z.enum(['sealed', 'returned', 'question', 'accepted'])
export type ReviewState = z.infer<typeof reviewStateSchema>
