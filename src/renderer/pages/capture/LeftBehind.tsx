// Says on the next page that what was just left stays a draft on this device, why, and leads back to it.
import { LinkButton } from '../../components/Button.tsx'
import { message } from '../../messages.ts'
import { type Left, useLeftBehind } from '../../stores/capture/left-behind.ts'
import { useNavigation } from '../../stores/navigation.ts'
import { everyInspection } from '../../stores/news.ts'
import { useAnswer } from './hooks.ts'

export function LeftBehind() {
  const { left, told } = useLeftBehind()
  // Stands there empty before there is anything to say, so that it is read out when it comes.
  return <div role="status">{left === null || !told ? null : <Draft left={left} />}</div>
}

function Draft({ left: { inspection, note, stays } }: { readonly left: Left }) {
  const go = useNavigation((state) => state.go)
  const { answer } = useAnswer('draft.list', {}, { inspection: everyInspection })
  // It may have been discarded on this page, or have gone with its inspection.
  if (answer !== null && !answer.drafts.some((draft) => draft.note === note)) return null
  const title = message('left.title')
  return (
    <section className="govuk-notification-banner fb-notice fb-notice--important" aria-label={title}>
      <div className="govuk-notification-banner__header">
        <p className="govuk-notification-banner__title">{message('notice.important')}</p>
      </div>
      <div className="govuk-notification-banner__content">
        <h2 className="govuk-notification-banner__heading">{title}</h2>
        <p className="govuk-body">{whyInWords(stays)}</p>
        <p className="govuk-body">
          <LinkButton onClick={() => void go({ at: 'write-note', inspection, note, isNew: false })}>
            {message('left.go-on')}
          </LinkButton>
        </p>
      </div>
    </section>
  )
}

function whyInWords(stays: Left['stays']): string {
  if (stays === 'incomplete') return message('left.incomplete')
  return stays.code === 'note.identifiers-unsettled' ? message('left.identifiers') : stays.sentence
}
