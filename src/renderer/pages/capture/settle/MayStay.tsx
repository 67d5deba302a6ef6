// Lets an identifier stay, with the reason that the whole team will see.
import { type KeyboardEvent, useId, useState } from 'react'
import type { ProblemReply } from '#shared/problems.ts'
import { Button } from '../../../components/Button.tsx'
import { Details } from '../../../components/Details.tsx'
import { TextField } from '../../../components/TextField.tsx'
import { message } from '../../../messages.ts'

interface Props {
  readonly words: string
  readonly hint: string
  readonly onConfirm: (reason: string) => Promise<ProblemReply | null>
}

const longestReason = 500

export function MayStay({ words, hint, onConfirm }: Props) {
  const id = useId()
  const [reason, setReason] = useState('')
  const [error, setError] = useState<string>()
  const confirm = async () => {
    if (reason.trim() === '') return setError(message('settle.reason.missing'))
    const problem = await onConfirm(reason)
    setError(
      problem === null ? undefined : message('settle.refused', { sentence: problem.sentence, next: problem.next }),
    )
  }
  // The field stands inside the form of the note, which Enter would save.
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    void confirm()
  }
  return (
    <Details summary={message('settle.stays.of', { words })}>
      <TextField
        id={id}
        name="stays"
        label={message('settle.reason', { words })}
        hint={hint}
        error={error}
        maxLength={longestReason}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        onKeyDown={press}
      />
      <Button type="button" kind="secondary" onClick={() => void confirm()}>
        {message('settle.confirm')}
      </Button>
    </Details>
  )
}
