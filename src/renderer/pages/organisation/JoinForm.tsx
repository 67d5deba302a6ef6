// Joins an organisation in two steps: the code is looked at first, and nothing is joined before somebody compared.
import { type RefObject, useRef, useState } from 'react'
import type { ProblemReply } from '#shared/problems.ts'
import { call } from '../../client.ts'
import { Button } from '../../components/Button.tsx'
import { ErrorSummary, type FieldProblem } from '../../components/ErrorSummary.tsx'
import { Form } from '../../components/Form.tsx'
import { ProblemBanner } from '../../components/ProblemBanner.tsx'
import { TextArea } from '../../components/TextArea.tsx'
import { message } from '../../messages.ts'
import { useReturnFocus } from '../capture/hooks.ts'
import { type Task, useTask } from '../use-task.ts'
import { Loading } from '../vault/Loading.tsx'
import { wordsFor } from '../vault/words-for.ts'
import { Comparison } from './Comparison.tsx'
import type { Organisation } from './organisation-rows.tsx'

const CODE = 'enrolment-code'

/** Longest code that main takes (contract, `enrolment.look`); anything longer is not one code. */
const longest = 2_000

interface Seen {
  readonly code: string
  readonly organisation: Organisation
}

/** `lead`: why a code is wanted here. */
export function JoinForm({ lead }: { readonly lead: string }) {
  const [seen, setSeen] = useState<Seen | null>(null)
  const field = useRef<HTMLTextAreaElement>(null)
  const [missing, setMissing] = useState<readonly FieldProblem[]>([])
  const task = useTask()
  const button = useReturnFocus(seen !== null)
  const look = () => {
    const code = (field.current?.value ?? '').replaceAll(/\s/g, '')
    setMissing(code === '' ? [{ field: CODE, words: message('join.code.missing') }] : [])
    if (code !== '') void task.run(async () => setSeen({ code, organisation: await call('enrolment.look', { code }) }))
  }
  // The code stays in its field, so that somebody who steps back need not paste it again.
  return (
    <>
      <div hidden={seen !== null}>
        <p className="govuk-body">{lead}</p>
        <CodeForm field={field} button={button} missing={missing} task={task} onSubmit={look} />
      </div>
      {seen === null ? null : <Comparison {...seen} onCancel={() => setSeen(null)} />}
    </>
  )
}

interface CodeFormProps {
  readonly field: RefObject<HTMLTextAreaElement | null>
  readonly button: RefObject<HTMLButtonElement | null>
  readonly missing: readonly FieldProblem[]
  readonly task: Task
  readonly onSubmit: () => void
}

function CodeForm({ field, button, missing, task, onSubmit }: CodeFormProps) {
  const wrong = ofCode(task.problem)
  const problems = wrong.length > 0 ? wrong : missing
  return (
    <section aria-labelledby="join">
      <h2 id="join" className="govuk-heading-m">
        {message('join.title')}
      </h2>
      <p className="govuk-body">{message('join.lead')}</p>
      <ErrorSummary problems={problems} />
      {task.problem === null || wrong.length > 0 ? null : <ProblemBanner reply={task.problem} />}
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

/** A code that is wrong is mended in its field; everything else stands above the form. */
function ofCode(problem: ProblemReply | null): readonly FieldProblem[] {
  if (problem?.code !== 'enrolment.code-unreadable' && problem?.code !== 'enrolment.code-refused') return []
  return [{ field: CODE, words: `${problem.sentence} ${problem.next}` }]
}
