// What falls due by month and remit: bars, and the table that holds the numbers.
import type { Pack } from '#shared/domain/policy.ts'
import { labelOf } from '../../capture/terms.ts'
import { StackedBars } from '../../components/StackedBars.tsx'
import { Table } from '../../components/Table.tsx'
import { message } from '../../messages.ts'
import { type Kept, monthsOf } from '../../retention/kept.ts'

interface Props {
  readonly pack: Pack
  readonly inspections: readonly Kept[]
}

export function DueChart({ pack, inspections }: Props) {
  const remits = [...new Set(inspections.map(({ remit }) => remit))].toSorted()
  const titles = pack.remits.map(({ id, title }) => ({ id, label: title }))
  const series = remits.map((remit) => ({ id: remit, label: labelOf(titles, remit) }))
  const months = monthsOf(inspections, remits)
  return (
    <section className="fb-section" aria-labelledby="due-chart">
      <h2 id="due-chart" className="govuk-heading-m">
        {message('retention.chart.title')}
      </h2>
      <StackedBars
        label={message('retention.chart.label')}
        keyLabel={message('retention.chart.key')}
        series={series}
        bars={months.map(({ key, label, counts }) => ({ key, label, values: counts }))}
      />
      <Table
        caption={message('retention.chart.table')}
        captionSize="s"
        columns={[
          { label: message('retention.chart.month') },
          { label: message('retention.chart.all'), numeric: true },
          ...series.map(({ label }) => ({ label, numeric: true })),
        ]}
        rows={months.map(({ key, label, counts }) => ({
          key,
          cells: [label, counts.reduce((sum, count) => sum + count, 0), ...counts],
        }))}
      />
    </section>
  )
}
