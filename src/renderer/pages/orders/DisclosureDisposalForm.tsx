// Proposes to destroy a disclosure: which rule lets it go since when, and who is asked to approve.
import { useState } from 'react'
import type { Pack } from '#shared/domain/policy.ts'
import type { TypedDate } from '../../capture/date-input.ts'
import { type FieldFault, wordsFor } from '../../capture/faults.ts'
import { remitOf, sourceInWords } from '../../capture/terms.ts'
import { Button, ButtonGroup } from '../../components/Button.tsx'
import { ErrorSummary } from '../../components/ErrorSummary.tsx'
import { Form } from '../../components/Form.tsx'
import { InsetText } from '../../components/InsetText.tsx'
import { ProblemBanner } from '../../components/ProblemBanner.tsx'
import { Radios } from '../../components/Radios.tsx'
import { SelectField } from '../../components/SelectField.tsx'
import { WarningText } from '../../components/WarningText.tsx'
import { message } from '../../messages.ts'
import { nameOf } from '../capture/by.ts'
import { useCommand } from '../capture/hooks.ts'
import { DayField, noDay, readDay } from '../retention/DayField.tsx'
import type { DisclosureOrders } from './order-words.ts'
import { today } from './today.ts'

interface Props {
  readonly pack: Pack
  readonly asked: DisclosureOrders
  readonly disclosure: string
  readonly onChanged: (words: string) => void
  readonly onCancel: () => void
}

interface Fields {
  readonly remit: string
  readonly rule: string
  readonly officer: string
  readonly due: TypedDate
}

const dueField = 'disposal-due'

export function DisclosureDisposalForm({ pack, asked, disclosure, onChanged, onCancel }: Props) {
  const { problem, run } = useCommand()
  const [faults, setFaults] = useState<readonly FieldFault[]>([])
  const [fields, setFields] = useState<Fields>({ remit: asked.remit ?? '', rule: '', officer: '', due: noDay })
  const change = (changed: Partial<Fields>) => setFields({ ...fields, ...changed })
  const propose = async () => {
    const { due, faults: found } = readFields(fields)
    setFaults(found)
    if (due === null || found.length > 0) return
    const { remit, rule, officer } = fields
    const done = await run('disclosure.proposeDisposal', { disclosure, officer, remit, rule, due })
    if (done !== null) onChanged(message('disclosure.disposal.proposed'))
  }
  const choose = { value: '', label: message('disclosure.disposal.choose') }
  return (
    <Form className="fb-panel" onSubmit={() => void propose()}>
      <ErrorSummary problems={faults} />
      {problem === null ? null : <ProblemBanner reply={problem} />}
      <InsetText>{message('disclosure.disposal.unreckoned')}</InsetText>
      <SelectField
        name="remit"
        label={message('disclosure.disposal.remit')}
        labelSize="s"
        error={wordsFor(faults, 'remit')}
        value={fields.remit}
        options={[choose, ...pack.remits.map(({ id, title }) => ({ value: id, label: title }))]}
        onChange={({ target }) => change({ remit: target.value, rule: '' })}
      />
      <Rules pack={pack} fields={fields} faults={faults} onChoose={(rule) => change({ rule })} />
      <DayField
        id={dueField}
        label={message('disclosure.disposal.due')}
        hint={message('disclosure.disposal.due.hint')}
        typed={fields.due}
        faults={faults}
        onType={(due) => change({ due })}
      />
      <SelectField
        name="officer"
        label={message('disclosure.disposal.officer')}
        labelSize="s"
        error={wordsFor(faults, 'officer')}
        value={fields.officer}
        options={[choose, ...asked.officers.map((by) => ({ value: by.person, label: nameOf(by) }))]}
        onChange={({ target }) => change({ officer: target.value })}
      />
      <WarningText>{message('disclosure.disposal.intro')}</WarningText>
      <ButtonGroup>
        <Button type="submit">{message('disclosure.disposal.submit')}</Button>
        <Button type="button" kind="secondary" onClick={onCancel}>
          {message('disclosure.disposal.cancel')}
        </Button>
      </ButtonGroup>
    </Form>
  )
}

interface RulesProps {
  readonly pack: Pack
  readonly fields: Fields
  readonly faults: readonly FieldFault[]
  readonly onChoose: (rule: string) => void
}

/** The one that is chosen with its source: who chooses has to be able to look it up. */
function Rules({ pack, fields: { remit, rule }, faults, onChoose }: RulesProps) {
  const rules = remitOf(pack, remit)?.retention ?? []
  if (rules.length === 0) return null
  return (
    <Radios
      name="rule"
      label={message('disclosure.disposal.rule')}
      labelSize="s"
      error={wordsFor(faults, 'rule')}
      options={rules.map(({ id, words, source }) => ({
        value: id,
        label: words,
        ...(id === rule && { hint: sourceInWords(pack, source) }),
      }))}
      value={rule}
      onChange={({ target }) => onChoose(target.value)}
    />
  )
}

function readFields({ remit, rule, officer, due }: Fields): {
  readonly due: string | null
  readonly faults: readonly FieldFault[]
} {
  const missing = (field: 'remit' | 'rule' | 'officer', value: string): readonly FieldFault[] =>
    value === '' ? [{ field, words: message(`disclosure.disposal.${field}.missing`) }] : []
  const read = readDay(dueField, due, message('disclosure.disposal.due.name'))
  const isAhead = read.day !== null && read.day > today()
  const ahead = { field: `${dueField}.day`, words: message('disclosure.disposal.due.ahead'), parts: ['day'] as const }
  return {
    due: read.day,
    faults: [
      ...missing('remit', remit),
      ...(remit === '' ? [] : missing('rule', rule)),
      ...read.faults,
      ...(isAhead ? [ahead] : []),
      ...missing('officer', officer),
    ],
  }
}
