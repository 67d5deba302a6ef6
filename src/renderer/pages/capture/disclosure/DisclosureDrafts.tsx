// Disclosures that are being written; discarding one leaves no trace.
import { useState } from 'react'
import type { Output } from '#shared/contract.ts'
import { openingOf } from '../../../capture/opening.ts'
import { instantInWords } from '../../../capture/time-words.ts'
import { Button, ButtonGroup } from '../../../components/Button.tsx'
import { ProblemBanner } from '../../../components/ProblemBanner.tsx'
import { SavedState } from '../../../components/SavedState.tsx'
import { message } from '../../../messages.ts'
import { useNavigation } from '../../../stores/navigation.ts'
import { DiscardDraft } from '../DiscardDraft.tsx'
import { useCommand } from '../hooks.ts'
import { wordsOf } from './words-of.ts'

type Draft = Output<'disclosureDraft.list'>['drafts'][number]

interface Props {
  readonly drafts: readonly Draft[]
  readonly onGone: () => unknown
}

export function DisclosureDrafts({ drafts, onGone }: Props) {
  const { go } = useNavigation()
  const { problem, run } = useCommand()
  const [asked, setAsked] = useState<Draft | null>(null)
  if (drafts.length === 0) return null
  const discard = async ({ draft }: Draft) => {
    setAsked(null)
    await run('disclosureDraft.discard', { draft })
    await onGone()
  }
  return (
    <section className="fb-panel" aria-labelledby="disclosure-drafts">
      <h2 id="disclosure-drafts" className="govuk-heading-m">
        {message('disclosures.drafts')}
      </h2>
      {problem === null ? null : <ProblemBanner reply={problem} />}
      <ul className="govuk-list fb-cards">
        {drafts.map((kept) => (
          <DraftCard
            key={kept.draft}
            kept={kept}
            onContinue={({ inspection, draft, disclosure }) =>
              void go({ at: 'write-disclosure', inspection, draft, disclosure })
            }
            onDiscard={setAsked}
          />
        ))}
      </ul>
      {asked === null ? null : (
        <DiscardDraft
          open
          what={message('disclose.discard.what', { title: asked.inspectionTitle })}
          words={wordsOf(asked.content)}
          savedBefore={false}
          silent={asked.disclosure === null}
          onYes={() => void discard(asked)}
          onNo={() => setAsked(null)}
        />
      )}
    </section>
  )
}

interface CardProps {
  readonly kept: Draft
  readonly onContinue: (draft: Draft) => void
  readonly onDiscard: (draft: Draft) => void
}

function DraftCard({ kept, onContinue, onDiscard }: CardProps) {
  const what = openingOf(kept.content.concern) || message('disclosures.no-words')
  return (
    <li className="fb-card">
      <p className="govuk-body fb-opening">{what}</p>
      <p className="govuk-body-s fb-card__line">{message('recover.in', { title: kept.inspectionTitle })}</p>
      <p className="govuk-body-s fb-card__line">
        {message('recover.kept', { when: instantInWords(kept.kept) })} · <SavedState state="draft" />
      </p>
      <ButtonGroup>
        <Button
          type="button"
          aria-label={message('disclosures.continue-what', { what: openingOf(what, 60) })}
          onClick={() => onContinue(kept)}
        >
          {message('recover.continue')}
        </Button>
        <Button
          type="button"
          kind="secondary"
          aria-label={message('disclosures.discard-what', { what: openingOf(what, 60) })}
          onClick={() => onDiscard(kept)}
        >
          {message('recover.discard')}
        </Button>
      </ButtonGroup>
    </li>
  )
}
