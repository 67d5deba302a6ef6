// Opens a vault with the code of its recovery sheet and sets a new passphrase.
import { useRef, useState } from 'react'
import { call } from '../../client.ts'
import { BackLink } from '../../components/BackLink.tsx'
import { Button } from '../../components/Button.tsx'
import { ErrorSummary, type FieldProblem } from '../../components/ErrorSummary.tsx'
import { Form } from '../../components/Form.tsx'
import { InsetText } from '../../components/InsetText.tsx'
import { PageTitle } from '../../components/PageTitle.tsx'
import { PassphraseField } from '../../components/PassphraseField.tsx'
import { message } from '../../messages.ts'
import { takeSecret } from '../../secrets.ts'
import { useNavigation } from '../../stores/navigation.ts'
import { Loading } from './Loading.tsx'
import { NewPassphraseFields } from './NewPassphraseFields.tsx'
import { vaultOpened } from './open-vault.ts'
import { useNewPassphrase } from './use-new-passphrase.ts'
import { usePassphraseTask } from './use-passphrase-task.ts'
import { PassphraseProblem } from './WaitBanner.tsx'
import { wordsFor } from './words-for.ts'

const CODE = 'recovery-code'

/** The form's fields, checks and work in one place. */
function useRecovery(vault: string) {
  const code = useRef<HTMLInputElement>(null)
  const passphrase = useNewPassphrase()
  const [problems, setProblems] = useState<readonly FieldProblem[]>([])
  const task = usePassphraseTask()
  const submit = async () => {
    const noCode = (code.current?.value.trim() ?? '') === ''
    const missing = noCode ? [{ field: CODE, words: message('recovery.no-code') }] : []
    const found = [...missing, ...(await passphrase.check())]
    setProblems(found)
    if (found.length > 0 || code.current === null) return
    const input = { vault, code: takeSecret(code.current), passphrase: passphrase.take() }
    await vaultOpened(await call('vault.recover', input))
  }
  const begin = () => {
    if (task.mayTry()) void task.run(submit)
  }
  return { code, passphrase, problems, task, submit: begin }
}

export function Recover({ page }: { readonly page: { readonly vault: string } }) {
  const go = useNavigation((state) => state.go)
  const { code, passphrase, problems, task, submit } = useRecovery(page.vault)
  return (
    <>
      <BackLink onClick={() => void go({ at: 'unlock', vault: page.vault })}>{message('recovery.back')}</BackLink>
      <ErrorSummary problems={problems} />
      <PassphraseProblem reply={task.problem} {...task.waiting} />
      <PageTitle>{message('recovery.title')}</PageTitle>
      <p className="govuk-body">{message('recovery.lead')}</p>
      <InsetText>{message('recovery.device')}</InsetText>
      <Form onSubmit={submit}>
        <PassphraseField
          label={message('recovery.code')}
          labelSize="s"
          hint={message('recovery.code-hint')}
          name={CODE}
          ref={code}
          error={wordsFor(problems, CODE)}
        />
        <NewPassphraseFields passphrase={passphrase} problems={problems} label={message('recovery.new')} />
        <Button type="submit" busy={task.busy || task.waiting.left > 0}>
          {message('recovery.submit')}
        </Button>
        <Loading busy={task.busy} words={message('recovery.working')} />
      </Form>
    </>
  )
}
