// One note in a list: how it begins, whom it came from, when and where, and how it is marked.

import { openingOf } from '../../../capture/opening.ts'
import { fromInWords, kindLabel, personLabel, type Terms } from '../../../capture/terms.ts'
import { instantInWords, localTimeInWords } from '../../../capture/time-words.ts'
import { LinkButton } from '../../../components/Button.tsx'
import { SavedState } from '../../../components/SavedState.tsx'
import { Tag } from '../../../components/Tag.tsx'
import { message } from '../../../messages.ts'
import type { NoteSummary } from '../../../stores/capture/note-list.ts'
import { useNavigation } from '../../../stores/navigation.ts'
import { nameOf } from '../by.ts'
import { FlagTags } from '../FlagTags.tsx'

interface Props {
  readonly note: NoteSummary
  readonly terms: Terms
}

export function NoteCard({ note, terms }: Props) {
  const { go } = useNavigation()
  const { inspection } = note
  return (
    <li className="fb-card">
      <p className="govuk-body-s fb-card__line">
        <strong>{kindLabel(terms.pack, note.kind)}</strong> <NoteTags note={note} />
      </p>
      <p className="govuk-body fb-opening">
        <LinkButton className="fb-opening__link" onClick={() => void go({ at: 'note', inspection, note: note.note })}>
          {openingOf(note.opening) || message('card.no-words')}
        </LinkButton>
      </p>
      <p className="govuk-body-s fb-card__line">{factsOf(note, terms)}</p>
      <p className="govuk-body-s fb-quiet fb-card__line">
        {message('card.written', { when: instantInWords(note.written), name: nameOf(note.by) })} ·{' '}
        <SavedState state={note.state} />
      </p>
    </li>
  )
}

export function NoteTags({ note }: { readonly note: NoteSummary }) {
  return (
    <>
      <FlagTags flags={note.flags} />
      {note.conflict ? <Tag colour="orange">{message('card.conflict')}</Tag> : null}{' '}
      {note.hasDraft ? <Tag colour="blue">{message('state.draft')}</Tag> : null}
    </>
  )
}

/** Whom it came from, whom it is about, when and where: what is known of it, on one line. */
export function factsOf(note: NoteSummary, terms: Terms): string {
  const who = fromInWords(terms, note.from, note.described)
  const people = note.people.map((person) => personLabel(terms, person)).join(', ')
  const facts = [
    who === '' ? '' : message('card.from', { who }),
    people === '' ? '' : message('card.people', { people }),
    localTimeInWords(note.when),
    note.place,
  ]
  return facts.filter((fact) => fact !== '').join(' · ')
}
