// A table; on a narrow screen it scrolls inside its own frame, so that the page never does sideways.
import type { ReactNode } from 'react'
import { join } from './classes.ts'

interface Column {
  readonly label: string
  readonly numeric?: boolean
}

interface Row {
  readonly key: string
  /** One for each column; the first names the row. */
  readonly cells: readonly ReactNode[]
}

interface Props {
  readonly caption: string
  /** Hidden where a heading above says the same. */
  readonly captionSize?: 's' | 'm' | 'l' | 'hidden'
  readonly columns: readonly Column[]
  readonly rows: readonly Row[]
}

const cellClass = (part: 'header' | 'cell', column: Column | undefined) =>
  join(`govuk-table__${part}`, column?.numeric && `govuk-table__${part}--numeric`)

const captionClass = (size: NonNullable<Props['captionSize']>) =>
  size === 'hidden' ? 'govuk-visually-hidden' : `govuk-table__caption govuk-table__caption--${size}`

export function Table({ caption, captionSize = 'm', columns, rows }: Props) {
  return (
    <div className="fb-scroll" role="group" aria-label={caption} tabIndex={0}>
      <table className="govuk-table">
        <caption className={captionClass(captionSize)}>{caption}</caption>
        <thead className="govuk-table__head">
          <tr className="govuk-table__row">
            {columns.map((column) => (
              <th key={column.label} scope="col" className={cellClass('header', column)}>
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="govuk-table__body">
          {rows.map((row) => (
            <TableRow key={row.key} row={row} columns={columns} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function TableRow({ row, columns }: { readonly row: Row; readonly columns: readonly Column[] }) {
  return (
    <tr className="govuk-table__row">
      {columns.map((column, index) =>
        index === 0 ? (
          <th key={column.label} scope="row" className="govuk-table__header">
            {row.cells[index]}
          </th>
        ) : (
          <td key={column.label} className={cellClass('cell', column)}>
            {row.cells[index]}
          </td>
        ),
      )}
    </tr>
  )
}
