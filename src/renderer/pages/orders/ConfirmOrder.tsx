// Asks once more before an order is given, naming what it is about; why it could not be given is said where it was asked.
import type { ReactNode } from 'react'
import { Button, ButtonGroup } from '../../components/Button.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import { ProblemBanner } from '../../components/ProblemBanner.tsx'
import { useTask } from '../use-task.ts'

interface Props {
  readonly title: string
  readonly yes: string
  /** The button that changes nothing; it comes first, so that it has the focus. */
  readonly no: string
  /** It destroys, or lets something be destroyed. */
  readonly grave?: boolean
  /** Rejects with the problem when it did not happen. */
  readonly onYes: () => Promise<void>
  readonly onNo: () => void
  readonly children: ReactNode
}

export function ConfirmOrder({ title, yes, no, grave = false, onYes, onNo, children }: Props) {
  const { busy, problem, run } = useTask()
  return (
    <Dialog open title={title} onClose={onNo}>
      {problem === null ? null : <ProblemBanner reply={problem} />}
      {children}
      <ButtonGroup>
        <Button type="button" kind="secondary" onClick={onNo}>
          {no}
        </Button>
        <Button type="button" {...(grave && { kind: 'warning' })} busy={busy} onClick={() => void run(onYes)}>
          {yes}
        </Button>
      </ButtonGroup>
    </Dialog>
  )
}
