// A bundle as it was sealed: its facts, its notes one under another, what is asked about them, and the decision.
import { type RefObject, useRef, useState } from 'react'
import { kindLabel, type Terms, termsOf } from '../../capture/terms.ts'
import { instantInWords } from '../../capture/time-words.ts'
import { BackLink } from '../../components/BackLink.tsx'
import { LinkButton } from '../../components/Button.tsx'
import { LiveRegion } from '../../components/LiveRegion.tsx'
import { PageTitle } from '../../components/PageTitle.tsx'
import { SelectField } from '../../components/SelectField.tsx'
import { message } from '../../messages.ts'
import { useNavigation } from '../../stores/navigation.ts'
import { useAnswer, usePack, useRole } from '../capture/hooks.ts'
import type { PageOf } from '../capture/narrow.tsx'
import { Waiting } from '../capture/Waiting.tsx'
import { RemovedNotes } from '../correction/RemovedNotes.tsx'
import { BundleFacts } from './BundleFacts.tsx'
import { DecisionPanel } from './DecisionPanel.tsx'
import type { Bundle, SealedNote } from './review-words.ts'
import { SealedNoteItem } from './SealedNoteItem.tsx'
import { useReading } from './use-reading.ts'

export function BundlePage({ page }: { readonly page: PageOf<'bundle'> }) {
  const { inspection, bundle } = page
  const pack = usePack()
  const read = useAnswer('bundle.read', { inspection, bundle }, { inspection, states: true })
  const about = useAnswer('inspection.read', { inspection }, { inspection })
  const again = async () => void (await Promise.all([read.again(), about.again()]))
  return (
    <>
      <Back inspection={inspection} />
      {pack === null || read.answer === null || about.answer === null ? (
        <Waiting problem={read.problem ?? about.problem} again={again} />
      ) : (
        <BundleView bundle={read.answer} terms={termsOf(pack, about.answer)} onChanged={again} />
      )}
    </>
  )
}

function Back({ inspection }: { readonly inspection: string }) {
  const go = useNavigation((state) => state.go)
  if (useRole('supervisor')) {
    return <BackLink onClick={() => void go({ at: 'reviews' })}>{message('bundle.back.reviews')}</BackLink>
  }
  return (
    <BackLink onClick={() => void go({ at: 'inspection', inspection, part: 'seal' })}>
      {message('bundle.back.inspection')}
    </BackLink>
  )
}

interface ViewProps {
  readonly bundle: Bundle
  readonly terms: Terms
  readonly onChanged: () => Promise<void>
}

function BundleView({ bundle, terms, onChanged }: ViewProps) {
  const decision = useRef<HTMLHeadingElement>(null)
  return (
    <div className="govuk-grid-row">
      <div className="govuk-grid-column-two-thirds">
        <PageTitle caption={bundle.inspectionTitle}>
          {message('bundle.title', { when: instantInWords(bundle.sealed) })}
        </PageTitle>
        <BundleFacts bundle={bundle} terms={terms} />
        <p className="govuk-body">
          <LinkButton onClick={() => goTo(decision)}>{message('bundle.go-decide')}</LinkButton>
        </p>
        <Notes bundle={bundle} terms={terms} onChanged={onChanged} />
        <RemovedNotes bundle={bundle} />
        <DecisionPanel bundle={bundle} heading={decision} onChanged={onChanged} />
      </div>
    </div>
  )
}

function goTo(heading: RefObject<HTMLHeadingElement | null>): void {
  heading.current?.scrollIntoView({ block: 'start' })
  heading.current?.focus({ preventScroll: true })
}

interface Numbered {
  readonly sealed: SealedNote
  readonly number: number
}

function Notes({ bundle, terms, onChanged }: ViewProps) {
  const [kind, setKind] = useState('')
  const watch = useReading(bundle)
  // Numbered before they are filtered, so that a number always means the same note.
  const numbered: readonly Numbered[] = bundle.notes.map((sealed, index) => ({ sealed, number: index + 1 }))
  const shown = numbered.filter(({ sealed }) => kind === '' || sealed.content.kind === kind)
  return (
    <section aria-labelledby="sealed-notes">
      <h2 id="sealed-notes" className="govuk-heading-m">
        {message('bundle.notes')}
      </h2>
      <SelectField
        name="bundle-kind"
        label={message('bundle.filter')}
        value={kind}
        options={[{ value: '', label: message('bundle.filter.all') }, ...kindsOf(bundle, terms)]}
        onChange={(event) => setKind(event.target.value)}
      />
      <LiveRegion visible words={message('bundle.shown', { count: shown.length })} />
      {shown.map(({ sealed, number }) => (
        <SealedNoteItem
          key={sealed.note}
          bundle={bundle}
          sealed={sealed}
          number={number}
          terms={terms}
          watch={watch}
          onChanged={onChanged}
        />
      ))}
    </section>
  )
}

/** The kinds that occur, with how many notes each has. */
function kindsOf({ notes }: Bundle, { pack }: Terms) {
  const counts = new Map<string, number>()
  for (const { content } of notes) counts.set(content.kind, (counts.get(content.kind) ?? 0) + 1)
  return [...counts].map(([kind, count]) => ({
    value: kind,
    label: message('notes.filter.option', { label: kindLabel(pack, kind), count }),
  }))
}
