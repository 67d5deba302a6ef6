// What the check of the vault found.
import type { Output } from '#shared/contract.ts'
import { InsetText } from '../../components/InsetText.tsx'
import { SummaryList } from '../../components/SummaryList.tsx'
import { Table } from '../../components/Table.tsx'
import { WarningText } from '../../components/WarningText.tsx'
import { message } from '../../messages.ts'

type Verification = Output<'vault.verify'>
type Finding = Verification['findings'][number]

const counts = ['entries', 'bodies', 'chains', 'compartments'] as const
const columns = [
  { label: message('vault.finding-fault') },
  { label: message('vault.finding-place') },
  { label: message('vault.finding-entry') },
]

export function VerificationResult({ result }: { readonly result: Verification }) {
  const sound = result.findings.length === 0
  return (
    <div role="status" data-findings={result.findings.length}>
      {sound ? <InsetText>{message('vault.sound')}</InsetText> : <Unsound findings={result.findings} />}
      <SummaryList
        rows={counts.map((name) => ({ label: message(`vault.${name}`), value: result[name].toLocaleString('en-GB') }))}
      />
    </div>
  )
}

function Unsound({ findings }: { readonly findings: readonly Finding[] }) {
  const orUnknown = (value: string | number | null) => value ?? message('vault.finding-none')
  const rows = findings.map((finding, index) => ({
    key: `${index}`,
    cells: [
      finding.fault,
      orUnknown(finding.seq),
      <code key="entry" className="fb-hash">
        {orUnknown(finding.entry)}
      </code>,
    ],
  }))
  return (
    <>
      <WarningText>
        {message('vault.unsound', { count: findings.length })} {message('vault.unsound-next')}
      </WarningText>
      <Table caption={message('vault.findings')} columns={columns} rows={rows} />
    </>
  )
}
