// Words from one person to another about a note: a question, or its answer. What is typed outlives the page until it is sent.
import { useEffect, useRef, useState } from 'react'
import type { FieldFault } from '../../capture/faults.ts'
import { wordsFor } from '../../capture/faults.ts'
import { Button, ButtonGroup } from '../../components/Button.tsx'
import { ErrorSummary } from '../../components/ErrorSummary.tsx'
import { Form } from '../../components/Form.tsx'
import { ProblemBanner } from '../../components/ProblemBanner.tsx'
import { TextArea } from '../../components/TextArea.tsx'
import { message } from '../../messages.ts'
import { inspectionPorts } from '../../stores/capture/identifier-ports.ts'
import { useTyped } from '../../stores/review/typed.ts'
import { FoundIn } from '../capture/settle/FoundIn.tsx'
import { Settle } from '../capture/settle/Settle.tsx'
import { useSettling } from '../capture/settle/use-settling.ts'
import { useTask } from '../use-task.ts'

/** Longest words that main takes (contract, `note.question`, `note.answer`). */
const longest = 5_000

interface Props {
  readonly inspection: string
  readonly kind: 'question' | 'answer'
  /** What is asked about or answered: also the field's own id. */
  readonly about: string
  /** Rejects with the problem when it did not happen. */
  readonly onSend: (words: string) => Promise<unknown>
  readonly onCancel: () => void
}

export function WordsForm({ inspection, kind, about, onSend, onCancel }: Props) {
  const { busy, problem, run } = useTask()
  const { words: all, type } = useTyped()
  const field = `${kind}-${about}`
  const words = all[field] ?? ''
  const settling = useSettling(
    () => inspectionPorts(inspection),
    { [kind]: words },
    (_, replaced) => type(field, replaced),
  )
  const area = useRef<HTMLTextAreaElement>(null)
  const [faults, setFaults] = useState<readonly FieldFault[]>([])
  useEffect(() => area.current?.focus(), [])
  const send = () => {
    const found = faultsOf(kind, field, words.trim())
    setFaults(found)
    if (found.length > 0) return
    void run(async () => {
      await onSend(words.trim())
      type(field, '')
    })
  }
  return (
    <Form className="fb-words" onSubmit={send} onKeyDown={settling.press}>
      <ErrorSummary problems={faults} />
      {problem === null ? null : <ProblemBanner reply={problem} />}
      <TextArea
        id={field}
        name={field}
        ref={area}
        label={message(`${kind}.words`)}
        labelSize="s"
        hint={message(`${kind}.hint`)}
        error={wordsFor(faults, field)}
        rows={4}
        layer={<FoundIn settling={settling} field={kind} />}
        value={words}
        onChange={(event) => type(field, event.target.value)}
      />
      <Settle settling={settling} back={field} />
      <ButtonGroup>
        <Button type="submit" busy={busy}>
          {message(`${kind}.submit`)}
        </Button>
        <Button type="button" kind="secondary" onClick={onCancel}>
          {message('question.cancel')}
        </Button>
      </ButtonGroup>
    </Form>
  )
}

function faultsOf(kind: Props['kind'], field: string, words: string): readonly FieldFault[] {
  if (words === '') return [{ field, words: message(`${kind}.missing`) }]
  return words.length > longest ? [{ field, words: message(`${kind}.long`, { limit: longest }) }] : []
}
