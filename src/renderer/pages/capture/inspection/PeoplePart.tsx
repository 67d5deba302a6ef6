// The people of an inspection as they stand in its evidence; added and changed here.
import { useState } from 'react'
import { labelOf, type Person } from '../../../capture/terms.ts'
import { Button, LinkButton } from '../../../components/Button.tsx'
import { LiveRegion } from '../../../components/LiveRegion.tsx'
import { Table } from '../../../components/Table.tsx'
import { WarningText } from '../../../components/WarningText.tsx'
import { message } from '../../../messages.ts'
import { EarlierWordings } from '../../correction/EarlierWordings.tsx'
import { useReturnFocus } from '../hooks.ts'
import { FullNames } from './FullNames.tsx'
import { PersonForm } from './PersonForm.tsx'
import type { PartProps } from './part.ts'

export function PeoplePart({ terms, onChanged }: PartProps) {
  /** The person whose form is open, `new` for the form that adds one. */
  const [editing, setEditing] = useState<Person | 'new' | null>(null)
  const [said, setSaid] = useState('')
  const mayWrite = terms.inspection.writing === 'allowed'
  const add = useReturnFocus(editing !== null)
  const { people, inspection } = terms.inspection
  const doubles = [...new Set(people.filter(({ sameLabel }) => sameLabel).map(({ label }) => label))]
  const saved = async (label: string) => {
    setSaid(message(editing === 'new' ? 'people.added' : 'people.changed', { label }))
    setEditing(null)
    await onChanged()
  }
  // The form still builds on the wording that is to go.
  const asked = async () => {
    setEditing(null)
    setSaid(message('correction.asked.now'))
    await onChanged()
  }
  return (
    <section aria-labelledby="people">
      <h2 id="people" className="govuk-heading-m">
        {message('people.title')}
      </h2>
      <p className="govuk-body">{message('people.intro')}</p>
      {doubles.map((label) => (
        <WarningText key={label}>{message('people.same', { label })}</WarningText>
      ))}
      <LiveRegion visible words={said} />
      {people.length === 0 ? (
        <p className="govuk-body">{message('people.empty')}</p>
      ) : (
        <PeopleTable terms={terms} onChange={mayWrite ? setEditing : null} />
      )}
      {!mayWrite ? null : editing === null ? (
        <Button ref={add} type="button" kind="secondary" onClick={() => setEditing('new')}>
          {message('people.add')}
        </Button>
      ) : (
        <PersonForm
          key={editing === 'new' ? 'new' : editing.person}
          terms={terms}
          inspection={inspection}
          person={editing === 'new' ? null : editing}
          onSaved={({ label }) => void saved(label)}
          onCancel={() => setEditing(null)}
        />
      )}
      {editing === null || editing === 'new' ? null : (
        <EarlierWordings
          key={editing.person}
          about={{ inspection, of: 'person', id: editing.person }}
          heads={editing.heads}
          mayAsk
          onChanged={asked}
        />
      )}
      <FullNames key={inspection} terms={terms} />
    </section>
  )
}

interface TableProps extends Pick<PartProps, 'terms'> {
  /** Null where this person may not change any. */
  readonly onChange: ((person: Person) => void) | null
}

function PeopleTable({ terms: { pack, inspection }, onChange }: TableProps) {
  return (
    <Table
      caption={message('people.title')}
      captionSize="hidden"
      columns={[
        { label: message('people.column.label') },
        { label: message('people.column.role') },
        { label: message('people.column.family') },
        { label: message('people.column.notes'), numeric: true },
        ...(onChange === null ? [] : [{ label: message('people.column.change') }]),
      ]}
      rows={inspection.people.map((person) => ({
        key: person.person,
        cells: [
          person.label,
          labelOf(pack.lists.personRoles, person.role),
          person.family,
          person.notes,
          onChange === null ? null : (
            <LinkButton key="change" onClick={() => onChange(person)}>
              {message('people.change', { label: person.label })}
            </LinkButton>
          ),
        ],
      }))}
    />
  )
}
