// What every form that records something has around its fields, and what it is given.
import type { ReactNode } from 'react'
import type { Pack } from '#shared/domain/policy.ts'
import type { FieldFault } from '../../capture/faults.ts'
import { Button, ButtonGroup } from '../../components/Button.tsx'
import { ErrorSummary } from '../../components/ErrorSummary.tsx'
import { Form } from '../../components/Form.tsx'
import { ProblemBanner } from '../../components/ProblemBanner.tsx'
import { message } from '../../messages.ts'
import type { Thing } from '../../retention/things.ts'
import type { Read, Said } from '../../retention/words.ts'
import type { Task } from '../use-task.ts'

/** What a form for one kind of thing is given; it calls `onState` once nothing is left to mend. */
export interface KindProps {
  readonly pack: Pack
  readonly read: Read
  readonly thing: Thing
  readonly task: Task
  readonly onState: (said: Said) => void
  readonly onCancel: () => void
}

interface FrameProps extends Pick<KindProps, 'task' | 'onCancel'> {
  readonly faults: readonly FieldFault[]
  readonly onSubmit: () => void
  readonly children: ReactNode
}

export function RecordFrame({ task, faults, onSubmit, onCancel, children }: FrameProps) {
  return (
    <Form onSubmit={onSubmit}>
      <ErrorSummary problems={faults} />
      {task.problem === null ? null : <ProblemBanner reply={task.problem} />}
      {children}
      <ButtonGroup>
        <Button type="submit" busy={task.busy}>
          {message('retention.submit')}
        </Button>
        <Button type="button" kind="secondary" onClick={onCancel}>
          {message('retention.cancel')}
        </Button>
      </ButtonGroup>
    </Form>
  )
}
