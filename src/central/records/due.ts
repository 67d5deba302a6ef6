// Doing what is due: disposals whose undo window is over, and what was left undone of destroying.
import type { Instant } from '#shared/domain/ids.ts'
import { Problem } from '#shared/problems.ts'
import { settle } from './disposing.ts'
import type { Deed, Store } from './store.ts'

/** How long until what failed is tried again, in milliseconds. */
const patience = 60_000

/** Settles every disposal that is due and sees to it that nothing taken is left in any file; says when to look again. */
export async function doWhatIsDue(store: Store): Promise<Instant | null> {
  const waiting = await store.storage.pendingDisposals()
  const now = store.now()
  const due = waiting.filter((pending) => pending.due <= now)
  let failed = false
  for (const pending of due) {
    const deed = { deed: 'disposal', compartment: pending.compartment.slice(0, 8) } as const
    if (!(await attempt(store, deed, async () => settle(store, pending)))) failed = true
  }
  store.atPoint('disposal-committed')
  const scrubbed = await scrub(store)
  store.atPoint('disposal-scrubbed')
  // By the same moment: what became due while the others were settled is looked at next.
  const next = waiting.find((pending) => pending.due > now)?.due ?? null
  if (scrubbed && !failed) return next
  const again = new Date(Date.parse(store.now()) + patience).toISOString()
  return next === null || again < next ? again : next
}

/** False when something stood in the way: then it stays owed. */
export async function scrub({ scrubbing, told }: Pick<Store, 'scrubbing' | 'told'>): Promise<boolean> {
  if (!scrubbing.isOwed) return true
  let done = false
  await attempt({ told }, { deed: 'scrubbing', compartment: '' }, async () => {
    done = await scrubbing.settle()
    return done ? 'done' : 'in-the-way'
  })
  return done
}

/** False when it met a problem. One disposal that fails keeps no other from being settled, and the store goes on. */
async function attempt(
  { told }: Pick<Store, 'told'>,
  deed: Omit<Deed, 'outcome'>,
  work: () => Promise<string>,
): Promise<boolean> {
  try {
    told({ ...deed, outcome: await work() })
    return true
  } catch (error) {
    told({ ...deed, outcome: error instanceof Problem ? error.code : 'application.unexpected' })
    return false
  }
}
