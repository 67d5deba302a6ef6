// The notes of an inspection under its filters, a hundred at a time.
import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { LiveRegion } from '../../../components/LiveRegion.tsx'
import { ProblemBanner } from '../../../components/ProblemBanner.tsx'
import { message } from '../../../messages.ts'
import { createNoteList, type NoteFilter, type NoteList } from '../../../stores/capture/note-list.ts'
import { firstView, useRemembered } from '../../../stores/capture/remembered.ts'
import { useRenewal } from '../hooks.ts'
import { FilterPanel } from './FilterPanel.tsx'
import { More } from './More.tsx'
import { NoteCard } from './NoteCard.tsx'
import type { PartProps } from './part.ts'

export function NotesPart({ terms }: PartProps) {
  const { inspection } = terms.inspection
  const { views, remember } = useRemembered()
  const { filter } = views[inspection] ?? firstView
  const [store] = useState(() => createNoteList(inspection, 'newest'))
  const list = useStore(store)
  const { show, renew } = list
  useRenewal({ inspection, states: true }, renew)
  useEffect(() => void show(filter), [show, filter])
  const choose = (change: Partial<NoteFilter>) => remember(inspection, { filter: { ...filter, ...change } })
  return (
    <section aria-labelledby="notes">
      <h2 id="notes" className="govuk-heading-m">
        {message('notes.title')}
      </h2>
      {list.problem === null ? null : <ProblemBanner quiet reply={list.problem} />}
      <div className="fb-beside">
        <FilterPanel terms={terms} filter={filter} counts={list.counts} onChoose={choose} />
        <div className="fb-beside__main">
          <LiveRegion visible words={list.loaded ? countInWords(list, filter) : ''} />
          <ul className="govuk-list fb-cards">
            {list.notes.map((note) => (
              <NoteCard key={note.note} note={note} terms={terms} />
            ))}
          </ul>
          <More list={list} />
        </div>
      </div>
    </section>
  )
}

/** How many notes there are and how many of them are shown. */
function countInWords({ notes, total, matching }: NoteList, { deleted }: NoteFilter): string {
  if (total === 0 && !deleted) return message('notes.empty')
  if (matching === 0) return message('notes.none-match')
  const count =
    matching === total
      ? message('notes.count', { count: total })
      : message('notes.matching', { count: matching, total })
  return notes.length < matching ? `${count}. ${message('notes.shown', { shown: notes.length })}` : count
}
