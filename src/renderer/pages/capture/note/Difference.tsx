// Which words were added and removed between two texts, also for those who hear the page.
import { useMemo } from 'react'
import { type Passage, wordsDifference } from '../../../capture/words-difference.ts'
import { message } from '../../../messages.ts'

interface Props {
  readonly before: string
  readonly after: string
}

export function Difference({ before, after }: Props) {
  const passages = useMemo(() => wordsDifference(before, after), [before, after])
  if (before === after) return <p className="govuk-body">{message('difference.same')}</p>
  return (
    <p className="govuk-body fb-difference">
      {passages.map((passage, index) => (
        // The passages of one difference never change, so their places name them.
        <Words key={index} {...passage} />
      ))}
    </p>
  )
}

function Words({ words, change }: Passage) {
  if (change === 'same') return <span>{words}</span>
  const Change = change === 'added' ? 'ins' : 'del'
  return (
    <Change className={`fb-difference__${change}`}>
      <span className="govuk-visually-hidden"> {message(`difference.${change}`)} </span>
      {/* A line break alone could not be seen to come or go. */}
      {words.replaceAll('\n', '¶\n')}
      <span className="govuk-visually-hidden"> {message('difference.end')} </span>
    </Change>
  )
}
