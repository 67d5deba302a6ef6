// The retention rules of the remit in words, each with its source.
import { sourceInWords, type Terms } from '../../../capture/terms.ts'

export function RetentionRules({ terms: { pack, remit } }: { readonly terms: Terms }) {
  return (
    <ul className="govuk-list govuk-list--spaced">
      {remit?.retention.map(({ id, words, source }) => (
        <li key={id}>
          {words}
          <SourceLine words={sourceInWords(pack, source)} />
        </li>
      ))}
    </ul>
  )
}

export function SourceLine({ words }: { readonly words: string }) {
  return <span className="govuk-body-s fb-quiet fb-source">{words}</span>
}
