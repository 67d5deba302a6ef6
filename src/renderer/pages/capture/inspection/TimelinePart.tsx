// The visit in the order in which it happened: by day, by time, what has no time at the end.
import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { byDay } from '../../../capture/by-day.ts'
import { openingOf } from '../../../capture/opening.ts'
import { fromInWords, kindLabel, type Terms } from '../../../capture/terms.ts'
import { clockInWords, dayInWords } from '../../../capture/time-words.ts'
import { LinkButton } from '../../../components/Button.tsx'
import { LiveRegion } from '../../../components/LiveRegion.tsx'
import { ProblemBanner } from '../../../components/ProblemBanner.tsx'
import { message } from '../../../messages.ts'
import { createNoteList, type NoteSummary, noFilter } from '../../../stores/capture/note-list.ts'
import { useNavigation } from '../../../stores/navigation.ts'
import { useRenewal } from '../hooks.ts'
import { More } from './More.tsx'
import { NoteTags } from './NoteCard.tsx'
import type { PartProps } from './part.ts'

export function TimelinePart({ terms }: PartProps) {
  const { inspection } = terms.inspection
  const [store] = useState(() => createNoteList(inspection, 'timeline'))
  const list = useStore(store)
  const { show, renew } = list
  useRenewal({ inspection, states: true }, renew)
  useEffect(() => void show(noFilter), [show])
  const count = list.total === 0 ? message('timeline.empty') : message('notes.count', { count: list.total })
  return (
    <section aria-labelledby="timeline">
      <h2 id="timeline" className="govuk-heading-m">
        {message('timeline.title')}
      </h2>
      {list.problem === null ? null : <ProblemBanner quiet reply={list.problem} />}
      <LiveRegion visible words={list.loaded ? count : ''} />
      {byDay(list.notes).map(({ day, notes }) => (
        <section key={day}>
          <h3 className="govuk-heading-s fb-day">{day === '' ? message('timeline.undated') : dayInWords(day)}</h3>
          <ol className="govuk-list fb-timeline">
            {notes.map((note) => (
              <TimelineItem key={note.note} note={note} terms={terms} />
            ))}
          </ol>
        </section>
      ))}
      <More list={list} />
    </section>
  )
}

interface ItemProps {
  readonly note: NoteSummary
  readonly terms: Terms
}

function TimelineItem({ note, terms }: ItemProps) {
  const { go } = useNavigation()
  const { inspection, when } = note
  const from = fromInWords(terms, note.from, note.described)
  const facts = [kindLabel(terms.pack, note.kind), from, note.place].filter((fact) => fact !== '').join(' · ')
  return (
    <li className="fb-timeline__item">
      <p className="govuk-body-s fb-timeline__time">{when === '' ? null : clockInWords(when.slice(11))}</p>
      <div className="fb-timeline__what">
        <p className="govuk-body-s fb-card__line">
          <strong>{facts}</strong> <NoteTags note={note} />
        </p>
        <p className="govuk-body fb-opening">
          <LinkButton className="fb-opening__link" onClick={() => void go({ at: 'note', inspection, note: note.note })}>
            {openingOf(note.opening) || message('card.no-words')}
          </LinkButton>
        </p>
      </div>
    </li>
  )
}
