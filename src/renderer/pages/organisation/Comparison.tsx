// What stands behind a code, to be compared by a person before the vault joins it.
import { useEffect, useRef } from 'react'
import type { Output } from '#shared/contract.ts'
import type { ProblemReply } from '#shared/problems.ts'
import { call } from '../../client.ts'
import { Button, ButtonGroup } from '../../components/Button.tsx'
import { focusPage } from '../../components/focus.ts'
import { ProblemBanner } from '../../components/ProblemBanner.tsx'
import { SummaryList } from '../../components/SummaryList.tsx'
import { WarningText } from '../../components/WarningText.tsx'
import { message } from '../../messages.ts'
import { replyFrom } from '../../problem.ts'
import { useSync } from '../../stores/organisation/sync.ts'
import { useSession } from '../../stores/session.ts'
import { useTask } from '../use-task.ts'
import { Loading } from '../vault/Loading.tsx'
import { type Organisation, organisationRows } from './organisation-rows.tsx'

/** Whether a vault joins, or a vault that has joined asks for the approval of its new device. */
export type Time = 'first' | 'again'

interface Props {
  readonly code: string
  readonly organisation: Organisation
  readonly time: Time
  /** Told why joining was refused; true when the code itself is to blame, which is then shown where it was entered. */
  readonly onRefused: (problem: ProblemReply) => boolean
  readonly onCancel: () => void
}

export function Comparison({ code, organisation, time, onRefused, onCancel }: Props) {
  const { busy, problem, run } = useTask()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const join = async () => {
    const status = await joined(code, onRefused)
    if (status === null) return
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
        {message(`join.${time}.compare`)}
      </h2>
      {problem === null ? null : <ProblemBanner reply={problem} />}
      {organisation.trial ? <WarningText>{message('organisation.trial')}</WarningText> : null}
      <p className="govuk-body">{message('join.compare.lead')}</p>
      <SummaryList rows={organisationRows(organisation)} />
      <p className="govuk-body">{message(`join.${time}.effect`)}</p>
      {time === 'first' ? <p className="govuk-body">{message('join.first.disclosures')}</p> : null}
      <ButtonGroup>
        <Button type="button" busy={busy} onClick={() => void run(join)}>
          {message(`join.${time}.confirm`, { name: organisation.name })}
        </Button>
        <Button type="button" kind="secondary" onClick={onCancel}>
          {message(`join.${time}.cancel`)}
        </Button>
      </ButtonGroup>
      <Loading busy={busy} words={message(`join.${time}.working`)} />
    </section>
  )
}

async function joined(code: string, onRefused: Props['onRefused']): Promise<Output<'enrolment.join'> | null> {
  try {
    return await call('enrolment.join', { code })
  } catch (caught) {
    if (onRefused(replyFrom(caught))) return null
    throw caught
  }
}
