// Records or changes a full name. What is typed stays in this form alone: it is no draft and is looked through by nothing.
import { useEffect, useState } from 'react'
import { useForm } from 'react-hook-form'
import { type FieldFault, wordsFor } from '../../../capture/faults.ts'
import type { Identity, Nameable } from '../../../capture/full-names.ts'
import { newId } from '../../../capture/new-id.ts'
import { labelOf } from '../../../capture/terms.ts'
import { Button, ButtonGroup } from '../../../components/Button.tsx'
import { ErrorSummary } from '../../../components/ErrorSummary.tsx'
import { Form } from '../../../components/Form.tsx'
import { ProblemBanner } from '../../../components/ProblemBanner.tsx'
import { SelectField } from '../../../components/SelectField.tsx'
import { TextField } from '../../../components/TextField.tsx'
import { message } from '../../../messages.ts'
import { useCommand } from '../hooks.ts'

const longest = 200

interface Props {
  readonly inspection: string
  readonly nameable: readonly Nameable[]
  readonly roles: Parameters<typeof labelOf>[0]
  /** Null records a new one. */
  readonly identity: Identity | null
  readonly onSaved: () => void
  readonly onCancel: () => void
}

export function NameForm({ inspection, nameable, roles, identity, onSaved, onCancel }: Props) {
  const { problem, run } = useCommand()
  const [faults, setFaults] = useState<readonly FieldFault[]>([])
  const [drawn] = useState(newId)
  const chosen = nameable.find(({ label, ground }) => label === identity?.label && ground.id === identity.ground)
  const form = useForm({ defaultValues: { whose: chosen === undefined ? '' : keyOf(chosen), name: '' } })
  const { setFocus } = form
  useEffect(() => setFocus('whose'), [setFocus])
  const save = async () => {
    const fields = form.getValues()
    const name = fields.name.trim()
    const whose = nameable.find((one) => keyOf(one) === fields.whose)
    const found = [
      ...(whose === undefined ? [{ field: 'whose', words: message('name.person.missing') }] : []),
      ...(name === '' ? [{ field: 'name', words: message('name.full.missing') }] : []),
      ...(name.length > longest ? [{ field: 'name', words: message('name.full.long') }] : []),
    ]
    setFaults(found)
    if (whose === undefined || found.length > 0) return
    const what = { identity: identity?.identity ?? drawn, heads: identity?.heads ?? [] }
    const saved = await run('identity.save', {
      inspection,
      person: whose.person,
      ground: whose.ground.id,
      name,
      ...what,
    })
    if (saved !== null) onSaved()
  }
  const options = nameable.map((one) => {
    const { label, role, ground } = one
    const words = { label, role: labelOf(roles, role), ground: ground.label }
    return { value: keyOf(one), label: message('name.person.as', words) }
  })
  return (
    <Form className="fb-panel" onSubmit={() => void save()}>
      <ErrorSummary problems={faults} />
      {problem === null ? null : <ProblemBanner reply={problem} />}
      <SelectField
        label={message('name.person')}
        error={wordsFor(faults, 'whose')}
        options={[{ value: '', label: message('name.person.choose') }, ...options]}
        {...form.register('whose')}
      />
      <TextField
        label={message('name.full')}
        hint={message('name.full.hint')}
        error={wordsFor(faults, 'name')}
        width={30}
        spellCheck={false}
        {...form.register('name')}
      />
      <ButtonGroup>
        <Button type="submit">{message('name.save')}</Button>
        <Button type="button" kind="secondary" onClick={onCancel}>
          {message('name.cancel')}
        </Button>
      </ButtonGroup>
    </Form>
  )
}

function keyOf({ person, ground }: Nameable): string {
  return `${person} ${ground.id}`
}
