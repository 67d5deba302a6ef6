// The inspections of the vault with what each one holds.
import type { Output } from '#shared/contract.ts'
import { daysInWords } from '../../../capture/time-words.ts'
import { LinkButton } from '../../../components/Button.tsx'
import { Table } from '../../../components/Table.tsx'
import { message } from '../../../messages.ts'
import { useSync } from '../../../stores/organisation/sync.ts'

interface Props extends Output<'inspection.list'> {
  readonly onOpen: (inspection: string) => void
}

export function InspectionTable({ inspections, onOpen }: Props) {
  const sends = useSync((sync) => (sync.status?.organisation ?? null) !== null)
  return (
    <Table
      caption={message('home.table')}
      captionSize="hidden"
      columns={[
        { label: message('home.column.inspection') },
        { label: message('home.column.dates') },
        { label: message('home.column.notes'), numeric: true },
        { label: message('home.column.drafts'), numeric: true },
        { label: message('home.column.conflicts'), numeric: true },
        { label: message('home.column.questions'), numeric: true },
        ...(sends ? [{ label: message('home.column.not-received'), numeric: true }] : []),
      ]}
      rows={inspections.map(({ inspection, title, begins, ends, notes, drafts, conflicts, ...more }) => ({
        key: inspection,
        cells: [
          <LinkButton key="open" onClick={() => onOpen(inspection)}>
            {title}
          </LinkButton>,
          daysInWords(begins, ends),
          notes,
          drafts,
          conflicts,
          more.questionsOpen,
          ...(sends ? [more.notReceived] : []),
        ],
      }))}
    />
  )
}
