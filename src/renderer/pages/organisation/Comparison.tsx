// What stands behind a code, to be compared by a person before the vault joins it.
import { useEffect, useRef } from 'react'
import { call } from '../../client.ts'
import { Button, ButtonGroup } from '../../components/Button.tsx'
import { focusPage } from '../../components/focus.ts'
import { ProblemBanner } from '../../components/ProblemBanner.tsx'
import { SummaryList } from '../../components/SummaryList.tsx'
import { WarningText } from '../../components/WarningText.tsx'
import { message } from '../../messages.ts'
import { useSync } from '../../stores/organisation/sync.ts'
import { useSession } from '../../stores/session.ts'
import { useTask } from '../use-task.ts'
import { Loading } from '../vault/Loading.tsx'
import { type Organisation, organisationRows } from './organisation-rows.tsx'

interface Props {
  readonly code: string
  readonly organisation: Organisation
  readonly onCancel: () => void
}

export function Comparison({ code, organisation, onCancel }: Props) {
  const { busy, problem, run } = useTask()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const join = async () => {
    const status = await call('enrolment.join', { code })
    // The roles come with the directory, and what may be done follows from them.
    await useSession.getState().refresh()
    useSync.getState().take(status)
    // The first turn may have told of its end before this answer came, which is older.
    useSync.getState().refresh()
    focusPage()
  }
  return (
    <section aria-labelledby="compare">
      <h2 id="compare" className="govuk-heading-m fb-title" tabIndex={-1} ref={heading}>
        {message('join.check.title')}
      </h2>
      {problem === null ? null : <ProblemBanner reply={problem} />}
      {organisation.trial ? <WarningText>{message('organisation.trial')}</WarningText> : null}
      <p className="govuk-body">{message('join.check.lead')}</p>
      <SummaryList rows={organisationRows(organisation)} />
      <p className="govuk-body">{message('join.effect')}</p>
      <p className="govuk-body">{message('join.effect.disclosures')}</p>
      <ButtonGroup>
        <Button type="button" busy={busy} onClick={() => void run(join)}>
          {message('join.confirm', { name: organisation.name })}
        </Button>
        <Button type="button" kind="secondary" onClick={onCancel}>
          {message('join.cancel')}
        </Button>
      </ButtonGroup>
      <Loading busy={busy} words={message('join.joining')} />
    </section>
  )
}
