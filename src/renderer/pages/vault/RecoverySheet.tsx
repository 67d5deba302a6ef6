// Makes the recovery sheet: shows its code once, to be printed or written down.
import { useEffect, useState } from 'react'
import type { Output } from '#shared/contract.ts'
import { call } from '../../client.ts'
import { Button, ButtonGroup, LinkButton } from '../../components/Button.tsx'
import { Checkboxes } from '../../components/Checkboxes.tsx'
import { ErrorSummary, type FieldProblem } from '../../components/ErrorSummary.tsx'
import { Form } from '../../components/Form.tsx'
import { focusPage } from '../../components/focus.ts'
import { InsetText } from '../../components/InsetText.tsx'
import { LiveRegion } from '../../components/LiveRegion.tsx'
import { PageTitle } from '../../components/PageTitle.tsx'
import { ProblemBanner } from '../../components/ProblemBanner.tsx'
import { WarningText } from '../../components/WarningText.tsx'
import { momentWords } from '../../dates.ts'
import { message } from '../../messages.ts'
import { useNavigation } from '../../stores/navigation.ts'
import { useSession } from '../../stores/session.ts'
import { useTask } from '../use-task.ts'
import { SheetPaper } from './SheetPaper.tsx'
import { wordsFor } from './words-for.ts'

type Sheet = Output<'vault.makeRecoverySheet'>

export function RecoverySheet() {
  const [sheet, setSheet] = useState<Sheet | null>(null)
  return sheet === null ? <Offer made={setSheet} /> : <Confirm sheet={sheet} />
}

function Offer({ made }: { readonly made: (sheet: Sheet) => void }) {
  const earlier = useSession((state) => state.status?.open?.recoverySheetMade)
  const go = useNavigation((state) => state.replace)
  const { busy, problem, run } = useTask()
  const make = async () => {
    made(await call('vault.makeRecoverySheet', {}))
    await useSession.getState().refresh()
  }
  return (
    <>
      {problem === null ? null : <ProblemBanner reply={problem} />}
      <PageTitle>{message('sheet.title')}</PageTitle>
      <p className="govuk-body">{message('sheet.lead')}</p>
      {earlier ? <InsetText>{message('sheet.replaces', { moment: momentWords(earlier) })}</InsetText> : null}
      <ButtonGroup>
        <Button type="button" busy={busy} onClick={() => void run(make)}>
          {message(earlier ? 'sheet.make-new' : 'sheet.make')}
        </Button>
        <LinkButton onClick={() => void go({ at: 'home' })}>{message('sheet.skip')}</LinkButton>
      </ButtonGroup>
      <LiveRegion words={busy ? message('sheet.making') : ''} />
    </>
  )
}

const CONFIRM = 'sheet-confirmed'

function Confirm({ sheet }: { readonly sheet: Sheet }) {
  const go = useNavigation((state) => state.replace)
  const [confirmed, setConfirmed] = useState(false)
  // The button that was pressed is gone.
  useEffect(focusPage, [])
  const [problems, setProblems] = useState<readonly FieldProblem[]>([])
  const finish = () => {
    if (confirmed) return void go({ at: 'home' })
    setProblems([{ field: CONFIRM, words: message('sheet.not-confirmed') }])
  }
  return (
    <>
      <ErrorSummary problems={problems} />
      <PageTitle>{message('sheet.title')}</PageTitle>
      <WarningText>{message('sheet.once')}</WarningText>
      <SheetPaper code={sheet.code} made={sheet.made} />
      <Form onSubmit={finish}>
        <Button type="button" kind="secondary" onClick={() => window.print()}>
          {message('sheet.print')}
        </Button>
        <Checkboxes
          label={message('sheet.before')}
          labelSize="s"
          name={CONFIRM}
          options={[{ value: 'yes', label: message('sheet.confirm') }]}
          value={confirmed ? ['yes'] : []}
          onChange={(event) => setConfirmed(event.currentTarget.checked)}
          error={wordsFor(problems, CONFIRM)}
        />
        <Button type="submit">{message('sheet.done')}</Button>
      </Form>
    </>
  )
}
