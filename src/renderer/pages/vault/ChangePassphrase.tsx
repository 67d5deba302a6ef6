// Changes the passphrase of the open vault, for whoever knows the present one.
import { useEffect, useRef, useState } from 'react'
import { call } from '../../client.ts'
import { BackLink } from '../../components/BackLink.tsx'
import { Button } from '../../components/Button.tsx'
import { ErrorSummary, type FieldProblem } from '../../components/ErrorSummary.tsx'
import { Form } from '../../components/Form.tsx'
import { focusPage } from '../../components/focus.ts'
import { InsetText } from '../../components/InsetText.tsx'
import { PageTitle } from '../../components/PageTitle.tsx'
import { PassphraseField } from '../../components/PassphraseField.tsx'
import { message } from '../../messages.ts'
import { takeSecret } from '../../secrets.ts'
import { useNavigation } from '../../stores/navigation.ts'
import { useSession } from '../../stores/session.ts'
import { Loading } from './Loading.tsx'
import { NewPassphraseFields } from './NewPassphraseFields.tsx'
import { useNewPassphrase } from './use-new-passphrase.ts'
import { usePassphraseTask } from './use-passphrase-task.ts'
import { PassphraseProblem } from './WaitBanner.tsx'
import { wordsFor } from './words-for.ts'

const PRESENT = 'present-passphrase'

/** The form's fields, checks and work in one place. */
function useChange(changed: () => void) {
  const present = useRef<HTMLInputElement>(null)
  const passphrase = useNewPassphrase()
  const [problems, setProblems] = useState<readonly FieldProblem[]>([])
  const { problem, mayTry, ...task } = usePassphraseTask()
  const wrong = problem?.code === 'vault.passphrase-wrong'
  useEffect(() => {
    if (wrong) setProblems([{ field: PRESENT, words: message('change.wrong') }])
  }, [wrong, problem])
  const submit = async () => {
    const empty = present.current === null || present.current.value === ''
    const missing = empty ? [{ field: PRESENT, words: message('change.no-present') }] : []
    const found = [...missing, ...(await passphrase.check())]
    setProblems(found)
    if (found.length > 0 || present.current === null) return
    const input = { present: takeSecret(present.current), passphrase: passphrase.take() }
    await call('vault.changePassphrase', input)
    changed()
  }
  const begin = () => {
    if (mayTry()) void task.run(submit)
  }
  return { present, passphrase, problems, problem: wrong ? null : problem, task, submit: begin }
}

export function ChangePassphrase() {
  const [done, setDone] = useState(false)
  const go = useNavigation((state) => state.go)
  return (
    <>
      <BackLink onClick={() => void go({ at: 'vault' })}>{message('change.back')}</BackLink>
      {done ? <Changed /> : <ChangeForm changed={() => setDone(true)} />}
    </>
  )
}

function ChangeForm({ changed }: { readonly changed: () => void }) {
  const { present, passphrase, problems, problem, task, submit } = useChange(changed)
  return (
    <>
      <ErrorSummary problems={problems} />
      <PassphraseProblem reply={problem} {...task.waiting} />
      <PageTitle>{message('change.title')}</PageTitle>
      <p className="govuk-body">{message('change.lead')}</p>
      <SheetGoesOn />
      <Form onSubmit={submit}>
        <PassphraseField
          label={message('change.present')}
          labelSize="s"
          name={PRESENT}
          ref={present}
          error={wordsFor(problems, PRESENT)}
        />
        <NewPassphraseFields passphrase={passphrase} problems={problems} label={message('change.new')} />
        <Button type="submit" busy={task.busy || task.waiting.left > 0}>
          {message('change.submit')}
        </Button>
        <Loading busy={task.busy} words={message('change.working')} />
      </Form>
    </>
  )
}

function SheetGoesOn() {
  const made = useSession((state) => state.status?.open?.recoverySheetMade)
  return made ? <InsetText>{message('change.sheet')}</InsetText> : null
}

function Changed() {
  const go = useNavigation((state) => state.go)
  // The button that was pressed is gone.
  useEffect(focusPage, [])
  return (
    <>
      <PageTitle>{message('change.done-title')}</PageTitle>
      <p className="govuk-body">{message('change.done')}</p>
      <p className="govuk-body">{message('change.done-copies')}</p>
      <Button type="button" onClick={() => void go({ at: 'vault' })}>
        {message('change.continue')}
      </Button>
    </>
  )
}
