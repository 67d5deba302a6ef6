// What the owner of the open vault has to know or do about it: stands on the home page and on the vault's own.
import type { ReactNode } from 'react'
import { LinkButton } from '../../components/Button.tsx'
import { InsetText } from '../../components/InsetText.tsx'
import { message } from '../../messages.ts'
import { useNavigation } from '../../stores/navigation.ts'
import { useSync } from '../../stores/organisation/sync.ts'
import { needsCode } from '../../stores/organisation/sync-words.ts'
import { useSession } from '../../stores/session.ts'

export function Notices() {
  const open = useSession((state) => state.status?.open)
  if (!open) return null
  const recovered = open.notice === 'opened-by-recovery-sheet'
  return (
    <>
      {open.notice === 'older-than-known' ? <OlderThanKnown /> : null}
      {open.notice === 'copied-elsewhere' ? <CopiedElsewhere /> : null}
      {recovered ? <Recovered /> : null}
      {open.recoverySheetMade === null && !open.practice && !recovered ? <SheetReminder /> : null}
    </>
  )
}

interface BannerProps {
  readonly kind: 'important' | 'warning'
  readonly title: string
  readonly children: ReactNode
}

function Banner({ kind, title, children }: BannerProps) {
  return (
    <section className={`govuk-notification-banner fb-notice fb-notice--${kind}`} aria-label={title}>
      <div className="govuk-notification-banner__header">
        <p className="govuk-notification-banner__title">{message(`notice.${kind}`)}</p>
      </div>
      <div className="govuk-notification-banner__content">
        <h2 className="govuk-notification-banner__heading">{title}</h2>
        {children}
      </div>
    </section>
  )
}

function OlderThanKnown() {
  return (
    <Banner kind="warning" title={message('notice.older-title')}>
      <p className="govuk-body">{message('notice.older-what')}</p>
      <p className="govuk-body">{message('notice.older-do')}</p>
      <p className="govuk-body">{message('notice.older-device')}</p>
      <CodeWanted />
    </Banner>
  )
}

function CopiedElsewhere() {
  return (
    <Banner kind="warning" title={message('notice.copied-title')}>
      <p className="govuk-body">{message('notice.copied-what')}</p>
      <p className="govuk-body">{message('notice.copied-device')}</p>
      <p className="govuk-body">{message('notice.copied-do')}</p>
      <CodeWanted />
    </Banner>
  )
}

/** A new device of a vault that has joined is approved with a code, wherever it came from. */
function CodeWanted() {
  const go = useNavigation((state) => state.go)
  const wanted = useSync(({ status }) => status !== null && needsCode(status))
  if (!wanted) return null
  return (
    <>
      <p className="govuk-body">{message('notice.code-wanted')}</p>
      <p className="govuk-body">
        <LinkButton onClick={() => void go({ at: 'organisation' })}>{message('notice.code-enter')}</LinkButton>
      </p>
    </>
  )
}

function SheetLink({ words }: { readonly words: string }) {
  const go = useNavigation((state) => state.go)
  return <LinkButton onClick={() => void go({ at: 'recovery-sheet' })}>{words}</LinkButton>
}

function Recovered() {
  return (
    <InsetText>
      <p>{message('notice.recovered')}</p>
      <CodeWanted />
      <SheetLink words={message('notice.recovered-make')} />
    </InsetText>
  )
}

function SheetReminder() {
  return (
    <Banner kind="important" title={message('reminder.title')}>
      <p className="govuk-body">{message('reminder.text')}</p>
      <SheetLink words={message('reminder.make')} />
    </Banner>
  )
}
