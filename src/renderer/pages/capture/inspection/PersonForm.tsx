// Adds a person to an inspection or changes one; also opened inside the editor of a note, so it is no form of its own.
import { type KeyboardEvent, useEffect, useState } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import { type FieldFault, wordsFor } from '../../../capture/faults.ts'
import { emptyPerson, initialsOf, type PersonFields, personFaults } from '../../../capture/person-form.ts'
import type { Person, Terms } from '../../../capture/terms.ts'
import { Button, ButtonGroup } from '../../../components/Button.tsx'
import { ErrorSummary } from '../../../components/ErrorSummary.tsx'
import { ProblemBanner } from '../../../components/ProblemBanner.tsx'
import { SelectField } from '../../../components/SelectField.tsx'
import { TextField } from '../../../components/TextField.tsx'
import { message } from '../../../messages.ts'
import { inspectionPorts } from '../../../stores/capture/identifier-ports.ts'
import { useCommand } from '../hooks.ts'
import { Settle } from '../settle/Settle.tsx'
import { useSettling } from '../settle/use-settling.ts'

interface Props {
  readonly terms: Terms
  readonly inspection: string
  /** Null adds a person. */
  readonly person: Person | null
  readonly onSaved: (saved: { readonly person: string; readonly label: string }) => void
  readonly onCancel: () => void
}

export function PersonForm({ terms, inspection, person, onSaved, onCancel }: Props) {
  const { problem, run } = useCommand()
  const [faults, setFaults] = useState<readonly FieldFault[]>([])
  const form = useForm<PersonFields>({ defaultValues: person ?? emptyPerson })
  const [initials, family] = useWatch({ control: form.control, name: ['initials', 'family'] })
  const settling = useSettling(
    () => inspectionPorts(inspection),
    { initials, family },
    (field, words) => form.setValue(field === 'initials' ? 'initials' : 'family', words),
  )
  const { setFocus } = form
  useEffect(() => setFocus('initials'), [setFocus])
  const save = async () => {
    const fields = form.getValues()
    const found = personFaults(fields)
    setFaults(found)
    if (found.length > 0) return
    const { role, family } = fields
    const content = { initials: initialsOf(fields.initials), role, family: family.trim() }
    const heads = { person: person?.person ?? null, heads: person?.heads ?? [] }
    const saved = await run('person.save', { inspection, ...heads, ...content })
    if (saved !== null) onSaved(saved)
  }
  // Enter must not save the note around this form, and replaces a name or lets one stay where that was meant.
  const enter = (event: KeyboardEvent) => {
    settling.press(event)
    if (event.defaultPrevented) return
    if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || event.target instanceof HTMLButtonElement) return
    event.preventDefault()
    void save()
  }
  const roles = terms.pack.lists.personRoles.map(({ id, label }) => ({ value: id, label }))
  const title = person === null ? message('people.add') : message('people.change', { label: person.label })
  return (
    <fieldset className="govuk-fieldset fb-panel" onKeyDown={enter}>
      <legend className="govuk-fieldset__legend govuk-fieldset__legend--s">{title}</legend>
      <ErrorSummary problems={faults} />
      {problem === null ? null : <ProblemBanner reply={problem} />}
      <TextField
        label={message('person.initials')}
        hint={message('person.initials.hint')}
        error={wordsFor(faults, 'initials')}
        width={5}
        {...form.register('initials')}
      />
      <SelectField
        label={message('person.role')}
        error={wordsFor(faults, 'role')}
        options={[{ value: '', label: message('person.role.choose') }, ...roles]}
        {...form.register('role')}
      />
      <TextField
        label={message('person.family')}
        hint={message('person.family.hint')}
        error={wordsFor(faults, 'family')}
        width={20}
        {...form.register('family')}
      />
      <Settle settling={settling} back="initials" />
      <ButtonGroup>
        <Button type="button" onClick={() => void save()}>
          {message(person === null ? 'person.add' : 'person.save')}
        </Button>
        <Button type="button" kind="secondary" onClick={onCancel}>
          {message('person.cancel')}
        </Button>
      </ButtonGroup>
    </fieldset>
  )
}
