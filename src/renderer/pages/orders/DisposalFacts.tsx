// What is known of a disposal: by which rule, since when, what it covers, and who decided what.
import type { Pack } from '#shared/domain/policy.ts'
import { dayInWords, instantInWords } from '../../capture/time-words.ts'
import { SummaryList, type SummaryRow } from '../../components/SummaryList.tsx'
import { Tag } from '../../components/Tag.tsx'
import { message } from '../../messages.ts'
import { SourceLine } from '../capture/inspection/RetentionRules.tsx'
import { type Disposal, disposalColours, packInWords, ruleInWords, saidInWords } from './order-words.ts'

interface Props {
  readonly disposal: Disposal
  readonly pack: Pack
}

export function DisposalFacts({ disposal, pack }: Props) {
  const { state, entries, proposal, approval, committed } = disposal
  const isOpen = state === 'proposed' || state === 'approved'
  const rows: readonly SummaryRow[] = [
    { label: message('disposal.fact.state'), value: <DisposalTag state={state} /> },
    ...ruleRows(pack, disposal.rule),
    { label: message('disposal.fact.covers'), value: message('disposal.entries', { count: entries }) },
    { label: message('disposal.fact.proposed'), value: saidInWords(proposal) },
    ...(approval === null ? [] : [{ label: message('disposal.fact.approved'), value: saidInWords(approval) }]),
    ...(committed === null ? [] : [{ label: message('disposal.fact.committed'), value: instantInWords(committed) }]),
    ...(isOpen ? [{ label: message('disposal.fact.withdraw'), value: message('disposal.withdraw.who') }] : []),
  ]
  return <SummaryList rows={rows} />
}

/** By which rule of which pack, whose it is, and since when it lets the inspection go. */
export function ruleRows(pack: Pack, rule: Disposal['rule']): readonly SummaryRow[] {
  const { words, source, controller } = ruleInWords(pack, rule)
  return [
    {
      label: message('disposal.fact.rule'),
      value: (
        <>
          {words}
          {source === null ? null : <SourceLine words={source} />}
        </>
      ),
    },
    { label: message('disposal.fact.controller'), value: controller },
    { label: message('disposal.fact.due'), value: dayInWords(rule.due) },
    { label: message('disposal.fact.pack'), value: packInWords(pack, rule) },
  ]
}

export function DisposalTag({ state }: Pick<Disposal, 'state'>) {
  return <Tag colour={disposalColours[state]}>{message(`disposal.state.${state}`)}</Tag>
}
