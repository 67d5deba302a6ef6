// What falls due: how much notice there is, the chart with its table, and the list with its filters.
import type { Output } from '#shared/contract.ts'
import type { Pack } from '#shared/domain/policy.ts'
import { InsetText } from '../../components/InsetText.tsx'
import { Table } from '../../components/Table.tsx'
import { message } from '../../messages.ts'
import { countByNotice } from '../../retention/kept.ts'
import { useNavigation } from '../../stores/navigation.ts'
import { everyInspection } from '../../stores/news.ts'
import { useAnswer, usePack } from '../capture/hooks.ts'
import { Waiting } from '../capture/Waiting.tsx'
import { AsOf, Simulated } from './AsOf.tsx'
import { DueChart } from './DueChart.tsx'
import { DueList } from './DueList.tsx'
import type { PartProps } from './part.ts'

export function DuePart({ asOf }: PartProps) {
  const pack = usePack()
  const { answer, problem, again } = useAnswer('retention.list', { asOf }, { inspection: everyInspection })
  if (pack === null || answer === null) return <Waiting problem={problem} again={again} />
  return <Due pack={pack} answer={answer} />
}

function Due({ pack, answer }: { readonly pack: Pack; readonly answer: Output<'retention.list'> }) {
  const { go } = useNavigation()
  const { inspections, today, asOf, version } = answer
  const ask = (day: string | null) => void go({ at: 'retention', part: 'due', asOf: day })
  return (
    <>
      <Simulated today={today} asOf={asOf} onBack={() => ask(null)} />
      <p className="govuk-body">
        {message('retention.intro')} {message('retention.by', { version })}
      </p>
      {inspections.length === 0 ? (
        <InsetText>{message('retention.none')}</InsetText>
      ) : (
        <>
          <div className="fb-due">
            <Notices inspections={inspections} />
            <AsOf asOf={asOf} onAsk={ask} />
          </div>
          <DueChart pack={pack} inspections={inspections} />
          <DueList pack={pack} inspections={inspections} asOf={today === asOf ? null : asOf} />
        </>
      )}
    </>
  )
}

function Notices({ inspections }: Pick<Output<'retention.list'>, 'inspections'>) {
  return (
    <Table
      caption={message('retention.notices')}
      columns={[
        { label: message('retention.column.notice') },
        { label: message('retention.column.count'), numeric: true },
      ]}
      rows={countByNotice(inspections).map(({ notice, count }) => ({
        key: notice,
        cells: [message(`retention.notice.${notice}`), count],
      }))}
    />
  )
}
