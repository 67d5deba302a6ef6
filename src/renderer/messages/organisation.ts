// The words of the organisation: how far sending has come, joining, roles, and the team of an inspection.
import { joining } from './organisation/joining.ts'
import { sync } from './organisation/sync.ts'
import { team } from './organisation/team.ts'

export const organisation = { ...sync, ...joining, ...team } as const
