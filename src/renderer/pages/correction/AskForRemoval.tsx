// Asks for earlier wordings to be removed, after saying what follows from it and what it cannot reach.
import type { Input } from '#shared/contract.ts'
import { Button, ButtonGroup } from '../../components/Button.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import { ProblemBanner } from '../../components/ProblemBanner.tsx'
import { WarningText } from '../../components/WarningText.tsx'
import { message } from '../../messages.ts'
import { useCommand } from '../capture/hooks.ts'

interface Props {
  readonly about: Input<'correction.read'>
  readonly heads: readonly string[]
  readonly deleted?: boolean
  readonly onChanged: () => Promise<void>
  readonly onClose: () => void
}

const consequences = ['ordered-by', 'final', 'says', 'drafts'] as const

export function AskForRemoval({ about, heads, deleted = false, onChanged, onClose }: Props) {
  const { problem, run } = useCommand()
  const ask = async () => {
    if ((await run('correction.ask', { ...about, heads: [...heads] })) === null) return
    onClose()
    await onChanged()
  }
  return (
    <Dialog open title={message('correction.title')} onClose={onClose}>
      <p className="govuk-body">{message(deleted ? 'correction.deleted' : 'correction.stays')}</p>
      <ul className="govuk-list govuk-list--bullet">
        {consequences.map((name) => (
          <li key={name}>{message(`correction.${name}`)}</li>
        ))}
      </ul>
      <WarningText>{message('correction.limits')}</WarningText>
      {problem === null ? null : <ProblemBanner reply={problem} />}
      <ButtonGroup>
        <Button type="button" kind="secondary" onClick={onClose}>
          {message('correction.cancel')}
        </Button>
        <Button type="button" kind="warning" onClick={() => void ask()}>
          {message('correction.submit')}
        </Button>
      </ButtonGroup>
    </Dialog>
  )
}
