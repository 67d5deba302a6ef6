// Seals an inspection for review: what would be sealed, what is unfinished, and what was sealed before.
import { useState } from 'react'
import type { Output } from '#shared/contract.ts'
import { Button } from '../../../components/Button.tsx'
import { InsetText } from '../../../components/InsetText.tsx'
import { LiveRegion } from '../../../components/LiveRegion.tsx'
import { SummaryList } from '../../../components/SummaryList.tsx'
import { message } from '../../../messages.ts'
import { useSync } from '../../../stores/organisation/sync.ts'
import { useSession } from '../../../stores/session.ts'
import { useAnswer } from '../hooks.ts'
import { Waiting } from '../Waiting.tsx'
import { BundleList } from './BundleList.tsx'
import { Gaps } from './Gaps.tsx'
import type { PartProps } from './part.ts'
import { SealDialog } from './SealDialog.tsx'

type Prepared = Output<'bundle.prepare'>

export function SealPart({ terms }: PartProps) {
  const { inspection, writing } = terms.inspection
  const interest = { inspection, states: true }
  const prepared = useAnswer('bundle.prepare', { inspection }, interest)
  const bundles = useAnswer('bundle.list', { inspection }, interest)
  const alone = useSync((sync) => sync.status?.organisation === null)
  const practice = useSession((session) => session.status?.open?.practice ?? false)
  const again = async () => void (await Promise.all([prepared.again(), bundles.again()]))
  return (
    <>
      {writing === 'allowed' ? (
        <section aria-labelledby="seal">
          <h2 id="seal" className="govuk-heading-m">
            {message('seal.title')}
          </h2>
          <p className="govuk-body">{message('seal.intro')}</p>
          {alone && !practice ? <InsetText>{message('seal.alone')}</InsetText> : null}
          {prepared.answer === null ? (
            <Waiting problem={prepared.problem} again={again} />
          ) : (
            <Sealing prepared={prepared.answer} terms={terms} onSealed={again} />
          )}
        </section>
      ) : null}
      <section className="fb-section" aria-labelledby="bundles">
        <h2 id="bundles" className="govuk-heading-m">
          {message('bundles.title')}
        </h2>
        {bundles.answer === null ? (
          <Waiting problem={bundles.problem} again={again} />
        ) : (
          <BundleList bundles={bundles.answer.bundles} />
        )}
      </section>
    </>
  )
}

interface SealingProps extends Pick<PartProps, 'terms'> {
  readonly prepared: Prepared
  readonly onSealed: () => Promise<void>
}

const counted = ['notes', 'revisions', 'people', 'enquiries', 'deleted', 'conflicts', 'drafts'] as const

function Sealing({ prepared: { counts, gaps }, terms, onSealed }: SealingProps) {
  const [asked, setAsked] = useState(false)
  const [said, setSaid] = useState('')
  const sealed = async () => {
    setAsked(false)
    setSaid(message('seal.done'))
    await onSealed()
  }
  const hindered = hindranceOf(counts, gaps)
  return (
    <>
      <h3 className="govuk-heading-s">{message('seal.counts')}</h3>
      <SummaryList rows={counted.map((name) => ({ label: message(`seal.count.${name}`), value: counts[name] }))} />
      <Gaps gaps={gaps} inspection={terms.inspection.inspection} />
      <LiveRegion visible words={said} />
      {hindered !== null ? (
        <p className="govuk-body">{message(hindered)}</p>
      ) : (
        <Button type="button" onClick={() => setAsked(true)}>
          {message('seal.submit')}
        </Button>
      )}
      {asked ? (
        <SealDialog
          inspection={terms.inspection}
          counts={counts}
          onSealed={() => void sealed()}
          onCancel={() => setAsked(false)}
        />
      ) : null}
    </>
  )
}

function hindranceOf({ notes }: Prepared['counts'], gaps: Prepared['gaps']): 'seal.empty' | 'seal.hindered' | null {
  if (notes === 0) return 'seal.empty'
  return gaps.some(({ required }) => required) ? 'seal.hindered' : null
}
