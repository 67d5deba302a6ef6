// One note of a bundle as the seal froze it, with what is asked about it and what changed since.

import { Fragment, type RefCallback, useState } from 'react'
import type { NoteContent } from '#shared/domain/note.ts'
import { factInWords } from '../../capture/note-changes.ts'
import { kindLabel, type Terms } from '../../capture/terms.ts'
import { instantInWords } from '../../capture/time-words.ts'
import { call } from '../../client.ts'
import { LinkButton } from '../../components/Button.tsx'
import { LiveRegion } from '../../components/LiveRegion.tsx'
import { Tag } from '../../components/Tag.tsx'
import { message } from '../../messages.ts'
import { useTyped } from '../../stores/review/typed.ts'
import { nameOf } from '../capture/by.ts'
import { FlagTags } from '../capture/FlagTags.tsx'
import { useReturnFocus, useRole } from '../capture/hooks.ts'
import { Paragraphs } from '../capture/note/Paragraphs.tsx'
import { PartlyRemoved } from '../correction/RemovedNotes.tsx'
import { ChangedSince } from './ChangedSince.tsx'
import { Questions } from './Questions.tsx'
import { type Bundle, lacksInWords, type SealedNote } from './review-words.ts'
import { WordsForm } from './WordsForm.tsx'

interface Props {
  readonly bundle: Bundle
  readonly sealed: SealedNote
  /** Its place in the bundle, by which two people can talk about it. */
  readonly number: number
  readonly terms: Terms
  readonly watch: RefCallback<HTMLElement>
  readonly onChanged: () => Promise<void>
}

export function SealedNoteItem(props: Props) {
  const { sealed, number, terms, watch, onChanged } = props
  const { note, content, questions, changedSince } = sealed
  const kind = kindLabel(terms.pack, content.kind)
  return (
    <article className="fb-sealed" ref={watch} data-note={note} aria-labelledby={`note-${note}`}>
      <h3 id={`note-${note}`} className="govuk-heading-s fb-card__title">
        {message('bundle.note', { number, kind })} <Marks sealed={sealed} terms={terms} />
      </h3>
      <Paragraphs words={content.text.words} />
      <Facts content={content} terms={terms} />
      <p className="govuk-body-s fb-quiet">{writtenInWords(sealed)}</p>
      <PartlyRemoved removed={sealed.removed} />
      {changedSince ? <ChangedSince note={note} sealed={content} terms={terms} /> : null}
      <Questions terms={terms} note={note} questions={questions} onChanged={onChanged} />
      <Asking {...props} />
    </article>
  )
}

function Marks({ sealed, terms }: Pick<Props, 'sealed' | 'terms'>) {
  const { content, conflict, changedSince } = sealed
  return (
    <>
      <FlagTags flags={content.flags} />
      {content.deleted ? <Tag colour="grey">{message('note.deleted.tag')}</Tag> : null}{' '}
      {conflict ? <Tag colour="orange">{message('bundle.note.conflict')}</Tag> : null}{' '}
      {changedSince ? <Tag colour="yellow">{message('bundle.note.changed')}</Tag> : null}{' '}
      {lacksInWords(sealed, terms).map((words) => (
        <Fragment key={words}>
          <Tag colour="grey">{words}</Tag>{' '}
        </Fragment>
      ))}
    </>
  )
}

const facts = ['from', 'when', 'place', 'people', 'areas', 'categories', 'enquiry', 'bearing'] as const

/** What is known of the note; what nobody recorded takes no room. */
function Facts({ content, terms }: { readonly content: NoteContent; readonly terms: Terms }) {
  return (
    <ul className="govuk-list fb-facts">
      {facts
        .map((name) => ({ name, value: factInWords(name, content, terms) }))
        .filter(({ value }) => value !== '')
        .map(({ name, value }) => (
          <li key={name} className="govuk-body-s">
            {message('bundle.note.fact', { label: message(`note.field.${name}`), value })}
          </li>
        ))}
    </ul>
  )
}

function writtenInWords({ written, by, revisions }: SealedNote): string {
  const names = by.map(nameOf).join(', ')
  const words = message('bundle.note.written', { when: instantInWords(written), names })
  return revisions > 1 ? `${words} · ${message('bundle.note.revisions', { count: revisions })}` : words
}

function Asking({ bundle, sealed: { note }, number, onChanged }: Props) {
  const supervises = useRole('supervisor')
  const begun = useTyped((typed) => (typed.words[`question-${note}`] ?? '') !== '')
  const [open, setOpen] = useState(begun)
  const [said, setSaid] = useState('')
  const button = useReturnFocus(open)
  if (!supervises) return null
  const ask = async (words: string) => {
    await call('note.question', { inspection: bundle.inspection, bundle: bundle.bundle, note, words })
    setSaid(message('question.asked'))
    setOpen(false)
    await onChanged()
  }
  return (
    <>
      <LiveRegion words={said} />
      {open ? (
        <WordsForm
          inspection={bundle.inspection}
          kind="question"
          about={note}
          onSend={ask}
          onCancel={() => setOpen(false)}
        />
      ) : (
        <LinkButton ref={button} aria-label={message('question.ask-what', { number })} onClick={() => setOpen(true)}>
          {message('question.ask')}
        </LinkButton>
      )}
    </>
  )
}
