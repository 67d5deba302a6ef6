// The inspections with what holds for each, what falls due first at the top, filtered by remit, state and notice.
import { Fragment, useState } from 'react'
import type { Pack } from '#shared/domain/policy.ts'
import { notices } from '#shared/domain/retention/due.ts'
import { labelOf } from '../../capture/terms.ts'
import { Button, LinkButton } from '../../components/Button.tsx'
import { InsetText } from '../../components/InsetText.tsx'
import { LiveRegion } from '../../components/LiveRegion.tsx'
import { SelectField } from '../../components/SelectField.tsx'
import { Table } from '../../components/Table.tsx'
import { message } from '../../messages.ts'
import {
  type Filter,
  inOrder,
  type Kept,
  matching,
  nameInWords,
  noFilter,
  referenceOf,
  type State,
} from '../../retention/kept.ts'
import { dayOf, nextInWords, stateColours } from '../../retention/words.ts'
import { useNavigation } from '../../stores/navigation.ts'
import type { OrderList } from '../orders/order-words.ts'
import { useOrders } from '../orders/use-orders.ts'
import { OrderTags } from './OrderTags.tsx'
import { StateTag } from './StateTag.tsx'

interface Props {
  readonly pack: Pack
  readonly inspections: readonly Kept[]
  readonly asOf: string | null
}

/** Rows shown at once; thousands of them would take the page seconds. */
const atOnce = 100

const columns = ['inspection', 'remit', 'state', 'day', 'next'] as const
const states = Object.keys(stateColours) as State[]

export function DueList({ pack, inspections, asOf }: Props) {
  const { answer: orders } = useOrders()
  const [filter, setFilter] = useState(noFilter)
  const [most, setMost] = useState(atOnce)
  const found = inOrder(matching(inspections, filter))
  const shown = found.slice(0, most)
  return (
    <section className="fb-section" aria-labelledby="due-list">
      <h2 id="due-list" className="govuk-heading-m">
        {message('retention.list.title')}
      </h2>
      <Filters pack={pack} inspections={inspections} filter={filter} onFilter={setFilter} />
      <LiveRegion
        visible
        words={message('retention.list.matching', { count: found.length, total: inspections.length })}
      />
      {found.length === 0 ? (
        <InsetText>{message('retention.list.none')}</InsetText>
      ) : (
        <Table
          caption={message('retention.list.table')}
          captionSize="hidden"
          columns={columns.map((name) => ({ label: message(`retention.column.${name}`) }))}
          rows={shown.map((kept) => ({ key: kept.inspection, cells: cellsOf(pack, kept, asOf, orders) }))}
        />
      )}
      {found.length > most ? (
        <Button type="button" kind="secondary" onClick={() => setMost(most + atOnce)}>
          {message('retention.list.more', { count: Math.min(atOnce, found.length - most) })}
        </Button>
      ) : null}
    </section>
  )
}

interface FiltersProps extends Omit<Props, 'asOf'> {
  readonly filter: Filter
  readonly onFilter: (filter: Filter) => void
}

/** Offers what the list has, so that no choice leads to nothing by itself. */
function Filters({ pack, inspections, filter, onFilter }: FiltersProps) {
  const any = { value: '', label: message('retention.filter.any') }
  const titles = pack.remits.map(({ id, title }) => ({ id, label: title }))
  const remits = [...new Set(inspections.map(({ remit }) => remit))].toSorted()
  const options = {
    remit: remits.map((remit) => ({ value: remit, label: labelOf(titles, remit) })),
    state: states
      .filter((state) => inspections.some(({ stands }) => stands.state === state))
      .map((state) => ({ value: state, label: message(`retention.state.${state}`) })),
    notice: notices.map((notice) => ({ value: notice, label: message(`retention.notice.${notice}`) })),
  }
  return (
    <div className="fb-due__filters">
      {(['remit', 'state', 'notice'] as const).map((what) => (
        <SelectField
          key={what}
          name={`retention-${what}`}
          label={message(`retention.filter.${what}`)}
          labelSize="s"
          value={filter[what]}
          options={[any, ...options[what]]}
          onChange={(event) => onFilter({ ...filter, [what]: event.target.value })}
        />
      ))}
    </div>
  )
}

function cellsOf(pack: Pack, kept: Kept, asOf: string | null, orders: OrderList | null) {
  const titles = pack.remits.map(({ id, title }) => ({ id, label: title }))
  const next = nextInWords(pack, kept.stands)
  return [
    <Open key="open" pack={pack} kept={kept} asOf={asOf} />,
    labelOf(titles, kept.remit),
    <Fragment key="state">
      <StateTag state={kept.stands.state} />
      <OrderTags inspection={kept.inspection} list={orders} />
    </Fragment>,
    dayOf(kept.stands),
    next[0] ?? message('retention.next.none'),
  ]
}

function Open({ pack, kept, asOf }: { readonly pack: Pack; readonly kept: Kept; readonly asOf: string | null }) {
  const go = useNavigation((state) => state.go)
  const { inspection } = kept
  return (
    <>
      <LinkButton onClick={() => void go({ at: 'kept', inspection, asOf })}>{nameInWords(pack, kept)}</LinkButton>
      <span className="fb-quiet fb-under">
        {message('retention.reference', { reference: referenceOf(inspection) })}
      </span>
    </>
  )
}
