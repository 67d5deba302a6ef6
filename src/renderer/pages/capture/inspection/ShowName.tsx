// Asks why somebody needs a name, and only then shows it, for as long as this form stands.
import { useEffect, useState } from 'react'
import { useForm } from 'react-hook-form'
import { type FieldFault, wordsFor } from '../../../capture/faults.ts'
import type { Identity } from '../../../capture/full-names.ts'
import { Button, ButtonGroup } from '../../../components/Button.tsx'
import { ErrorSummary } from '../../../components/ErrorSummary.tsx'
import { Form } from '../../../components/Form.tsx'
import { LiveRegion } from '../../../components/LiveRegion.tsx'
import { ProblemBanner } from '../../../components/ProblemBanner.tsx'
import { TextField } from '../../../components/TextField.tsx'
import { message } from '../../../messages.ts'
import { useCommand } from '../hooks.ts'

const longest = 500

interface Props {
  readonly inspection: string
  readonly identity: Identity
  /** The reading is written down. */
  readonly onShown: () => Promise<void>
  readonly onEnd: () => void
}

export function ShowName({ inspection, identity, onShown, onEnd }: Props) {
  const { problem, run } = useCommand()
  const [faults, setFaults] = useState<readonly FieldFault[]>([])
  const [shown, setShown] = useState<string | null>(null)
  const form = useForm({ defaultValues: { reason: '' } })
  const { setFocus } = form
  useEffect(() => setFocus('reason'), [setFocus])
  const { label } = identity
  const show = async () => {
    const reason = form.getValues().reason.trim()
    const missing = reason === '' ? message('name.why.missing') : null
    const fault = reason.length > longest ? message('name.why.long') : missing
    setFaults(fault === null ? [] : [{ field: 'reason', words: fault }])
    if (fault !== null) return
    const given = await run('identity.open', { inspection, identities: [identity.identity], reason })
    if (given === null) return
    const names = given.opened.flatMap((one) => one.names)
    setShown(names.reduce((one, other) => message('name.or', { one, other })))
    await onShown()
  }
  if (shown !== null) {
    return (
      <div className="fb-panel">
        <LiveRegion visible words={message('name.shown', { label, names: shown })} />
        <Button type="button" kind="secondary" onClick={onEnd}>
          {message('name.hide')}
        </Button>
      </div>
    )
  }
  return (
    <Form className="fb-panel" onSubmit={() => void show()}>
      <ErrorSummary problems={faults} />
      {problem === null ? null : <ProblemBanner reply={problem} />}
      <TextField
        label={message('name.why', { label })}
        hint={message('name.why.hint')}
        error={wordsFor(faults, 'reason')}
        {...form.register('reason')}
      />
      <ButtonGroup>
        <Button type="submit">{message('name.show')}</Button>
        <Button type="button" kind="secondary" onClick={onEnd}>
          {message('name.cancel')}
        </Button>
      </ButtonGroup>
    </Form>
  )
}
