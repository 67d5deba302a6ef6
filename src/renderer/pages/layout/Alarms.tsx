// What somebody must know and do about sending; stays until its cause is gone.
import { LinkButton } from '../../components/Button.tsx'
import { message } from '../../messages.ts'
import { useNavigation } from '../../stores/navigation.ts'
import { everyInspection } from '../../stores/news.ts'
import { type SyncStatus, useSync } from '../../stores/organisation/sync.ts'
import { useAnswer } from '../capture/hooks.ts'

type Alarm = SyncStatus['alarms'][number]

export function Alarms() {
  const alarms = useSync((sync) => sync.status?.alarms) ?? []
  return (
    // Stands there empty before there is anything to say, so that an alarm is read out when it comes.
    <div role="alert">
      {alarms.map((alarm, index) => (
        // Two logs that this device cannot name can have stopped for the same cause.
        <div key={`${alarm.code} ${alarm.inspection ?? index}`} className="govuk-width-container">
          <Banner alarm={alarm} />
        </div>
      ))}
    </div>
  )
}

function Banner({ alarm }: { readonly alarm: Alarm }) {
  const { code, sentence, next, inspection } = alarm
  return (
    <section className="govuk-notification-banner fb-notice fb-notice--warning fb-alarm" aria-label={sentence}>
      <div className="govuk-notification-banner__header">
        <p className="govuk-notification-banner__title">{message('alarm.title')}</p>
      </div>
      <div className="govuk-notification-banner__content">
        <h2 className="govuk-notification-banner__heading">{sentence}</h2>
        {inspection === null ? null : <Place inspection={inspection} />}
        <p className="govuk-body">{next}</p>
        <p className="govuk-body-s fb-code">{message('alarm.code', { code })}</p>
      </div>
    </section>
  )
}

function Place({ inspection }: { readonly inspection: string }) {
  const go = useNavigation((state) => state.go)
  const { answer } = useAnswer('inspection.list', {}, { inspection: everyInspection })
  const title = answer?.inspections.find((known) => known.inspection === inspection)?.title
  if (title === undefined) return null
  return (
    <p className="govuk-body">
      <LinkButton onClick={() => void go({ at: 'inspection', inspection, part: 'notes' })}>
        {message('alarm.inspection', { title })}
      </LinkButton>
    </p>
  )
}
