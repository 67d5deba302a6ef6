// What the application is doing as a whole: the connection, the vaults of this device, the open vault, the policy pack.
import { create } from 'zustand'
import type { Output } from '#shared/contract.ts'
import type { FieldbookEvent } from '#shared/events.ts'
import type { ProblemReply } from '#shared/problems.ts'
import type { Bridge } from '../bridge.ts'
import { call } from '../client.ts'
import { replyFrom } from '../problem.ts'
import { forgetVault } from './forget.ts'
import { settle, useNavigation } from './navigation.ts'

export type Connection = 'connecting' | 'yes' | 'link-expired' | 'gone'
/** Main knows no difference between a person who asks for the lock and a page that nobody uses. */
type AskedBecause = 'asked' | 'idle'
export type ClosedBecause = Extract<FieldbookEvent, { type: 'vault.locked' }>['because'] | AskedBecause

interface Session {
  readonly status: Output<'application.status'> | null
  readonly pack: Output<'policy.read'> | null
  readonly connected: Connection
  /** Where the page runs. */
  readonly shell: Bridge['shell']
  /** The engine stopped by a fault while this vault was open; the page waits for its passphrase. */
  readonly stopped: { readonly vault: string } | null
  /** How far the loading of the practice inspection has come. */
  readonly progress: { readonly done: number; readonly total: number } | null
  /** Why the last vault was closed, until another is opened. */
  readonly closed: ClosedBecause | null
  /** Why this page asks for the lock that is under way. */
  readonly asking: AskedBecause
  /** Why the application could not be asked, or could not lock. */
  readonly problem: ProblemReply | null
  /** Asks main again what is open and which vaults there are. Never rejects: see `problem`. */
  readonly refresh: () => Promise<void>
  /** Saves what is being typed, then closes the vault and ends the engine. Never rejects: see `problem`. */
  readonly lock: (because?: AskedBecause) => Promise<void>
  /** The vault is closed: everything shown is forgotten. */
  readonly vaultClosed: (because: ClosedBecause) => void
}

/** A lock never waits longer than this for a page that cannot save itself. */
const LOCK_WAITS_MS = 2000

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

export const useSession = create<Session>()((set, get) => ({
  status: null,
  pack: null,
  connected: 'connecting',
  shell: 'browser',
  stopped: null,
  progress: null,
  closed: null,
  asking: 'asked',
  problem: null,
  refresh: async () => {
    try {
      const pack = get().pack ?? (await call('policy.read', {}))
      const status = await call('application.status', {})
      // After a fault nothing is open, but the pages under the question for the passphrase keep what they show.
      const waiting = get().stopped !== null && status.open === null
      set({ pack, problem: null, status: waiting ? { ...status, open: get().status?.open ?? null } : status })
    } catch (caught) {
      set({ problem: replyFrom(caught) })
    }
  },
  lock: async (because = 'asked') => {
    set({ asking: because })
    await Promise.race([settle().catch(() => undefined), pause(LOCK_WAITS_MS)])
    try {
      await call('vault.lock', {})
      get().vaultClosed(because)
    } catch (caught) {
      const problem = replyFrom(caught)
      if (problem.code === 'vault.locked') get().vaultClosed(because)
      else set({ problem })
    }
  },
  vaultClosed: (told) => {
    const { status, stopped, refresh, asking } = get()
    // The event of a lock may come before its reply, and does not know why this page asked.
    const because = told === 'asked' ? asking : told
    const vault = stopped?.vault ?? status?.open?.vault
    // The reply to a lock and the event that follows it both come here; the second finds nothing open.
    if (vault === undefined) return
    const deleted = because === 'practice-deleted'
    const vaults = status?.vaults.filter((known) => !deleted || known.vault !== vault) ?? []
    forgetVault()
    set({
      status: status && { ...status, vaults, open: null },
      stopped: null,
      progress: null,
      problem: null,
      closed: because,
      asking: 'asked',
    })
    useNavigation.getState().forget(deleted ? { at: 'start' } : { at: 'unlock', vault })
    void refresh()
  },
}))
