// Orders a removal after saying what follows from it: for the first of two nothing yet, for the second that it is final.
import type { Pack } from '#shared/domain/policy.ts'
import { Button, ButtonGroup } from '../../components/Button.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import { ProblemBanner } from '../../components/ProblemBanner.tsx'
import { WarningText } from '../../components/WarningText.tsx'
import { message } from '../../messages.ts'
import { useCommand } from '../capture/hooks.ts'
import { inspectionName } from '../orders/order-words.ts'
import { askerOf, type Listed } from './correction-words.ts'

interface Props {
  readonly pack: Pack
  readonly correction: Listed
  readonly onOrdered: () => Promise<void>
  readonly onClose: () => void
}

export function OrderDialog({ pack, correction, onOrdered, onClose }: Props) {
  const { problem, run } = useCommand()
  const { inspection, entry, state, bodies } = correction
  const about = { name: askerOf(correction), count: bodies, inspection: inspectionName(pack, correction) }
  const order = async () => {
    if ((await run('correction.order', { inspection, entry })) !== null) await onOrdered()
  }
  return (
    <Dialog open title={message('corrections.confirm.title')} onClose={onClose}>
      <p className="govuk-body">{message('corrections.confirm.about', about)}</p>
      {state === 'asked' ? (
        <p className="govuk-body">{message('corrections.confirm.first')}</p>
      ) : (
        <WarningText>{message('corrections.confirm.second')}</WarningText>
      )}
      <p className="govuk-body">{message('correction.limits')}</p>
      {problem === null ? null : <ProblemBanner reply={problem} />}
      <ButtonGroup>
        <Button type="button" kind="secondary" onClick={onClose}>
          {message('correction.cancel')}
        </Button>
        <Button type="button" kind="warning" onClick={() => void order()}>
          {message('corrections.confirm.submit')}
        </Button>
      </ButtonGroup>
    </Dialog>
  )
}
