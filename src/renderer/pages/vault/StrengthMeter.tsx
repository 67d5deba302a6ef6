// Shows how strong a passphrase is while it is chosen, in words and as a bar.
import { message } from '../../messages.ts'
import { SHORTEST_PASSPHRASE, type Strength } from '../../strength/strength.ts'

/** Null until something was typed. `length` in characters. */
export type Judgement = { readonly strength: Strength; readonly length: number } | null

const filled = { short: 1, known: 1, good: 3, strong: 4 }

function wordsOf(judgement: Judgement): string {
  if (judgement === null) return message('strength.none')
  const { strength, length } = judgement
  return strength === 'short'
    ? message('strength.short', { count: SHORTEST_PASSPHRASE - length })
    : message(`strength.${strength}`)
}

export function StrengthMeter({ judgement }: { readonly judgement: Judgement }) {
  const steps = judgement === null ? 0 : filled[judgement.strength]
  return (
    <div className={`fb-strength fb-strength--${judgement?.strength ?? 'none'}`}>
      <div className="fb-strength__bar" aria-hidden="true">
        {[1, 2, 3, 4].map((step) => (
          <span
            key={step}
            className={step <= steps ? 'fb-strength__step fb-strength__step--on' : 'fb-strength__step'}
          />
        ))}
      </div>
      <p className="fb-strength__words" role="status">
        <span className="govuk-visually-hidden">{message('strength.label')}: </span>
        {wordsOf(judgement)}
      </p>
    </div>
  )
}
