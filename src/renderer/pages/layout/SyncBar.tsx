// Stands on every page of an open vault: whether everything has reached the central store, and if not, why.
import { useEffect, useState } from 'react'
import { LinkButton } from '../../components/Button.tsx'
import { LiveRegion } from '../../components/LiveRegion.tsx'
import { message } from '../../messages.ts'
import { type SyncStatus, useSync } from '../../stores/organisation/sync.ts'
import { isHeldUp, reasonInWords, syncInWords } from '../../stores/organisation/sync-words.ts'
import { useCommand } from '../capture/hooks.ts'

/** A store that is there has answered by then. */
const answerTakes = 2_000

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
  const [trying, setTrying] = useState(false)
  useEffect(() => {
    if (!trying) return
    const timer = setTimeout(() => setTrying(false), answerTakes)
    return () => clearTimeout(timer)
  }, [trying])
  // What comes of it is told by the state itself; where nothing comes of it, the button says at least that it was pressed.
  const again = async () => {
    setTrying(true)
    await run('sync.now', {})
    refresh()
  }
  return (
    <>
      <LinkButton onClick={() => void again()}>{message(trying ? 'sync.trying' : 'sync.now')}</LinkButton>
      <LiveRegion words={trying ? message('sync.trying') : ''} />
    </>
  )
}
