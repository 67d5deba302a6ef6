// Says where what was typed is: on this device or not yet. One line that never moves the page while all is well.
import { useState } from 'react'
import type { Keeping } from '../../../capture/draft-keeper.ts'
import { LiveRegion } from '../../../components/LiveRegion.tsx'
import { message } from '../../../messages.ts'
import { replyFrom } from '../../../problem.ts'

export function KeepingState({ keeping }: { readonly keeping: Keeping }) {
  const words = wordsOf(keeping)
  // `pending` comes and goes with each keystroke, so it is not read out: the last words stay.
  const aloud = keeping.at === 'pending' ? null : words
  return (
    <>
      <p className={`govuk-body-s fb-keeping fb-keeping--${keeping.at}`} data-keeping={keeping.at}>
        <span aria-hidden="true">{words}</span>
      </p>
      <Aloud words={aloud} />
    </>
  )
}

/** Keeps what was said last while there is nothing new to say. */
function Aloud({ words }: { readonly words: string | null }) {
  const [said, setSaid] = useState('')
  if (words !== null && words !== said) setSaid(words)
  return <LiveRegion words={words ?? said} />
}

function wordsOf(keeping: Keeping): string {
  if (keeping.at === 'untouched') return ''
  if (keeping.at !== 'failing') return message(`keeping.${keeping.at}`)
  const { sentence, next } = replyFrom(keeping.problem)
  return message('keeping.failing', { sentence, next })
}
