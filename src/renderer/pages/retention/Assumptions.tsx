// Named assumptions with the answer that holds: the pack's default, or whose decision it was.
import type { Pack } from '#shared/domain/policy.ts'
import { dateInWords } from '../../capture/time-words.ts'
import { Table } from '../../components/Table.tsx'
import { message } from '../../messages.ts'
import { assumptionInWords } from '../../retention/words.ts'

interface Props {
  readonly pack: Pack
  readonly title: string
  readonly used: readonly { readonly id: string; readonly value: string }[]
}

export function Assumptions({ pack, title, used }: Props) {
  if (used.length === 0) return null
  return (
    <section className="fb-section" aria-labelledby="assumptions">
      <h2 id="assumptions" className="govuk-heading-m">
        {title}
      </h2>
      <Table
        caption={message('retention.assumptions.table')}
        captionSize="hidden"
        columns={(['question', 'answer', 'whose'] as const).map((name) => ({
          label: message(`retention.assumptions.${name}`),
        }))}
        rows={used.map((one) => {
          const { question, answer } = assumptionInWords(pack, one)
          return { key: one.id, cells: [question, answer, whose(pack, one.id)] }
        })}
      />
    </section>
  )
}

function whose({ answers }: Pack, id: string): string {
  const answered = answers.find(({ assumption }) => assumption === id)
  if (answered === undefined) return message('retention.assumptions.default')
  return message('retention.assumptions.answered', { by: answered.by, day: dateInWords(answered.decided) })
}
