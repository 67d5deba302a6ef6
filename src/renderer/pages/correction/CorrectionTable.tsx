// A table of corrections: those that wait for an order, or those that two records managers ordered.
import type { Pack } from '#shared/domain/policy.ts'
import { labelOf, remitOf } from '../../capture/terms.ts'
import { daysInWords, instantInWords } from '../../capture/time-words.ts'
import { LinkButton } from '../../components/Button.tsx'
import { Table } from '../../components/Table.tsx'
import { message } from '../../messages.ts'
import { nameOf } from '../capture/by.ts'
import { type Listed, namesInWords } from './correction-words.ts'

interface Props {
  readonly pack: Pack
  readonly corrections: readonly Listed[]
  /** Null for those that nobody has to order any more. */
  readonly onOrder: ((correction: Listed) => void) | null
}

export function CorrectionTable({ pack, corrections, onOrder }: Props) {
  const columns = ['inspection', 'asked', 'wordings', 'ordered', onOrder === null ? 'state' : 'action'] as const
  return (
    <Table
      caption={message(onOrder === null ? 'corrections.done' : 'corrections.waiting')}
      columns={columns.map((name) => ({ label: message(`corrections.column.${name}`), numeric: name === 'wordings' }))}
      rows={corrections.map((one) => ({
        key: one.entry,
        cells: [
          <Inspection key="inspection" pack={pack} correction={one} />,
          askedInWords(one),
          one.bodies,
          one.ordered.length === 0 ? message('corrections.nobody') : namesInWords(one.ordered),
          onOrder === null ? stateInWords(one) : <Action key="action" pack={pack} correction={one} onOrder={onOrder} />,
        ],
      }))}
    />
  )
}

interface OneProps {
  readonly pack: Pack
  readonly correction: Listed
}

/** The setting by its kind and days, as the register has it, and the number by which people can tell two apart. */
function Inspection({ pack, correction }: OneProps) {
  return (
    <>
      {inspectionInWords(pack, correction)}
      <span className="fb-quiet fb-under">
        {message('corrections.number', { number: correction.inspection.slice(0, 8) })}
      </span>
    </>
  )
}

function inspectionInWords(pack: Pack, { facts }: Listed): string {
  if (facts === null) return message('corrections.inspection.unknown')
  const setting = labelOf(remitOf(pack, facts.remit)?.settings, facts.setting)
  return message('corrections.inspection', { setting, days: daysInWords(facts.begins, facts.ends) })
}

function askedInWords({ asked }: Listed): string {
  if (asked === null) return ''
  const name = nameOf(asked.by)
  return asked.at === null ? name : message('corrections.said', { name, when: instantInWords(asked.at) })
}

function stateInWords({ state }: Listed): string {
  return message(state === 'removed' ? 'corrections.state.removed' : 'corrections.state.ordered')
}

interface ActionProps extends OneProps {
  readonly onOrder: (correction: Listed) => void
}

function Action({ pack, correction, onOrder }: ActionProps) {
  const { whyNot, asked } = correction
  if (whyNot !== null) return <>{message(`corrections.why.${whyNot}`)}</>
  const what = { name: asked === null ? '' : nameOf(asked.by), inspection: inspectionInWords(pack, correction) }
  return (
    <LinkButton aria-label={message('corrections.order-what', what)} onClick={() => onOrder(correction)}>
      {message('corrections.order')}
    </LinkButton>
  )
}
