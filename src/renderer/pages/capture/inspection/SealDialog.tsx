// Asks once more before sealing, naming the inspection and saying what sealing does and does not do.
import { useState } from 'react'
import type { Output } from '#shared/contract.ts'
import { newId } from '../../../capture/new-id.ts'
import type { Inspection } from '../../../capture/terms.ts'
import { call } from '../../../client.ts'
import { Button, ButtonGroup } from '../../../components/Button.tsx'
import { Dialog } from '../../../components/Dialog.tsx'
import { ProblemBanner } from '../../../components/ProblemBanner.tsx'
import { message } from '../../../messages.ts'
import { useTask } from '../../use-task.ts'

interface Props {
  readonly inspection: Inspection
  readonly counts: Output<'bundle.prepare'>['counts']
  readonly onSealed: () => void
  readonly onCancel: () => void
}

export function SealDialog({ inspection: { inspection, title }, counts, onSealed, onCancel }: Props) {
  // Drawn once for each question, so that pressing again after a failure never seals twice.
  const [bundle] = useState(newId)
  const { busy, problem, run } = useTask()
  const seal = () =>
    run(async () => {
      await call('bundle.seal', { inspection, bundle })
      onSealed()
    })
  return (
    <Dialog open title={message('seal.ask.title', { title })} onClose={onCancel}>
      {problem === null ? null : <ProblemBanner reply={problem} />}
      <p className="govuk-body">{message('seal.ask.body', { count: counts.notes })}</p>
      {counts.drafts === 0 ? null : (
        <p className="govuk-body">{message('seal.ask.drafts', { count: counts.drafts })}</p>
      )}
      <p className="govuk-body">{message('seal.ask.on')}</p>
      <ButtonGroup>
        <Button type="button" busy={busy} onClick={() => void seal()}>
          {message('seal.ask.yes')}
        </Button>
        <Button type="button" kind="secondary" onClick={onCancel}>
          {message('seal.ask.no')}
        </Button>
      </ButtonGroup>
    </Dialog>
  )
}
