// Whether the provider may see a note, and how long it is kept.
import { useWatch } from 'react-hook-form'
import { isView } from '../../../capture/note-form.ts'
import { Radios } from '../../../components/Radios.tsx'
import { message } from '../../../messages.ts'
import { RetentionRules } from '../inspection/RetentionRules.tsx'
import type { FieldsProps } from './props.ts'

export function SharingFields({ form, terms }: FieldsProps) {
  const kind = useWatch({ control: form.control, name: 'kind' })
  return (
    <>
      {isView(terms.pack, kind) ? (
        <p className="govuk-body">{message('write.shown.view')}</p>
      ) : (
        <Radios
          label={message('write.shown')}
          small
          inline
          options={[
            { value: 'yes', label: message('write.shown.yes') },
            { value: 'no', label: message('write.shown.no') },
          ]}
          {...form.register('shown', { onChange: () => form.setValue('shownChosen', true) })}
        />
      )}
      <h3 className="govuk-heading-s">{message('inspection.retention')}</h3>
      <RetentionRules terms={terms} />
    </>
  )
}
