// The disclosures of the vault; each beginning leads to the whole.
import type { Output } from '#shared/contract.ts'
import { openingOf } from '../../../capture/opening.ts'
import { instantInWords } from '../../../capture/time-words.ts'
import { LinkButton } from '../../../components/Button.tsx'
import { SavedState } from '../../../components/SavedState.tsx'
import { Table } from '../../../components/Table.tsx'
import { message } from '../../../messages.ts'
import { useNavigation } from '../../../stores/navigation.ts'

export function DisclosureTable({ disclosures }: Output<'disclosure.list'>) {
  const { go } = useNavigation()
  if (disclosures.length === 0) return <p className="govuk-body">{message('disclosures.empty')}</p>
  return (
    <Table
      caption={message('disclosures.list')}
      columns={[
        { label: message('disclosures.column.concern') },
        { label: message('disclosures.column.inspection') },
        { label: message('disclosures.column.written') },
        { label: message('disclosures.column.released') },
        { label: message('disclosures.column.state') },
      ]}
      rows={disclosures.map(({ disclosure, opening, inspectionTitle, written, released, state }) => ({
        key: disclosure,
        cells: [
          <LinkButton key="open" onClick={() => void go({ at: 'disclosure', disclosure })}>
            {openingOf(opening) || message('disclosures.no-words')}
          </LinkButton>,
          inspectionTitle,
          instantInWords(written),
          message(`released.${released}`),
          <SavedState key="state" state={state} />,
        ],
      }))}
    />
  )
}
