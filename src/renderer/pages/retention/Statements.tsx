// Everything that was recorded of an inspection's retention, by whom and when; what was replaced stays listed.
import type { Pack } from '#shared/domain/policy.ts'
import { instantInWords } from '../../capture/time-words.ts'
import { InsetText } from '../../components/InsetText.tsx'
import { Table } from '../../components/Table.tsx'
import { message } from '../../messages.ts'
import { aboutInWords, type Read, valueInWords } from '../../retention/words.ts'
import { nameOf } from '../capture/by.ts'

const columns = ['about', 'value', 'by', 'stands'] as const

export function Statements({ pack, read }: { readonly pack: Pack; readonly read: Read }) {
  const { statements } = read
  return (
    <section className="fb-section" aria-labelledby="statements">
      <h2 id="statements" className="govuk-heading-m">
        {message('retention.history.title')}
      </h2>
      {statements.length === 0 ? (
        <InsetText>{message('retention.history.none')}</InsetText>
      ) : (
        <Table
          caption={message('retention.history.table')}
          captionSize="hidden"
          columns={columns.map((name) => ({ label: message(`retention.history.${name}`) }))}
          rows={statements.map(({ entry, said, at, by, stands }) => ({
            key: entry,
            cells: [
              aboutInWords(pack, said),
              valueInWords(said),
              message('inspection.opened-by', { when: instantInWords(at), name: nameOf(by) }),
              message(`retention.history.stands.${stands ? 'yes' : 'no'}`),
            ],
          }))}
        />
      )}
    </section>
  )
}
