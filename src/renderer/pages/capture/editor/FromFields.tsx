// Whom the words of a note came from, and the marks that must be seen at once.
import { useController, useWatch } from 'react-hook-form'
import { marksOf } from '#shared/domain/marking.ts'
import { noteFlags } from '#shared/domain/note.ts'
import type { Category } from '#shared/domain/policy.ts'
import { wordsFor } from '../../../capture/faults.ts'
import { personInWords } from '../../../capture/terms.ts'
import { SelectField } from '../../../components/SelectField.tsx'
import { TextField } from '../../../components/TextField.tsx'
import { message } from '../../../messages.ts'
import { ListField } from './ListField.tsx'
import type { FieldsProps } from './props.ts'

export function FromFields({ form, terms, faults }: FieldsProps) {
  // Controlled, so that the choice stays while people are added, by a colleague too.
  const { field: from } = useController({ control: form.control, name: 'from' })
  const marks = marksOf(terms.pack.lists.categories, useWatch({ control: form.control, name: 'categories' }))
  const people = terms.inspection.people.map((person) => ({
    value: person.person,
    label: personInWords(terms, person),
  }))
  return (
    <>
      <ListField
        form={form}
        name="flags"
        label={message('write.flags')}
        fixed={[...marks.keys()]}
        options={noteFlags.map((flag) => ({
          value: flag,
          label: message(`flag.${flag}`),
          hint: followsInWords(marks.get(flag)) ?? message(`write.flag.${flag}.hint`),
        }))}
      />
      <SelectField
        label={message('write.from')}
        options={[{ value: '', label: message('write.from.nobody') }, ...people]}
        {...from}
      />
      <TextField
        label={message('write.described')}
        hint={message('write.described.hint')}
        error={wordsFor(faults, 'described')}
        {...form.register('described')}
      />
    </>
  )
}

function followsInWords(categories: readonly Category[] | undefined): string | undefined {
  const labels = categories?.map(({ label }) => label).join(', ')
  return labels === undefined ? undefined : message('write.flag.follows', { categories: labels })
}
