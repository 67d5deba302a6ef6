// Says what a tick did: the category, the marks that followed, and on what it may be held, by which law.
import { basesFor } from '#shared/domain/policy.ts'
import { sourceInWords, type Terms } from '../../../capture/terms.ts'
import { tickInWords } from '../../../capture/ticking.ts'
import { message } from '../../../messages.ts'
import type { Ticked } from './use-ticking.ts'

interface Props {
  readonly terms: Terms
  readonly ticked: Ticked | null
}

export function Tagged({ terms, ticked }: Props) {
  return (
    <div role="status" className="govuk-body fb-live">
      {ticked === null ? null : (
        <>
          <p className="govuk-body">{tickInWords(terms.pack, ticked.category, ticked, ticked.marks)}</p>
          <Bases terms={terms} ticked={ticked} />
        </>
      )}
    </div>
  )
}

function Bases({
  terms: { pack, remit },
  ticked: { category: id, ticked },
}: {
  readonly terms: Terms
  readonly ticked: Ticked
}) {
  const category = pack.lists.categories.find((known) => known.id === id)
  if (!ticked || remit === undefined || category === undefined || pack.lists.always.includes(id)) return null
  return (
    <>
      <p className="govuk-body">{message('tag.bases')}</p>
      <ul className="govuk-list govuk-list--bullet">
        {basesFor(pack, remit, category).map(({ id: basis, label, source }) => (
          <li key={basis}>{message('why-held.basis', { label, source: sourceInWords(pack, source) })}</li>
        ))}
      </ul>
    </>
  )
}
