// A table of corrections: those that wait for an order, or those about which nothing is left to order.
import type { Pack } from '#shared/domain/policy.ts'
import { instantInWords } from '../../capture/time-words.ts'
import { LinkButton } from '../../components/Button.tsx'
import { Table } from '../../components/Table.tsx'
import { message } from '../../messages.ts'
import { useNavigation } from '../../stores/navigation.ts'
import { nameOf } from '../capture/by.ts'
import { inspectionName, referenceOf } from '../orders/order-words.ts'
import { askerOf, type Listed, namesInWords, stateInWords } from './correction-words.ts'

interface Props {
  readonly pack: Pack
  readonly corrections: readonly Listed[]
  /** Null for those that nobody has to order any more. */
  readonly onOrder: ((correction: Listed) => void) | null
}

/** Three columns, so that what there is to do stands in view on a narrow screen. */
export function CorrectionTable({ pack, corrections, onOrder }: Props) {
  const columns = ['inspection', 'asked', 'ordered'] as const
  return (
    <Table
      caption={message(onOrder === null ? 'corrections.done' : 'corrections.waiting')}
      columns={columns.map((name) => ({ label: message(`corrections.column.${name}`) }))}
      rows={corrections.map((one) => ({
        key: one.entry,
        cells: [
          <Inspection key="inspection" pack={pack} correction={one} />,
          <Asked key="asked" correction={one} done={onOrder === null} />,
          <Ordered key="ordered" pack={pack} correction={one} onOrder={onOrder} />,
        ],
      }))}
    />
  )
}

interface OneProps {
  readonly pack: Pack
  readonly correction: Listed
}

/** It leads to the holds on it, which can stand in the way. */
function Inspection({ pack, correction }: OneProps) {
  const go = useNavigation((state) => state.go)
  const { inspection } = correction
  return (
    <>
      <LinkButton onClick={() => void go({ at: 'orders', inspection })}>{inspectionName(pack, correction)}</LinkButton>
      <span className="fb-quiet fb-under">{message('orders.reference', { reference: referenceOf(inspection) })}</span>
    </>
  )
}

function Asked({ correction: { asked, bodies }, done }: Pick<OneProps, 'correction'> & { readonly done: boolean }) {
  if (asked === null) return null
  const name = nameOf(asked.by)
  return (
    <>
      {asked.at === null ? name : message('corrections.said', { name, when: instantInWords(asked.at) })}
      <span className="fb-quiet fb-under">
        {message(done ? 'corrections.entries.done' : 'corrections.entries', { count: bodies })}
      </span>
    </>
  )
}

function Ordered({ pack, correction, onOrder }: OneProps & Pick<Props, 'onOrder'>) {
  const { ordered } = correction
  const nobody = message(onOrder === null ? 'corrections.nobody-ever' : 'corrections.nobody')
  return (
    <>
      {ordered.length === 0 ? nobody : namesInWords(ordered)}
      <span className="fb-under">
        {onOrder === null ? stateInWords(correction) : <Action pack={pack} correction={correction} onOrder={onOrder} />}
      </span>
    </>
  )
}

interface ActionProps extends OneProps {
  readonly onOrder: (correction: Listed) => void
}

function Action({ pack, correction, onOrder }: ActionProps) {
  const { whyNot } = correction
  if (whyNot !== null) return message(`corrections.why.${whyNot}`)
  const what = { name: askerOf(correction), inspection: inspectionName(pack, correction) }
  return (
    <LinkButton aria-label={message('corrections.order-what', what)} onClick={() => onOrder(correction)}>
      {message('corrections.order')}
    </LinkButton>
  )
}
