// Connects the page with main and keeps the session store in step with what main tells.
import type { FieldbookEvent } from '#shared/events.ts'
import type { Bridge, CallProblem } from '../bridge.ts'
import { connect, onEvent } from '../client.ts'
import { needsVault, useNavigation } from './navigation.ts'
import { allNews, newsOf, tellNews } from './news.ts'
import { useSync } from './organisation/sync.ts'
import { useSession } from './session.ts'

/** After connecting, the page shown has to fit what is open: this may be a second window, or a fresh link. */
async function connected(): Promise<void> {
  useSession.setState({ connected: 'yes' })
  const before = useSession.getState()
  await before.refresh()
  const { status, stopped, vaultClosed } = useSession.getState()
  if (status === null) return
  const { page, forget } = useNavigation.getState()
  if (status.open !== null) {
    useSession.setState({ stopped: null })
    if (!needsVault(page)) forget({ at: 'home' })
    useSync.getState().refresh()
    tellNews(allNews)
  } else if (stopped === null && needsVault(page)) {
    useSession.setState({ status: before.status })
    vaultClosed('asked')
  }
}

function lost(problem: CallProblem): void {
  const expired = problem.reply.code === 'session.link-used-or-expired'
  useSession.setState({ connected: expired ? 'link-expired' : 'gone' })
}

function hear(event: FieldbookEvent): void {
  const { status, lock, vaultClosed } = useSession.getState()
  if (event.type === 'vault.locked') vaultClosed(event.because)
  if (event.type === 'lock.asked') void lock()
  if (event.type === 'sync.changed') useSync.getState().refresh()
  const news = newsOf(event)
  if (news !== null) tellNews(news)
  if (event.type === 'progress') useSession.setState({ progress: { done: event.done, total: event.total } })
  // The status stays as it was, so that the pages under the question for the passphrase keep what they show.
  if (event.type === 'engine.stopped' && status?.open) useSession.setState({ stopped: { vault: status.open.vault } })
}

/** Called once by the page's entry. */
export function startSession(bridge: Bridge): void {
  onEvent(hear)
  useSession.setState({ shell: bridge.shell })
  connect(bridge, { connected: () => void connected(), lost })
}
