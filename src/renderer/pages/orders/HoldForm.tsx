// Places a hold: on one inspection, or on all that fit a remit, a kind of setting and days on site.
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import type { Pack } from '#shared/domain/policy.ts'
import { type FieldFault, wordsFor } from '../../capture/faults.ts'
import { Button, ButtonGroup } from '../../components/Button.tsx'
import { ErrorSummary } from '../../components/ErrorSummary.tsx'
import { Form } from '../../components/Form.tsx'
import { ProblemBanner } from '../../components/ProblemBanner.tsx'
import { Radios } from '../../components/Radios.tsx'
import { WarningText } from '../../components/WarningText.tsx'
import { message } from '../../messages.ts'
import { useCommand } from '../capture/hooks.ts'
import { emptyHold, type HoldFields, readHold } from './hold-form.ts'
import { OrderDay } from './OrderDay.tsx'
import { groundHint, groundsOf, type Orders } from './order-words.ts'
import { ScopeFields } from './ScopeFields.tsx'
import { today } from './today.ts'

interface Props {
  readonly pack: Pack
  /** The inspection to hold; null to hold all that fit. */
  readonly inspection: string | null
  /** Those that this device knows, for saying what a wide hold would cover. */
  readonly known: readonly Orders[]
  /** The ground that is chosen already, or none. */
  readonly ground?: string
  readonly onPlaced: () => void
  readonly onCancel: () => void
}

export function HoldForm({ pack, inspection, known, ground = '', onPlaced, onCancel }: Props) {
  const { problem, run } = useCommand()
  const [faults, setFaults] = useState<readonly FieldFault[]>([])
  const form = useForm<HoldFields>({ defaultValues: { ...emptyHold, ground } })
  const place = async () => {
    const { hold, faults: found } = readHold(form.getValues(), today())
    setFaults(found)
    if (hold === null) return
    const { scope, ...said } = hold
    const placed =
      inspection === null
        ? await run('hold.placeWide', { ...said, scope })
        : await run('hold.place', { ...said, inspection })
    if (placed !== null) onPlaced()
  }
  return (
    <Form className="fb-panel" onSubmit={() => void place()}>
      <h3 className="govuk-heading-m">{message(inspection === null ? 'hold.place.wide.title' : 'hold.place.title')}</h3>
      <ErrorSummary problems={faults} />
      {problem === null ? null : <ProblemBanner reply={problem} />}
      <Radios
        label={message('hold.ground')}
        labelSize="s"
        error={wordsFor(faults, 'ground')}
        options={groundsOf(pack).map((one) => ({ value: one.id, label: one.label, hint: groundHint(pack, one) }))}
        {...form.register('ground')}
      />
      {inspection === null ? <ScopeFields form={form} pack={pack} known={known} faults={faults} /> : null}
      <OrderDay form={form} of="review" faults={faults} hint={message('hold.review.hint')} />
      <WarningText>{message('hold.place.effect')}</WarningText>
      <ButtonGroup>
        <Button type="submit">{message('hold.submit')}</Button>
        <Button type="button" kind="secondary" onClick={onCancel}>
          {message('hold.cancel')}
        </Button>
      </ButtonGroup>
    </Form>
  )
}
