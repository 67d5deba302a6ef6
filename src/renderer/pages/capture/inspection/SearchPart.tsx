// Searches the notes while somebody types, in this inspection or in all of them.
import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { call } from '../../../client.ts'
import { LiveRegion } from '../../../components/LiveRegion.tsx'
import { ProblemBanner } from '../../../components/ProblemBanner.tsx'
import { Radios } from '../../../components/Radios.tsx'
import { TextField } from '../../../components/TextField.tsx'
import { message } from '../../../messages.ts'
import { firstView, useRemembered } from '../../../stores/capture/remembered.ts'
import { createSearch, type Found } from '../../../stores/capture/search.ts'
import type { PartProps } from './part.ts'
import { SearchResults } from './SearchResults.tsx'

export function SearchPart({ terms }: PartProps) {
  const { inspection } = terms.inspection
  const { views, remember } = useRemembered()
  const [{ words: before, everywhere }] = useState(() => views[inspection] ?? firstView)
  const [store] = useState(() =>
    createSearch((input) => call('search.find', input), before, everywhere ? null : inspection),
  )
  const { words, within, found, problem, type, lookIn, stop } = useStore(store)
  useEffect(() => {
    // Back from a note that was found: the same search again.
    lookIn(everywhere ? null : inspection)
    return stop
  }, [lookIn, stop, everywhere, inspection])
  useEffect(() => remember(inspection, { words, everywhere: within === null }), [remember, inspection, words, within])
  return (
    <search aria-labelledby="search">
      <h2 id="search" className="govuk-heading-m">
        {message('search.title')}
      </h2>
      <TextField
        name="search-words"
        label={message('search.words')}
        hint={message('search.hint')}
        value={words}
        maxLength={200}
        spellCheck={false}
        onChange={(event) => type(event.target.value)}
      />
      <Radios
        name="search-scope"
        label={message('search.scope')}
        small
        inline
        value={within === null ? 'all' : 'here'}
        options={[
          { value: 'here', label: message('search.scope.here') },
          { value: 'all', label: message('search.scope.all') },
        ]}
        onChange={(event) => lookIn(event.target.value === 'all' ? null : inspection)}
      />
      {problem === null ? null : <ProblemBanner quiet reply={problem} />}
      <LiveRegion visible words={found === null ? '' : countInWords(found)} />
      {found === null ? null : <SearchResults found={found} terms={terms} everywhere={within === null} />}
    </search>
  )
}

function countInWords({ found, matching }: Found): string {
  if (matching === 0) return message('search.none')
  const count = message('search.count', { count: matching })
  return found.length < matching ? `${count}. ${message('search.shown', { shown: found.length })}` : count
}
