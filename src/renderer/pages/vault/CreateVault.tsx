// Makes a vault, or a practice vault with the sample inspection in it.
import { useRef, useState } from 'react'
import { call } from '../../client.ts'
import { BackLink } from '../../components/BackLink.tsx'
import { Button } from '../../components/Button.tsx'
import { ErrorSummary, type FieldProblem } from '../../components/ErrorSummary.tsx'
import { Form } from '../../components/Form.tsx'
import { PageTitle } from '../../components/PageTitle.tsx'
import { ProblemBanner } from '../../components/ProblemBanner.tsx'
import { TextField } from '../../components/TextField.tsx'
import { WarningText } from '../../components/WarningText.tsx'
import { message } from '../../messages.ts'
import { useNavigation } from '../../stores/navigation.ts'
import { useTask } from '../use-task.ts'
import { Loading } from './Loading.tsx'
import { NewPassphraseFields } from './NewPassphraseFields.tsx'
import { vaultOpened } from './open-vault.ts'
import { type NewPassphrase, useNewPassphrase } from './use-new-passphrase.ts'
import { wordsFor } from './words-for.ts'

const NAME = 'name'
const LONGEST_NAME = 80

function nameProblems(name: string): readonly FieldProblem[] {
  if (name === '') return [{ field: NAME, words: message('create.no-name') }]
  return name.length > LONGEST_NAME ? [{ field: NAME, words: message('create.long-name') }] : []
}

async function make(practice: boolean, name: string, passphrase: Uint8Array<ArrayBuffer>): Promise<void> {
  if (practice) return vaultOpened(await call('practice.create', { name, passphrase }))
  await vaultOpened(await call('vault.create', { name, passphrase }), { at: 'recovery-sheet' })
}

/** The form's fields, checks and work in one place. */
function useCreation(practice: boolean) {
  const name = useRef<HTMLInputElement>(null)
  const passphrase = useNewPassphrase()
  const [problems, setProblems] = useState<readonly FieldProblem[]>([])
  const task = useTask()
  const submit = async () => {
    const typed = name.current?.value.trim() ?? ''
    const found = [...nameProblems(typed), ...(await passphrase.check())]
    setProblems(found)
    if (found.length === 0) await make(practice, typed, passphrase.take())
  }
  return { name, passphrase, problems, task, submit: () => void task.run(submit) }
}

export function CreateVault({ page }: { readonly page: { readonly practice: boolean } }) {
  const { practice } = page
  const go = useNavigation((state) => state.go)
  const { name, passphrase, problems, task, submit } = useCreation(practice)
  return (
    <>
      <BackLink onClick={() => void go({ at: 'start' })}>{message('create.back')}</BackLink>
      <ErrorSummary problems={problems} />
      {task.problem === null ? null : <ProblemBanner reply={task.problem} />}
      <PageTitle>{message(practice ? 'create.practice-title' : 'create.title')}</PageTitle>
      <p className="govuk-body">{message(practice ? 'create.practice-lead' : 'create.lead')}</p>
      <Form onSubmit={submit}>
        <TextField
          label={message('create.name')}
          labelSize="s"
          hint={message('create.name-hint')}
          name={NAME}
          ref={name}
          width={20}
          spellCheck={false}
          error={wordsFor(problems, NAME)}
        />
        <PassphrasePart practice={practice} passphrase={passphrase} problems={problems} />
        <Button type="submit" busy={task.busy}>
          {message(practice ? 'create.practice-submit' : 'create.submit')}
        </Button>
        <Loading busy={task.busy} words={message('create.working')} />
      </Form>
    </>
  )
}

interface PartProps {
  readonly practice: boolean
  readonly passphrase: NewPassphrase
  readonly problems: readonly FieldProblem[]
}

/** A practice vault holds nothing that could be lost, so it needs no warning. */
function PassphrasePart({ practice, passphrase, problems }: PartProps) {
  return (
    <>
      <NewPassphraseFields passphrase={passphrase} problems={problems} />
      {practice ? null : (
        <>
          <WarningText>{message('create.warning')}</WarningText>
          <p className="govuk-body">{message('create.sheet-next')}</p>
        </>
      )}
    </>
  )
}
