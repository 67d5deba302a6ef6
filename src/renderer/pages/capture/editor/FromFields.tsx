// Whom the words of a note came from, and the two marks that must be seen at once.
import { useController } from 'react-hook-form'
import { noteFlags } from '#shared/domain/note.ts'
import { wordsFor } from '../../../capture/faults.ts'
import { personInWords } from '../../../capture/terms.ts'
import { SelectField } from '../../../components/SelectField.tsx'
import { TextField } from '../../../components/TextField.tsx'
import { message } from '../../../messages.ts'
import { ListField } from './ListField.tsx'
import type { FieldsProps } from './props.ts'

const flagNames = { safeguarding: 'safeguarding', 'special-category': 'special' } as const

export function FromFields({ form, terms, faults }: FieldsProps) {
  // Controlled, so that the choice stays while people are added, by a colleague too.
  const { field: from } = useController({ control: form.control, name: 'from' })
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
        options={noteFlags.map((flag) => ({
          value: flag,
          label: message(`write.flag.${flagNames[flag]}`),
          hint: message(`write.flag.${flagNames[flag]}.hint`),
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
