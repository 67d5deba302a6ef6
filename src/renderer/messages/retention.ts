// The words of retention: what falls due, one inspection explained, what is recorded of it, another pack.
import { changes } from './retention/changes.ts'
import { due } from './retention/due.ts'
import { recording } from './retention/recording.ts'
import { why } from './retention/why.ts'

export const retention = { ...due, ...why, ...recording, ...changes } as const
