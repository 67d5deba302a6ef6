// What stands in the way of a result, as problems with a code: each names the event, question, rule or controller.
import type { ProblemCode } from '../../problems.ts'
import type { Disagreement, LookedAt, Open, Verdict } from './explanation.ts'
import { type Finding, findings, type RecordFacts } from './facts.ts'

/** That a registration lasts, or that a case was taken up again, is no problem: it is known what is waited for. */
const codes: readonly (readonly [why: Open, code: ProblemCode])[] = [
  ['event-missing', 'retention.event-missing'],
  ['question-unanswered', 'retention.question-unanswered'],
  ['reopening-undecided', 'retention.reopening-undecided'],
  ['dates-at-odds', 'retention.dates-at-odds'],
  ['date-impossible', 'retention.date-impossible'],
  ['not-understood', 'retention.not-understood'],
]

/** Those of the record's own controllers; what another's rule lacks is shown with that rule. */
export function findingsOf(
  verdicts: readonly Verdict[],
  disagreements: readonly Disagreement[],
  { id, controllers }: RecordFacts,
): readonly Finding[] {
  const own = verdicts.filter((verdict) => verdict.own)
  const open = own.flatMap(({ rules }) => rules.filter(({ role }) => role === 'open'))
  const ruleless = own.filter(({ rules }) => rules.every(({ role }) => role === 'not-about-this'))
  const between = disagreements.filter(
    ({ wantsGone, keeps }) => controllers.includes(wantsGone) && controllers.includes(keeps),
  )
  return [
    ...(open.length === 0 ? [] : whatIsOpen(open)),
    ...findings('retention.no-rule', controllers.length === 0 ? [id] : ruleless.map(({ controller }) => controller)),
    ...findings(
      'retention.controllers-disagree',
      between.map(({ keeps }) => keeps),
    ),
  ]
}

function whatIsOpen(open: readonly LookedAt[]): readonly Finding[] {
  return codes.flatMap(([reason, code]) =>
    findings(
      code,
      open.flatMap(({ why, about }) => (why === reason ? about : [])),
    ),
  )
}
