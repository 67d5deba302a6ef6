// What was found in comparing two packs: each inspection for which something would change, or what is wrong with the files.
import type { Output } from '#shared/contract.ts'
import type { Pack } from '#shared/domain/policy.ts'
import { destroys } from '#shared/domain/retention/controllers.ts'
import { labelOf } from '../../capture/terms.ts'
import { LinkButton } from '../../components/Button.tsx'
import { InsetText } from '../../components/InsetText.tsx'
import { Table } from '../../components/Table.tsx'
import { message } from '../../messages.ts'
import { nameInWords } from '../../retention/kept.ts'
import { dayOf } from '../../retention/words.ts'
import { useNavigation } from '../../stores/navigation.ts'

type Comparison = NonNullable<Output<'retention.compare'>['comparison']>
type Brief = Comparison['changes'][number]['before']

/** What would be lost sooner has to be seen first. */
const effects = ['could-go', 'sooner', 'stays', 'later', 'otherwise'] as const

export function ChangesFound({ pack, comparison }: { readonly pack: Pack; readonly comparison: Comparison }) {
  const { version, inspections, changes } = comparison
  const go = useNavigation((state) => state.go)
  const titles = pack.remits.map(({ id, title }) => ({ id, label: title }))
  const ordered = changes.toSorted((one, other) => effects.indexOf(one.effect) - effects.indexOf(other.effect))
  return (
    <section className="fb-section" aria-labelledby="changes-found">
      <h2 id="changes-found" className="govuk-heading-m">
        {message('changes.result', { version })}
      </h2>
      <p className="govuk-body">
        {message('changes.looked', { count: inspections })}{' '}
        {message(changes.length === 0 ? 'changes.none' : 'changes.count', { count: changes.length })}
      </p>
      {changes.length === 0 ? null : (
        <Table
          caption={message('changes.table')}
          captionSize="hidden"
          columns={[
            { label: message('retention.column.inspection') },
            { label: message('retention.column.remit') },
            { label: message('changes.column.effect') },
            { label: message('changes.column.before') },
            { label: message('changes.column.after') },
          ]}
          rows={ordered.map(({ effect, before, after, ...kept }) => ({
            key: kept.inspection,
            cells: [
              <LinkButton key="open" onClick={() => void go({ at: 'kept', inspection: kept.inspection, asOf: null })}>
                {nameInWords(pack, kept)}
              </LinkButton>,
              labelOf(titles, kept.remit),
              message(`changes.effect.${effect}`),
              briefly(before),
              briefly(after),
            ],
          }))}
        />
      )}
    </section>
  )
}

function briefly(brief: Brief): string {
  // Then the day says it all.
  if (brief.what !== null && destroys(brief.state)) return dayOf(brief)
  return message('changes.state', { state: message(`retention.state.${brief.state}`), day: dayOf(brief) })
}

export function Refused({ refused }: Pick<Output<'retention.compare'>, 'refused'>) {
  return (
    <section className="fb-section" aria-labelledby="changes-refused">
      <h2 id="changes-refused" className="govuk-heading-m">
        {message('changes.refused')}
      </h2>
      <InsetText>{message('changes.refused.next')}</InsetText>
      <Table
        caption={message('changes.refused.table')}
        captionSize="hidden"
        columns={[{ label: message('changes.refused.file') }, { label: message('changes.refused.what') }]}
        rows={refused.map(({ file, what }) => ({ key: `${file} ${what}`, cells: [file, what] }))}
      />
    </section>
  )
}
