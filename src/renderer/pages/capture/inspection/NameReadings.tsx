// Who has read full names, when, whose, and why.

import type { Names } from '../../../capture/full-names.ts'
import { instantInWords } from '../../../capture/time-words.ts'
import { Table } from '../../../components/Table.tsx'
import { message } from '../../../messages.ts'
import { nameOf } from '../by.ts'

const columns = ['who', 'when', 'whose', 'why'] as const

export function NameReadings({ readings }: Pick<Names, 'readings'>) {
  if (readings.length === 0) {
    return (
      <>
        <h4 className="govuk-heading-s">{message('name.readings')}</h4>
        <p className="govuk-body">{message('name.readings.none')}</p>
      </>
    )
  }
  return (
    <Table
      caption={message('name.readings')}
      captionSize="s"
      columns={columns.map((column) => ({ label: message(`name.readings.column.${column}`) }))}
      rows={readings.map(({ entry, by, at, zone, labels, reason }) => ({
        key: entry,
        cells: [nameOf(by), at === null ? '' : instantInWords(at, zone), labels.join(', '), reason],
      }))}
    />
  )
}
