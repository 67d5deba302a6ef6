// Which inspections a wide hold covers, and how many of those known here that would be.
import { type UseFormReturn, useController, useWatch } from 'react-hook-form'
import type { Pack } from '#shared/domain/policy.ts'
import type { FieldFault } from '../../capture/faults.ts'
import { Checkboxes } from '../../components/Checkboxes.tsx'
import { Details } from '../../components/Details.tsx'
import { LiveRegion } from '../../components/LiveRegion.tsx'
import { message } from '../../messages.ts'
import { type HoldFields, scopeSoFar } from './hold-form.ts'
import { OrderDay } from './OrderDay.tsx'
import { inspectionName, type Orders, settingsOf } from './order-words.ts'
import { coveredBy } from './standing.ts'

/** Most inspections that are named while a hold is being placed. */
const shown = 10

interface Props {
  readonly form: UseFormReturn<HoldFields>
  readonly pack: Pack
  readonly known: readonly Orders[]
  readonly faults: readonly FieldFault[]
}

export function ScopeFields({ form, pack, known, faults }: Props) {
  const remits = useController({ control: form.control, name: 'remits' }).field
  const settings = useController({ control: form.control, name: 'settings' }).field
  const offered = settingsOf(pack, remits.value)
  const chooseRemits = (chosen: string[]) => {
    remits.onChange(chosen)
    // A kind of setting that none of the remits knows any more would leave nothing to cover.
    const left = settingsOf(pack, chosen).map(({ id }) => id)
    settings.onChange(settings.value.filter((id) => left.includes(id)))
  }
  return (
    <>
      <Checkboxes
        label={message('hold.remits')}
        labelSize="s"
        hint={message('hold.remits.hint')}
        name="remits"
        small
        options={pack.remits.map(({ id, title }) => ({ value: id, label: title }))}
        value={remits.value}
        onBlur={remits.onBlur}
        onChange={({ target }) => chooseRemits(toggled(remits.value, target.value, target.checked))}
      />
      <Details summary={message('hold.settings.only')}>
        <Checkboxes
          label={message('hold.settings')}
          labelSize="s"
          hint={message('hold.settings.hint')}
          name="settings"
          small
          options={offered.map(({ id, label }) => ({ value: id, label }))}
          value={settings.value}
          onBlur={settings.onBlur}
          onChange={({ target }) => settings.onChange(toggled(settings.value, target.value, target.checked))}
        />
      </Details>
      <OrderDay form={form} of="from" faults={faults} />
      <OrderDay form={form} of="to" faults={faults} />
      <WouldCover form={form} pack={pack} known={known} />
    </>
  )
}

function toggled(values: readonly string[], value: string, ticked: boolean): string[] {
  return ticked ? [...values, value] : values.filter((other) => other !== value)
}

function WouldCover({ form, pack, known }: Pick<Props, 'form' | 'pack' | 'known'>) {
  useWatch({ control: form.control })
  const standing = known.filter(({ disposal }) => disposal?.state !== 'disposed')
  const covered = coveredBy(scopeSoFar(form.getValues()), standing)
  return (
    <>
      <LiveRegion visible words={message('hold.would-cover', { count: covered.length, total: standing.length })} />
      <ul className="govuk-list govuk-list--bullet">
        {covered.slice(0, shown).map((orders) => (
          <li key={orders.inspection}>{inspectionName(pack, orders)}</li>
        ))}
      </ul>
      <p className="govuk-body">{message('hold.later')}</p>
    </>
  )
}
