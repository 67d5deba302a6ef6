// Why something is kept: for each part of the notes the rules of each controller, with source, day and assumption.
import type { Pack } from '#shared/domain/policy.ts'
import { labelOf, sourceInWords } from '../../capture/terms.ts'
import { dayInWords } from '../../capture/time-words.ts'
import { Details } from '../../components/Details.tsx'
import { message } from '../../messages.ts'
import {
  assumptionInWords,
  dayOf,
  type LookedAt,
  type Outcome,
  peopleInWords,
  type Read,
  ruleOf,
  termInWords,
  type Verdict,
} from '../../retention/words.ts'
import { StateTag } from './StateTag.tsx'

interface Props {
  readonly pack: Pack
  readonly read: Read
}

export function Why({ pack, read }: Props) {
  return (
    <section className="fb-section" aria-labelledby="why">
      <h2 id="why" className="govuk-heading-m">
        {message('retention.why.title')}
      </h2>
      <p className="govuk-body">{message('retention.why.whole')}</p>
      {read.outcomes.map((outcome) => (
        <Part key={JSON.stringify([outcome.people, outcome.categories])} pack={pack} read={read} outcome={outcome} />
      ))}
    </section>
  )
}

function Part({ pack, read, outcome }: Props & { readonly outcome: Outcome }) {
  const { notes, people, categories, state, verdicts, disagreements } = outcome
  const empty = message(read.notes === null ? 'retention.why.unknown' : 'retention.why.none')
  const own = verdicts.filter((verdict) => verdict.own)
  const others = verdicts.filter((verdict) => !verdict.own)
  return (
    <div className="fb-outcome">
      <h3 className="govuk-heading-s fb-outcome__title">
        {notes === 0 ? empty : message('retention.why.notes', { count: notes })} <StateTag state={state} />
      </h3>
      {notes === 0 ? null : (
        <p className="govuk-body-s fb-quiet">
          {message('retention.why.people', { people: peopleInWords(pack, people) })}.{' '}
          {message('retention.why.categories', {
            categories: categories.map((one) => termInWords(pack, one)).join(', '),
          })}
        </p>
      )}
      {verdicts.length === 0 ? <p className="govuk-body">{message('retention.why.unreckoned')}</p> : null}
      {own.map((verdict) => (
        <Rules key={verdict.controller} pack={pack} read={read} verdict={verdict} />
      ))}
      {disagreements.map((one) => (
        <p key={JSON.stringify(one)} className="govuk-body">
          {disagreementInWords(pack, one)}
        </p>
      ))}
      {others.map((verdict) => (
        <Details
          key={verdict.controller}
          summary={message('retention.controller.other', { controller: termInWords(pack, verdict.controller) })}
        >
          <RuleList pack={pack} read={read} rules={verdict.rules} />
        </Details>
      ))}
    </div>
  )
}

function Rules({ pack, read, verdict }: Props & { readonly verdict: Verdict }) {
  const about = verdict.rules.filter(({ role }) => role !== 'not-about-this')
  const rest = verdict.rules.filter(({ role }) => role === 'not-about-this')
  return (
    <>
      <h4 className="govuk-heading-s">
        {message('retention.controller', { controller: termInWords(pack, verdict.controller) })}
      </h4>
      <RuleList pack={pack} read={read} rules={about} />
      {rest.length === 0 ? null : (
        <Details summary={message('retention.others', { count: rest.length })}>
          <RuleList pack={pack} read={read} rules={rest} />
        </Details>
      )}
    </>
  )
}

function RuleList({ pack, read, rules }: Props & { readonly rules: readonly LookedAt[] }) {
  return (
    <ul className="govuk-list govuk-list--spaced">
      {rules.map((rule) => (
        <RuleItem key={`${rule.remit} ${rule.rule}`} pack={pack} read={read} looked={rule} />
      ))}
    </ul>
  )
}

function RuleItem({ pack, read, looked }: Props & { readonly looked: LookedAt }) {
  const rule = ruleOf(pack, looked.rule, looked.remit)
  return (
    <li>
      {rule?.words ?? looked.rule}
      <span className="fb-outcome__said">{saidOf(pack, looked)}</span>
      {looked.assumptions.map((id) => (
        <span key={id} className="fb-outcome__said">
          {assumedInWords(pack, read, id)}
        </span>
      ))}
      {rule === undefined ? null : (
        <span className="govuk-body-s fb-quiet fb-source">{sourceInWords(pack, rule.source)}</span>
      )}
    </li>
  )
}

/** What the rule comes to here: its part in the result, its day, and from when it counts or for what it waits. */
function saidOf(pack: Pack, looked: LookedAt): string {
  const { role, why, about, event, on } = looked
  const terms = about.map((term) => termInWords(pack, term)).join(', ')
  if (role === 'not-about-this') return mismatchInWords(why, terms)
  const day = dayOf(fallingOf(looked))
  const said = [message(`retention.role.${role}`), ...(role === 'open' ? [] : [day])].join(': ')
  const counted =
    event === null || on === null
      ? []
      : [message('retention.counted', { event: labelOf(pack.lists.events, event), day: dayInWords(on) })]
  const awaited = role === 'open' ? [message('retention.awaits', { what: terms })] : []
  return [`${said}.`, ...counted, ...awaited].join(' ')
}

function mismatchInWords(why: string | null, about: string): string {
  const known = (['other-records', 'other-subject', 'other-category', 'other-circumstance'] as const).find(
    (one) => one === why,
  )
  return known === undefined ? '' : message(`retention.mismatch.${known}`, { about })
}

function fallingOf({ mayGoFrom, mustBeGoneBy, reviewFrom }: LookedAt): Parameters<typeof dayOf>[0] {
  if (mustBeGoneBy !== null) return { falls: mustBeGoneBy, what: 'gone' }
  if (reviewFrom !== null) return { falls: reviewFrom, what: 'review' }
  return { falls: mayGoFrom, what: 'may-go' }
}

function assumedInWords(pack: Pack, { assumptions }: Read, id: string): string {
  const used = assumptions.find(({ assumption }) => assumption === id)
  const { question, answer } = assumptionInWords(pack, { id, value: used?.value ?? '' })
  return message(used?.byDefault === true ? 'retention.rests-on.default' : 'retention.rests-on', { question, answer })
}

function disagreementInWords(pack: Pack, { wantsGone, by, keeps, until }: Outcome['disagreements'][number]): string {
  const words = { wants: termInWords(pack, wantsGone), by: dayInWords(by), keeps: termInWords(pack, keeps) }
  if (until === null) return message('retention.disagreement.open', words)
  return message('retention.disagreement', { ...words, until: dayInWords(until) })
}
