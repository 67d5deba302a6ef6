// Says in words how far sending has come, why it does not go on, and which roles somebody has.
import type { Role } from '#shared/domain/directory-kinds.ts'
import { message } from '../../messages.ts'
import type { SyncStatus } from './sync.ts'

type State = SyncStatus['state']
type Reason = NonNullable<SyncStatus['reason']>

/** Nothing goes on by itself, or not now: somebody may want to try at once. */
export const isHeldUp = (state: State) => state === 'offline' || state === 'stopped'

/** The vault goes on as a new device that nobody approved yet, or the store says that another one took its place. */
export const needsCode = ({ state, reason }: SyncStatus) =>
  state === 'waiting' || (state === 'stopped' && reason?.code === 'device.unknown')

/** The state and what is not received yet, on one line. */
export function syncInWords({ state, notReceived, waitingForKey }: SyncStatus): readonly string[] {
  // Without an organisation nothing is on its way anywhere, so nothing is missing there.
  if (state === 'alone') return [message('sync.alone')]
  return [
    message(`sync.${state}`),
    ...(notReceived > 0 ? [message('sync.not-received', { count: notReceived })] : []),
    ...(waitingForKey > 0 ? [message('sync.waiting-for-key', { count: waitingForKey })] : []),
  ]
}

/** Why it does not go on and what to do; where the state itself says why, only what to do. */
export function reasonInWords(state: State, { code, sentence, next }: Reason): string {
  const saysWhy = (state === 'offline' && code === 'central.unreachable') || state === 'waiting'
  return saysWhy ? next : `${sentence} ${next}`
}

export function rolesInWords(roles: readonly Role[]): string {
  return roles.length === 0 ? message('role.none') : roles.map((role) => message(`role.${role}`)).join(', ')
}
