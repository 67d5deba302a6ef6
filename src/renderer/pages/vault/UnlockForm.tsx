// Asks for the passphrase of a vault; on the page and in the message after a fault of the engine.
import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { Output } from '#shared/contract.ts'
import type { ProblemReply } from '#shared/problems.ts'
import { call } from '../../client.ts'
import { Button, ButtonGroup } from '../../components/Button.tsx'
import { ErrorSummary, type FieldProblem } from '../../components/ErrorSummary.tsx'
import { Form } from '../../components/Form.tsx'
import { focusField } from '../../components/focus.ts'
import { PassphraseField } from '../../components/PassphraseField.tsx'
import { message } from '../../messages.ts'
import { takeSecret } from '../../secrets.ts'
import { Loading } from './Loading.tsx'
import { usePassphraseTask } from './use-passphrase-task.ts'
import { PassphraseProblem } from './WaitBanner.tsx'
import { wordsFor } from './words-for.ts'

interface Props {
  readonly vault: string
  readonly submit: string
  readonly onOpen: (open: Output<'vault.unlock'>) => Promise<void>
  /** What stands beside the button. */
  readonly beside?: ReactNode
}

const FIELD = 'unlock-passphrase'

const isWrong = (problem: ProblemReply | null) => problem?.code === 'vault.passphrase-wrong'

/** The form's field, checks and work in one place. */
function useUnlocking({ vault, onOpen }: Props) {
  const field = useRef<HTMLInputElement>(null)
  const [problems, setProblems] = useState<readonly FieldProblem[]>([])
  const task = usePassphraseTask()
  const { problem, busy, run, mayTry } = task
  useEffect(() => {
    if (problem !== null && isWrong(problem))
      setProblems([{ field: FIELD, words: `${problem.sentence} ${problem.next}` }])
  }, [problem])
  useEffect(() => {
    // There is one field only, so the focus goes straight back into it; the summary is read out as an alert.
    if (problems.length > 0 && !busy) focusField(FIELD)
  }, [problems, busy])
  const submit = () => {
    const input = field.current
    const empty = input === null || input.value === ''
    setProblems(empty ? [{ field: FIELD, words: message('passphrase.enter') }] : [])
    if (!empty && mayTry())
      void run(async () => onOpen(await call('vault.unlock', { vault, passphrase: takeSecret(input) })))
  }
  return { field, problems, task, submit }
}

export function UnlockForm(props: Props) {
  const { field, problems, task, submit } = useUnlocking(props)
  return (
    <Form onSubmit={submit}>
      <ErrorSummary problems={problems} keepFocus />
      <PassphraseProblem reply={isWrong(task.problem) ? null : task.problem} {...task.waiting} />
      <PassphraseField
        label={message('unlock.label')}
        labelSize="s"
        name={FIELD}
        ref={field}
        error={wordsFor(problems, FIELD)}
        autoFocus
      />
      <ButtonGroup>
        <Button type="submit" busy={task.busy || task.waiting.left > 0}>
          {props.submit}
        </Button>
        {props.beside}
      </ButtonGroup>
      <Loading busy={task.busy} words={message('unlock.working')} />
    </Form>
  )
}
