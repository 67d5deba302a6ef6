// Offers what was being written and is not a note yet: under its own inspection, with its kind, words and time.
import { useState } from 'react'
import type { Output } from '#shared/contract.ts'
import type { Pack } from '#shared/domain/policy.ts'
import { openingOf } from '../../../capture/opening.ts'
import { kindLabel } from '../../../capture/terms.ts'
import { instantInWords } from '../../../capture/time-words.ts'
import { Button, ButtonGroup } from '../../../components/Button.tsx'
import { ProblemBanner } from '../../../components/ProblemBanner.tsx'
import { SavedState } from '../../../components/SavedState.tsx'
import { Tag } from '../../../components/Tag.tsx'
import { message } from '../../../messages.ts'
import { useNavigation } from '../../../stores/navigation.ts'
import { DiscardDraft } from '../DiscardDraft.tsx'
import { useCommand } from '../hooks.ts'

type Draft = Output<'draft.list'>['drafts'][number]

interface Props {
  readonly pack: Pack
  readonly drafts: readonly Draft[]
  /** A draft was discarded. */
  readonly onGone: () => unknown
}

export function RecoverPanel({ pack, drafts, onGone }: Props) {
  const { problem, run } = useCommand()
  const [asked, setAsked] = useState<Draft | null>(null)
  if (drafts.length === 0) return null
  const discard = async ({ note }: Draft) => {
    setAsked(null)
    await run('draft.discard', { note })
    // Also after a failure: a draft that is gone already should not be offered again.
    await onGone()
  }
  return (
    <section className="fb-panel" aria-labelledby="recover">
      <h2 id="recover" className="govuk-heading-m">
        {message('recover.title')}
      </h2>
      <p className="govuk-body">{message('recover.body', { count: drafts.length })}</p>
      {problem === null ? null : <ProblemBanner reply={problem} />}
      <ul className="govuk-list fb-cards">
        {drafts.map((draft) => (
          <DraftCard key={draft.note} draft={draft} pack={pack} onDiscard={() => setAsked(draft)} />
        ))}
      </ul>
      {asked === null ? null : (
        <DiscardDraft
          open
          what={message('discard.what', {
            kind: nameOf(asked, pack),
            title: asked.inspectionTitle,
            when: instantInWords(asked.kept),
          })}
          words={asked.content.text.words}
          savedBefore={!asked.unsaved}
          onYes={() => void discard(asked)}
          onNo={() => setAsked(null)}
        />
      )}
    </section>
  )
}

function nameOf({ content }: Draft, pack: Pack): string {
  return content.kind === '' ? message('recover.no-kind') : kindLabel(pack, content.kind)
}

interface CardProps {
  readonly draft: Draft
  readonly pack: Pack
  readonly onDiscard: () => void
}

function DraftCard({ draft, pack, onDiscard }: CardProps) {
  const { go } = useNavigation()
  const { note, inspection, inspectionTitle, content, kept, unsaved, overtaken, waits } = draft
  const opening = openingOf(content.text.words) || message('recover.no-words')
  const what = `${nameOf(draft, pack)}, ${openingOf(opening, 60)}`
  return (
    <li className="fb-card">
      <h3 className="govuk-heading-s fb-card__title">
        {nameOf(draft, pack)} <Tag colour="blue">{message(unsaved ? 'recover.new' : 'recover.revision')}</Tag>{' '}
        {overtaken ? <Tag colour="orange">{message('recover.overtaken')}</Tag> : null}
      </h3>
      <p className="govuk-body-s fb-card__line">{message('recover.in', { title: inspectionTitle })}</p>
      <p className="govuk-body fb-opening">{opening}</p>
      <p className="govuk-body-s fb-card__line">
        {message('recover.kept', { when: instantInWords(kept) })} · <SavedState state="draft" />
      </p>
      {waits.map((why) => (
        <p key={why} className="govuk-body-s fb-card__line">
          <strong>{message(`recover.waits.${why}`)}</strong>
        </p>
      ))}
      <ButtonGroup>
        <Button
          type="button"
          aria-label={message('recover.continue-what', { what })}
          onClick={() => void go({ at: 'write-note', inspection, note, isNew: false })}
        >
          {message('recover.continue')}
        </Button>
        <Button
          type="button"
          kind="secondary"
          aria-label={message('recover.discard-what', { what })}
          onClick={onDiscard}
        >
          {message('recover.discard')}
        </Button>
      </ButtonGroup>
    </li>
  )
}
