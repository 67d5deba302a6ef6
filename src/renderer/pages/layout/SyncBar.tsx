// Stands on every page of an open vault: whether everything has reached the central store, and if not, why.
import { useEffect } from 'react'
import { LinkButton } from '../../components/Button.tsx'
import { LiveRegion } from '../../components/LiveRegion.tsx'
import { message } from '../../messages.ts'
import { type SyncStatus, useSync } from '../../stores/organisation/sync.ts'
import { isHeldUp, reasonInWords, syncInWords } from '../../stores/organisation/sync-words.ts'
import { useCommand } from '../capture/hooks.ts'

export function SyncBar() {
  const { status, problem, refresh } = useSync()
  useEffect(refresh, [refresh])
  if (status === null && problem === null) return null
  return (
    <section className="fb-sync" aria-label={message('sync.label')} data-sync={status?.state ?? 'unknown'}>
      <div className="govuk-width-container fb-sync__container">
        {status === null ? <p className="fb-sync__state">{message('sync.unknown')}</p> : <State status={status} />}
      </div>
    </section>
  )
}

function State({ status }: { readonly status: SyncStatus }) {
  const { state, reason, alarms } = status
  const [first, ...more] = syncInWords(status)
  // An alarm says the same at greater length.
  const told = alarms.some(({ code }) => code === reason?.code)
  return (
    <>
      <p className={`fb-sync__state fb-sync__state--${state}`}>
        <strong>{first}</strong>
        {more.map((words) => (
          <span key={words}> · {words}</span>
        ))}
      </p>
      {isHeldUp(state) || reason !== null ? <TryAgain /> : null}
      {reason === null || told ? null : <p className="fb-sync__reason">{reasonInWords(state, reason)}</p>}
      {/* Sending and received follow each save, so only what holds it up is read out. */}
      <LiveRegion words={isHeldUp(state) ? `${first}. ${reason?.sentence ?? ''}` : ''} />
    </>
  )
}

function TryAgain() {
  const { run } = useCommand()
  const refresh = useSync((sync) => sync.refresh)
  // What comes of it is told by the state itself.
  const again = async () => {
    await run('sync.now', {})
    refresh()
  }
  return <LinkButton onClick={() => void again()}>{message('sync.now')}</LinkButton>
}
