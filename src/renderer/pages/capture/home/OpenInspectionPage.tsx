// Opens an inspection: its remit, the setting and the days.
import { useState } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import { type FieldFault, wordsFor } from '../../../capture/faults.ts'
import { remitOf } from '../../../capture/terms.ts'
import { BackLink } from '../../../components/BackLink.tsx'
import { Button } from '../../../components/Button.tsx'
import { ErrorSummary } from '../../../components/ErrorSummary.tsx'
import { Form } from '../../../components/Form.tsx'
import { PageTitle } from '../../../components/PageTitle.tsx'
import { ProblemBanner } from '../../../components/ProblemBanner.tsx'
import { Radios } from '../../../components/Radios.tsx'
import { TextField } from '../../../components/TextField.tsx'
import { message } from '../../../messages.ts'
import { openingPorts } from '../../../stores/capture/identifier-ports.ts'
import { useNavigation } from '../../../stores/navigation.ts'
import { useCommand, usePack } from '../hooks.ts'
import { Settle } from '../settle/Settle.tsx'
import { useSettling } from '../settle/use-settling.ts'
import { DayField } from './DayField.tsx'
import { emptyOpening, type OpeningFields, readOpening } from './opening.ts'
import { TeamField } from './TeamField.tsx'

export function OpenInspectionPage() {
  const { go, replace } = useNavigation()
  const pack = usePack()
  const { problem, run } = useCommand()
  const form = useForm<OpeningFields>({ defaultValues: emptyOpening })
  const [faults, setFaults] = useState<readonly FieldFault[]>([])
  const remit = pack === null ? undefined : remitOf(pack, form.watch('remit'))
  const [ports] = useState(openingPorts)
  const title = useWatch({ control: form.control, name: 'title' })
  const settling = useSettling(
    () => ports,
    { title },
    (_, words) => form.setValue('title', words),
  )
  const submit = async () => {
    const { opening, faults: found } = readOpening(form.getValues())
    setFaults(found)
    if (opening === null) return
    const opened = await run('inspection.open', { ...opening, confirmed: [...ports.confirmed()] })
    if (opened !== null) await replace({ at: 'inspection', inspection: opened.inspection, part: 'notes' })
  }
  // A setting of one remit means nothing under another; where there is only one, it is chosen.
  const followRemit = () => {
    const settings = pack === null ? [] : (remitOf(pack, form.getValues('remit'))?.settings ?? [])
    form.setValue('setting', settings.length === 1 ? (settings[0]?.id ?? '') : '')
  }
  return (
    <div className="govuk-grid-row">
      <div className="govuk-grid-column-two-thirds">
        <BackLink onClick={() => void go({ at: 'home' })}>{message('open.back')}</BackLink>
        <ErrorSummary problems={faults} />
        {problem === null ? null : <ProblemBanner reply={problem} />}
        <PageTitle>{message('open.title')}</PageTitle>
        <Form onSubmit={() => void submit()} onKeyDown={settling.press}>
          <Radios
            label={message('open.remit')}
            labelSize="m"
            hint={message('open.remit.hint')}
            error={wordsFor(faults, 'remit')}
            options={pack?.remits.map(({ id, title, summary }) => ({ value: id, label: title, hint: summary })) ?? []}
            {...form.register('remit', { onChange: followRemit })}
          />
          <Radios
            key={remit?.id ?? ''}
            label={message('open.setting')}
            labelSize="m"
            hint={remit === undefined ? message('open.setting.waiting') : undefined}
            error={wordsFor(faults, 'setting')}
            options={remit?.settings.map(({ id, label }) => ({ value: id, label })) ?? []}
            {...form.register('setting')}
          />
          <TextField
            label={message('open.name')}
            labelSize="m"
            hint={message('open.name.hint')}
            error={wordsFor(faults, 'title')}
            {...form.register('title')}
          />
          <Settle settling={settling} back="title" />
          <DayField form={form} of="begins" faults={faults} />
          <DayField form={form} of="ends" faults={faults} />
          <TeamField form={form} />
          <Button type="submit">{message('open.submit')}</Button>
        </Form>
      </div>
    </div>
  )
}
