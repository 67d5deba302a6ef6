// The form for one thing: what people recorded differently is settled first, else it is recorded anew.
import type { Pack } from '#shared/domain/policy.ts'
import { call } from '../../client.ts'
import { differing, replacedBy, type Thing } from '../../retention/things.ts'
import type { Read, Said } from '../../retention/words.ts'
import { useTask } from '../use-task.ts'
import { EventForm } from './EventForm.tsx'
import { QuestionForm } from './QuestionForm.tsx'
import { ReviewForm } from './ReviewForm.tsx'
import { SettleForm } from './SettleForm.tsx'

interface Props {
  readonly pack: Pack
  readonly read: Read
  readonly thing: Thing
  readonly onRecorded: () => Promise<void>
  readonly onCancel: () => void
}

const forms = { event: EventForm, question: QuestionForm, review: ReviewForm } as const

export function RecordForm({ pack, read, thing, onRecorded, onCancel }: Props) {
  const task = useTask()
  const state = (said: Said) =>
    void task.run(async () => {
      const heads = [...replacedBy(thing.standing, said)]
      await call('retention.state', { inspection: read.inspection, heads, said })
      await onRecorded()
    })
  const Kind = differing(thing.standing).length > 0 ? SettleForm : forms[thing.kind]
  return (
    <div className="fb-record">
      <Kind pack={pack} read={read} thing={thing} task={task} onState={state} onCancel={onCancel} />
    </div>
  )
}
