// What a procedure of the contract is: its input, its output, whether it needs an open vault, and which role.
import { z } from 'zod'
import { hashSchema } from './domain/ids.ts'

/** `sealed`: answered only when the call came sealed to the engine, because its reply holds a secret. `vault`: closed = only while none is open; open = needs one; any = both. `role`: which role a caller needs. */
export interface Procedure {
  readonly input: z.ZodObject
  readonly output: z.ZodType
  readonly vault: 'any' | 'closed' | 'open'
  readonly role: string | null
  readonly sealed: boolean
}

export const procedure = <I extends z.ZodObject, O extends z.ZodType>(
  vault: Procedure['vault'],
  input: I,
  output: O,
  role: string | null = null,
  sealed = false,
) => ({ vault, input, output, role, sealed }) as const

export const empty = z.strictObject({})

/** Who wrote something, as this device knows them. */
export const bySchema = z.strictObject({ person: hashSchema, name: z.string(), me: z.boolean() })

/** How far something saved has come (docs/protocol.md section 13); a draft is none of these yet. */
export const stateSchema = z.enum(['saved', 'sending', 'received'])
