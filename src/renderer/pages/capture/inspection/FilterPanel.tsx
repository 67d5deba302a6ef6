// Narrows the list of notes; each choice says how many notes it would leave.
import { bearings, noteFlags } from '#shared/domain/note.ts'
import { categoriesOf, personInWords, type Terms } from '../../../capture/terms.ts'
import { Button } from '../../../components/Button.tsx'
import { Checkboxes } from '../../../components/Checkboxes.tsx'
import { SelectField } from '../../../components/SelectField.tsx'
import { message } from '../../../messages.ts'
import { type NoteCount, type NoteFilter, noFilter } from '../../../stores/capture/note-list.ts'

interface Props {
  readonly terms: Terms
  readonly filter: NoteFilter
  readonly counts: readonly NoteCount[]
  readonly onChoose: (change: Partial<NoteFilter>) => void
}

type FilterName = Exclude<keyof NoteFilter, 'deleted'>
type Option = { readonly value: string; readonly label: string }
const names = ['kind', 'person', 'category', 'area', 'enquiry', 'flag', 'bearing'] as const satisfies FilterName[]

const optionsFor: Record<FilterName, (terms: Terms) => readonly Option[]> = {
  kind: ({ pack }) => pack.lists.noteKinds.map(({ id, label }) => ({ value: id, label })),
  person: (terms) =>
    terms.inspection.people.map((person) => ({ value: person.person, label: personInWords(terms, person) })),
  category: (terms) => categoriesOf(terms).map(({ id, label }) => ({ value: id, label })),
  area: ({ remit }) => remit?.areas.map(({ id, label }) => ({ value: id, label })) ?? [],
  enquiry: ({ inspection }) =>
    inspection.enquiries.map(({ enquiry, question }) => ({ value: enquiry, label: question })),
  flag: () => noteFlags.map((flag) => ({ value: flag, label: message(`flag.${flag}`) })),
  bearing: () => bearings.map((bearing) => ({ value: bearing, label: message(`bearing.${bearing}`) })),
}

/** The field of the note that each filter asks about. */
const fieldOf: Record<FilterName, string> = {
  kind: 'kind',
  person: 'people',
  category: 'categories',
  area: 'areas',
  enquiry: 'enquiry',
  flag: 'flags',
  bearing: 'bearing',
}

export function FilterPanel({ terms, filter, counts, onChoose }: Props) {
  const narrowed = names.some((name) => filter[name] !== null)
  const filtered = filter.deleted || narrowed
  // Where there is no note to choose among, only the deleted ones can still be looked for.
  const offered = counts.length > 0 || narrowed ? names : []
  return (
    <search className="fb-beside__side fb-filters" aria-label={message('notes.filter')}>
      <h3 className="govuk-heading-s">{message('notes.filter')}</h3>
      {offered.map((name) => (
        <SelectField
          key={name}
          name={`filter-${name}`}
          label={message(`notes.filter.${name}`)}
          value={filter[name] ?? ''}
          onChange={(event) => onChoose({ [name]: event.target.value || null })}
          options={counted(name, optionsFor[name](terms), filter[name], counts)}
        />
      ))}
      <Checkboxes
        label={message('notes.filter.deleted')}
        name="filter-deleted"
        small
        options={[{ value: 'deleted', label: message('notes.filter.deleted.show') }]}
        value={filter.deleted ? ['deleted'] : []}
        onChange={(event) => onChoose({ deleted: event.target.checked })}
      />
      <Button type="button" kind="secondary" disabled={!filtered} onClick={() => onChoose(noFilter)}>
        {message('notes.filter.clear')}
      </Button>
    </search>
  )
}

/** The choices that leave a note, with how many; what is chosen stays even when it leaves none. */
function counted(
  name: FilterName,
  options: readonly Option[],
  chosen: string | null,
  counts: readonly NoteCount[],
): readonly Option[] {
  const known = counts.filter(({ field }) => field === fieldOf[name])
  const countOf = (value: string) => known.find((one) => one.value === value)?.count ?? 0
  const offered = options
    .map(({ value, label }) => ({ value, label, count: countOf(value) }))
    .filter(({ value, count }) => count > 0 || value === chosen)
    .map(({ value, label, count }) => ({ value, label: message('notes.filter.option', { label, count }) }))
  return [{ value: '', label: message('notes.filter.any') }, ...offered]
}
