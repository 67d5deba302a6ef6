// A plain sentence on the page of an inspection: how long it is kept and why.
import { sourceInWords, type Terms } from '../../../capture/terms.ts'
import { dayInWords } from '../../../capture/time-words.ts'
import { LinkButton } from '../../../components/Button.tsx'
import { message } from '../../../messages.ts'
import { referenceOf } from '../../../retention/kept.ts'
import { type LookedAt, nextInWords, type Read, ruleOf } from '../../../retention/words.ts'
import { useNavigation } from '../../../stores/navigation.ts'
import { useAnswer } from '../hooks.ts'
import { SourceLine } from './RetentionRules.tsx'

/** Renders nothing until the answer has come: the page is about something else. */
export function KeptHowLong({ terms }: { readonly terms: Terms }) {
  const { inspection } = terms.inspection
  const { answer } = useAnswer('retention.read', { inspection, asOf: null }, { inspection })
  const go = useNavigation((state) => state.go)
  if (answer === null) return null
  return (
    <section className="fb-section" aria-labelledby="kept-how-long">
      <h2 id="kept-how-long" className="govuk-heading-s">
        {message('kept.title')}
      </h2>
      {answer.register ? (
        <Sentence terms={terms} read={answer} />
      ) : (
        <p className="govuk-body">{message('kept.elsewhere')}</p>
      )}
      <Because terms={terms} read={answer} />
      <p className="govuk-body">
        {message('kept.reference', { reference: referenceOf(inspection) })}{' '}
        {answer.register ? (
          <LinkButton onClick={() => void go({ at: 'kept', inspection, asOf: null })}>
            {message(answer.mayState ? 'kept.go' : 'kept.read')}
          </LinkButton>
        ) : null}
      </p>
    </section>
  )
}

interface Props {
  readonly terms: Terms
  readonly read: Read
}

function Sentence({ terms: { pack }, read: { stands } }: Props) {
  const { falls, what } = stands
  const [next] = nextInWords(pack, stands)
  const day = falls === null || what === null ? null : { what, words: dayInWords(falls) }
  return (
    <p className="govuk-body">
      {day === null ? message('kept.day.none') : message(`kept.day.${day.what}`, { day: day.words })}
      {next === undefined ? null : ` ${message('kept.next', { next })}`}
    </p>
  )
}

/** The first rule that sets the day, or that is waited for. */
function Because({ terms: { pack }, read }: Props) {
  const rules = read.outcomes.flatMap(({ verdicts }) => verdicts.filter(({ own }) => own).flatMap((one) => one.rules))
  const first = (role: LookedAt['role']) => rules.find((rule) => rule.role === role)
  const looked = first('open') ?? first('decides')
  const rule = looked === undefined ? undefined : ruleOf(pack, looked.rule, looked.remit)
  if (rule === undefined) return null
  return (
    <p className="govuk-body">
      {message('kept.because', { rule: rule.words })}
      <SourceLine words={sourceInWords(pack, rule.source)} />
    </p>
  )
}
