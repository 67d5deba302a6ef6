// What a search found, each with the passage around the words.
import { kindLabel, type Terms } from '../../../capture/terms.ts'
import { localTimeInWords } from '../../../capture/time-words.ts'
import { LinkButton } from '../../../components/Button.tsx'
import { message } from '../../../messages.ts'
import type { Found } from '../../../stores/capture/search.ts'
import { useNavigation } from '../../../stores/navigation.ts'
import { useAnswer } from '../hooks.ts'

interface Props {
  readonly found: Found
  readonly terms: Terms
  /** The results of every inspection: each says which one. */
  readonly everywhere: boolean
}

export function SearchResults({ found, terms, everywhere }: Props) {
  const { answer } = useAnswer('inspection.list', {})
  const titleOf = (inspection: string) =>
    answer?.inspections.find((known) => known.inspection === inspection)?.title ?? ''
  return (
    <ol className="govuk-list fb-cards">
      {found.found.map((hit) => (
        <li key={hit.note} className="fb-card">
          <Passage hit={hit} />
          <p className="govuk-body-s fb-card__line">
            {[kindLabel(terms.pack, hit.kind), localTimeInWords(hit.when)].filter((fact) => fact !== '').join(' · ')}
          </p>
          {everywhere ? (
            <p className="govuk-body-s fb-card__line">{message('search.in', { title: titleOf(hit.inspection) })}</p>
          ) : null}
        </li>
      ))}
    </ol>
  )
}

function Passage({ hit: { note, inspection, snippet } }: { readonly hit: Found['found'][number] }) {
  const { go } = useNavigation()
  return (
    <p className="govuk-body fb-opening">
      <LinkButton className="fb-opening__link" onClick={() => void go({ at: 'note', inspection, note })}>
        {snippet.map(({ words, hit }, index) =>
          // A passage never changes its parts, so their places name them.
          hit ? <mark key={index}>{words}</mark> : <span key={index}>{words}</span>,
        )}
      </LinkButton>
    </p>
  )
}
