// The kind of a note, which also decides what the provider may see unless somebody chose otherwise.
import { wordsFor } from '../../../capture/faults.ts'
import { shownByDefault } from '../../../capture/note-form.ts'
import { Radios } from '../../../components/Radios.tsx'
import { message } from '../../../messages.ts'
import type { FieldsProps } from './props.ts'

export function KindField({ form, terms: { pack }, faults }: FieldsProps) {
  const follow = () => {
    const kind = form.getValues('kind')
    if (form.getValues('shownChosen')) return
    form.setValue('shown', shownByDefault(pack, kind) ? 'yes' : 'no')
  }
  return (
    <Radios
      label={message('write.kind')}
      labelSize="s"
      error={wordsFor(faults, 'kind')}
      inline
      small
      options={pack.lists.noteKinds.map(({ id, label }) => ({ value: id, label }))}
      {...form.register('kind', { onChange: follow })}
    />
  )
}
