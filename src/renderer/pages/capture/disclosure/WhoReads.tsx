// Who will read a disclosure that is about to be saved: its writer, and the whistleblowing leads whom the directory names.
import { InsetText } from '../../../components/InsetText.tsx'
import { message } from '../../../messages.ts'
import { useSync } from '../../../stores/organisation/sync.ts'
import { useAnswer } from '../hooks.ts'

export function WhoReads() {
  const organisation = useSync((sync) => sync.status?.organisation ?? null)
  if (organisation === null) return <InsetText>{message('disclosures.readers')}</InsetText>
  return <Leads />
}

function Leads() {
  const { answer, problem } = useAnswer('directory.people', {}, { states: true })
  if (answer === null) return problem && <InsetText>{message('disclosures.readers')}</InsetText>
  const leads = answer.people.filter(({ me, roles }) => !me && roles.includes('whistleblowing-lead'))
  const names = leads.map(({ name }) => name).join(', ')
  return (
    <InsetText>
      {leads.length === 0
        ? message('disclosures.readers.waiting')
        : message('disclosures.readers.named', { count: leads.length, names })}
    </InsetText>
  )
}
