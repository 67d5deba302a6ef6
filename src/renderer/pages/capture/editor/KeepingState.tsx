// Says where what was typed is: on this device or not yet. One line that never moves the page while all is well.
import { useState } from 'react'
import type { Keeping } from '../../../capture/draft-keeper.ts'
import { LiveRegion } from '../../../components/LiveRegion.tsx'
import { message } from '../../../messages.ts'
import { replyFrom } from '../../../problem.ts'

interface Props {
  readonly keeping: Keeping
  /** How far the last saved version has come; null where nothing is saved. */
  readonly saved: 'saved' | 'sending' | 'received' | null
  /** Identifiers that keep the draft from becoming an entry. */
  readonly toSettle?: number
}

export function KeepingState({ keeping, saved, toSettle = 0 }: Props) {
  const words = wordsOf(keeping, saved, toSettle)
  // `pending` comes and goes with each keystroke, and what follows a save comes by itself: the last words stay.
  const quiet = keeping.at === 'pending' || (keeping.at === 'saved' && saved !== 'saved')
  const aloud = quiet ? null : words
  const colour = keeping.at === 'untouched' && saved !== null ? 'saved' : keeping.at
  return (
    <>
      <p className={`govuk-body-s fb-keeping fb-keeping--${colour}`} data-keeping={keeping.at}>
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

function wordsOf(keeping: Keeping, saved: Props['saved'], toSettle: number): string {
  if (keeping.at === 'untouched') return saved === null ? '' : message(`state.${saved}`)
  if (keeping.at === 'saved') return message(`state.${saved ?? 'saved'}`)
  if (keeping.at === 'kept')
    return toSettle === 0 ? message('state.draft') : message('keeping.to-settle', { count: toSettle })
  if (keeping.at !== 'failing') return message('keeping.pending')
  const { sentence, next } = replyFrom(keeping.problem)
  return message('keeping.failing', { sentence, next })
}
