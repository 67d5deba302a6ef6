// Joins an organisation in two steps: the code is looked at first, and nothing is joined before somebody compared.
import { type RefObject, useEffect, useRef, useState } from 'react'
import type { ProblemReply } from '#shared/problems.ts'
import { call } from '../../client.ts'
import { Button } from '../../components/Button.tsx'
import { ErrorSummary, type FieldProblem } from '../../components/ErrorSummary.tsx'
import { Form } from '../../components/Form.tsx'
import { focusField } from '../../components/focus.ts'
import { ProblemBanner } from '../../components/ProblemBanner.tsx'
import { TextArea } from '../../components/TextArea.tsx'
import { message } from '../../messages.ts'
import { useReturnFocus } from '../capture/hooks.ts'
import { type Task, useTask } from '../use-task.ts'
import { Loading } from '../vault/Loading.tsx'
import { wordsFor } from '../vault/words-for.ts'
import { Comparison, type Time } from './Comparison.tsx'
import type { Organisation } from './organisation-rows.tsx'

const CODE = 'enrolment-code'

/** Longest code that main takes (contract, `enrolment.look`); anything longer is not one code. */
const longest = 2_000

interface Seen {
  readonly code: string
  readonly organisation: Organisation
}

interface Props {
  readonly time: Time
  /** Why a code is wanted here. */
  readonly lead: string
}

export function JoinForm({ time, lead }: Props) {
  const [seen, setSeen] = useState<Seen | null>(null)
  const field = useRef<HTMLTextAreaElement>(null)
  const [problems, setProblems] = useState<readonly FieldProblem[]>([])
  const task = useTask()
  const button = useReturnFocus(seen !== null)
  useEffect(() => setProblems(ofCode(task.problem)), [task.problem])
  useEffect(() => {
    // There is one field only, so the focus goes into it; the summary is read out as an alert.
    if (problems.length > 0) focusField(CODE)
  }, [problems])
  const look = () => {
    const code = (field.current?.value ?? '').replaceAll(/\s/g, '')
    setProblems(code === '' ? [{ field: CODE, words: message('join.code.missing') }] : [])
    if (code !== '') void task.run(async () => setSeen({ code, organisation: await call('enrolment.look', { code }) }))
  }
  // Whether a code was used before is known only when somebody joins with it.
  const refused = (problem: ProblemReply) => {
    const wrong = ofCode(problem)
    if (wrong.length === 0) return false
    setSeen(null)
    setProblems(wrong)
    return true
  }
  // The code stays in its field, so that somebody who steps back need not paste it again.
  return (
    <>
      <div hidden={seen !== null}>
        <p className="govuk-body">{lead}</p>
        <CodeForm time={time} field={field} button={button} problems={problems} task={task} onSubmit={look} />
      </div>
      {seen === null ? null : <Comparison {...seen} time={time} onRefused={refused} onCancel={() => setSeen(null)} />}
    </>
  )
}

interface CodeFormProps extends Pick<Props, 'time'> {
  readonly field: RefObject<HTMLTextAreaElement | null>
  readonly button: RefObject<HTMLButtonElement | null>
  readonly problems: readonly FieldProblem[]
  readonly task: Task
  readonly onSubmit: () => void
}

function CodeForm({ time, field, button, problems, task, onSubmit }: CodeFormProps) {
  return (
    <section aria-labelledby="join">
      <h2 id="join" className="govuk-heading-m">
        {message(`join.${time}.title`)}
      </h2>
      <p className="govuk-body">{message(`join.${time}.lead`)}</p>
      <ErrorSummary problems={problems} keepFocus />
      {task.problem === null || ofCode(task.problem).length > 0 ? null : <ProblemBanner reply={task.problem} />}
      <Form onSubmit={onSubmit}>
        <TextArea
          name={CODE}
          ref={field}
          label={message('join.code')}
          labelSize="s"
          hint={message('join.code.hint')}
          error={wordsFor(problems, CODE)}
          rows={4}
          maxLength={longest}
          spellCheck={false}
          autoCapitalize="none"
          autoCorrect="off"
        />
        <Button ref={button} type="submit" busy={task.busy}>
          {message('join.look')}
        </Button>
        <Loading busy={task.busy} words={message('join.looking')} />
      </Form>
    </section>
  )
}

const ofTheCode: readonly string[] = ['enrolment.code-unreadable', 'enrolment.code-refused', 'enrolment.person-known']

/** A code that is wrong is mended in its field; everything else stands above the form. */
function ofCode(problem: ProblemReply | null): readonly FieldProblem[] {
  if (problem === null || !ofTheCode.includes(problem.code)) return []
  return [{ field: CODE, words: `${problem.sentence} ${problem.next}` }]
}
