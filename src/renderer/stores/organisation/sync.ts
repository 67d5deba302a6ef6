// How far the open vault has come on its way to the central store: asked once, and again whenever something changed.
import { create } from 'zustand'
import type { Output } from '#shared/contract.ts'
import type { ProblemReply } from '#shared/problems.ts'
import { call } from '../../client.ts'
import { replyFrom } from '../../problem.ts'
import { onVaultClosed } from '../forget.ts'
import { oneAtATime } from '../renewal.ts'
import { useSession } from '../session.ts'

export type SyncStatus = Output<'sync.status'>

interface Sync {
  readonly status: SyncStatus | null
  /** Why it could not be asked; what was known before stays. */
  readonly problem: ProblemReply | null
  /** Asks main soon; several at once are one. */
  readonly refresh: () => void
  /** Takes an answer that came with something else. */
  readonly take: (status: SyncStatus) => void
}

/** A vault that closed meanwhile must not get the answer of the one before. */
let vault = 0

async function ask(): Promise<void> {
  const mine = vault
  try {
    const status = await call('sync.status', {})
    if (mine === vault) useSync.getState().take(status)
  } catch (caught) {
    if (mine === vault) useSync.setState({ problem: replyFrom(caught) })
  }
}

/** What a person may do follows from their roles, which the session knows. */
function followRoles(roles: SyncStatus['roles']): void {
  const { status, refresh } = useSession.getState()
  const known = status?.open?.roles
  if (known !== undefined && known.toSorted().join() !== roles.toSorted().join()) void refresh()
}

export const useSync = create<Sync>()((set) => ({
  status: null,
  problem: null,
  refresh: oneAtATime(ask),
  take: (status) => {
    set({ status, problem: null })
    // Before joining the roles are those of somebody alone, whatever the directory says.
    if (status.organisation !== null) followRoles(status.roles)
  },
}))

onVaultClosed(() => {
  vault += 1
  useSync.setState({ status: null, problem: null })
})
