// Which role gives an entry effect: content is judged by the roles that its author held when writing (docs/protocol.md section 7, rule 8).
import type { Role } from './directory-kinds.ts'

const byReviewers: readonly Role[] = ['supervisor']
const onDisclosures: readonly Role[] = ['inspector', 'whistleblowing-lead']
const byInspectors: readonly Role[] = ['inspector']
const onRetention: readonly Role[] = ['inspector', 'records-manager']
const onWhatIsWritten: readonly Role[] = ['inspector', 'supervisor']
const byAnybody: readonly Role[] = ['inspector', 'supervisor', 'whistleblowing-lead', 'records-manager']

const exceptions: ReadonlyMap<string, readonly Role[]> = new Map([
  ['note.questioned', byReviewers],
  ['review.decided', byReviewers],
  ['identifier.confirmed', onWhatIsWritten],
  ['note.opened', byAnybody],
  ['identity.opened', byAnybody],
  ['source.revised', onDisclosures],
  ['concern.revised', onDisclosures],
  ['concern.released', onDisclosures],
  ['retention.stated', onRetention],
])

/** Whether one of these roles may write content of a kind; kinds not named here are an inspector's. */
export function mayWrite(roles: ReadonlySet<Role>, kind: string): boolean {
  return (exceptions.get(kind) ?? byInspectors).some((role) => roles.has(role))
}
