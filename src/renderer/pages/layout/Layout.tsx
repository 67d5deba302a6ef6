// The frame around every page.
import type { ReactNode } from 'react'
import { ProblemBanner } from '../../components/ProblemBanner.tsx'
import { message } from '../../messages.ts'
import { needsVault, type Page, pageKey, useNavigation } from '../../stores/navigation.ts'
import { useSession } from '../../stores/session.ts'
import { LeftBehind } from '../capture/LeftBehind.tsx'
import { PageView } from '../routes.tsx'
import { Notices } from '../vault/Notices.tsx'
import { Alarms } from './Alarms.tsx'
import { Boundary } from './Boundary.tsx'
import { Footer } from './Footer.tsx'
import { Header } from './Header.tsx'
import { IdleNotice } from './IdleNotice.tsx'
import { MainNavigation } from './MainNavigation.tsx'
import { LostBanner, NotConnected } from './NotConnected.tsx'
import { PracticeBanner } from './PracticeBanner.tsx'
import { SkipLink } from './SkipLink.tsx'
import { StoppedDialog } from './StoppedDialog.tsx'
import { SyncBar } from './SyncBar.tsx'
import { useArrival } from './use-arrival.ts'
import { useIdleLock } from './use-idle-lock.ts'
import { useLockKeys } from './use-lock-keys.ts'

export function Layout() {
  const open = useSession((state) => state.status?.open ?? null)
  const connected = useSession((state) => state.connected)
  const lock = open === null ? null : lockNow
  const unreachable = connected === 'gone' || connected === 'link-expired'
  useLockKeys(lock)
  const idle = useIdleLock(open === null ? null : lockUnused)
  useArrival(!unreachable)
  return (
    <>
      <SkipLink />
      <Header lock={lock} />
      <IdleNotice announced={idle} />
      <PracticeBanner />
      {open === null ? null : (
        <>
          <MainNavigation />
          {/* Another vault is another state. */}
          <SyncBar key={open.vault} />
          <Alarms />
        </>
      )}
      <div className="govuk-width-container">
        <main className="govuk-main-wrapper fb-main" id="main" tabIndex={-1}>
          <Content />
        </main>
      </div>
      <Footer />
      <StoppedDialog />
    </>
  )
}

/** The same functions for the life of the page: another one would start the time anew. */
const lockNow = () => void useSession.getState().lock()
const lockUnused = () => void useSession.getState().lock('idle')

/** Before there was any answer there is no page to keep; afterwards the page in use always stays. */
function Content(): ReactNode {
  const page = useNavigation((state) => state.page)
  const { status, connected, problem } = useSession()
  if (status === null) return <Opening />
  return (
    <>
      {connected === 'yes' ? null : <LostBanner vaultOpen={status.open !== null} />}
      {problem === null ? null : <ProblemBanner reply={problem} />}
      {status.open === null ? null : <LeftBehind />}
      <CurrentPage page={page} open={status.open !== null} />
    </>
  )
}

function CurrentPage({ page, open }: { readonly page: Page; readonly open: boolean }) {
  const forget = useNavigation((state) => state.forget)
  // Between closing a vault and the page that follows, nothing of the vault may be drawn.
  if (needsVault(page) && !open) return null
  return (
    <Boundary key={pageKey(page)} leave={() => forget({ at: open ? 'home' : 'start' })}>
      {page.at === 'home' ? <Notices /> : null}
      <PageView page={page} />
    </Boundary>
  )
}

function Opening() {
  const { connected, problem } = useSession()
  if (problem !== null) return <ProblemBanner reply={problem} />
  if (connected === 'gone' || connected === 'link-expired')
    return <NotConnected expired={connected === 'link-expired'} />
  return (
    <p className="govuk-body" role="status">
      {message('product.opening')}
    </p>
  )
}
