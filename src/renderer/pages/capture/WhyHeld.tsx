// Why categories of data may be held under the remit: basis and conditions, each with the law that it stands in.
import { basesFor } from '#shared/domain/policy.ts'
import { categoriesOf, sourceInWords, type Terms } from '../../capture/terms.ts'
import { Details } from '../../components/Details.tsx'
import { SummaryList } from '../../components/SummaryList.tsx'
import { message } from '../../messages.ts'

interface Props {
  readonly terms: Terms
  readonly categories: readonly string[]
}

/** Nothing while no category is chosen; what is nobody's data, or what the pack does not have, is left out. */
export function WhyHeld({ terms, categories }: Props) {
  const { pack, remit } = terms
  const chosen = categoriesOf(terms).filter(({ id }) => categories.includes(id) && !pack.lists.always.includes(id))
  if (remit === undefined || chosen.length === 0) return null
  return (
    <Details summary={message('why-held.title')}>
      <SummaryList
        rows={chosen.map((category) => ({
          label: category.label,
          value: (
            <ul className="govuk-list">
              {basesFor(pack, remit, category).map(({ id, label, source }) => (
                <li key={id}>{message('why-held.basis', { label, source: sourceInWords(pack, source) })}</li>
              ))}
            </ul>
          ),
        }))}
      />
    </Details>
  )
}
