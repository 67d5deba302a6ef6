// Who is in a note: ticked from the people of the inspection, or added on the spot.
import { useState } from 'react'
import { personInWords, type Terms } from '../../../capture/terms.ts'
import { Button } from '../../../components/Button.tsx'
import { LiveRegion } from '../../../components/LiveRegion.tsx'
import { message } from '../../../messages.ts'
import { useReturnFocus } from '../hooks.ts'
import { PersonForm } from '../inspection/PersonForm.tsx'
import { ListField } from './ListField.tsx'
import type { NoteFormApi } from './props.ts'

interface Props {
  readonly form: NoteFormApi
  readonly terms: Terms
  readonly onPeopleChanged: () => Promise<void>
}

export function PeopleField({ form, terms, onPeopleChanged }: Props) {
  const [adding, setAdding] = useState(false)
  const [said, setSaid] = useState('')
  const add = useReturnFocus(adding)
  const { inspection, people } = terms.inspection
  const added = async (person: string, label: string) => {
    setAdding(false)
    setSaid(message('people.added', { label }))
    await onPeopleChanged()
    form.setValue('people', [...form.getValues('people'), person], { shouldDirty: true })
  }
  return (
    <>
      {people.length === 0 ? (
        <p className="govuk-body">{message('people.empty')}</p>
      ) : (
        <ListField
          form={form}
          name="people"
          label={message('write.people')}
          options={people.map((person) => ({ value: person.person, label: personInWords(terms, person) }))}
        />
      )}
      <LiveRegion words={said} />
      {adding ? (
        <PersonForm
          terms={terms}
          inspection={inspection}
          person={null}
          onSaved={({ person, label }) => void added(person, label)}
          onCancel={() => setAdding(false)}
        />
      ) : (
        <Button ref={add} type="button" kind="secondary" onClick={() => setAdding(true)}>
          {message('write.person.add')}
        </Button>
      )}
    </>
  )
}
