// Which evaluation areas and which line of enquiry a note bears on, and how.
import { useWatch } from 'react-hook-form'
import { bearings } from '#shared/domain/note.ts'
import { Radios } from '../../../components/Radios.tsx'
import { SelectField } from '../../../components/SelectField.tsx'
import { message } from '../../../messages.ts'
import { ListField } from './ListField.tsx'
import type { FieldsProps } from './props.ts'

export function EnquiryFields({ form, terms: { remit, inspection } }: FieldsProps) {
  const enquiry = useWatch({ control: form.control, name: 'enquiry' })
  const questions = inspection.enquiries.map(({ enquiry, question }) => ({ value: enquiry, label: question }))
  return (
    <>
      <ListField
        form={form}
        name="areas"
        label={message('write.areas')}
        options={remit?.areas.map(({ id, label }) => ({ value: id, label })) ?? []}
      />
      <SelectField
        label={message('write.enquiry')}
        options={[{ value: '', label: message('write.enquiry.none') }, ...questions]}
        {...form.register('enquiry')}
      />
      {enquiry === '' ? null : (
        <Radios
          label={message('write.bearing')}
          small
          inline
          options={bearings.map((bearing) => ({ value: bearing, label: message(`write.bearing.${bearing}`) }))}
          {...form.register('bearing')}
        />
      )}
    </>
  )
}
