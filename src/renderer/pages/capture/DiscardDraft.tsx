// Asks twice before a draft is discarded, naming what goes.
import { openingOf } from '../../capture/opening.ts'
import { ConfirmTwice } from '../../components/ConfirmTwice.tsx'
import { message } from '../../messages.ts'

interface Props {
  readonly open: boolean
  /** What the draft is and where it belongs. */
  readonly what: string
  readonly words: string
  /** A revision: the note itself stays. */
  readonly savedBefore: boolean
  /** No entry records the discarding: a disclosure. */
  readonly silent?: boolean
  readonly onYes: () => void
  readonly onNo: () => void
}

/** Longest beginning of the text that is repeated in the question. */
const longestOpening = 120

export function DiscardDraft({ open, what, words, savedBefore, silent = false, onYes, onNo }: Props) {
  const count = words.split(/\s+/).filter((word) => word !== '').length
  const opening = openingOf(words, longestOpening)
  const body = (
    <>
      <p>{what}</p>
      <p className="fb-opening">{opening === '' ? message('recover.no-words') : opening}</p>
      {savedBefore ? <p>{message('discard.revision')}</p> : null}
    </>
  )
  return (
    <ConfirmTwice
      open={open}
      first={{ title: message('discard.title'), body, yes: message('discard.first') }}
      second={{
        title: message('discard.again.title'),
        body: message(silent ? 'discard.again.body-silent' : 'discard.again.body', { count }),
        yes: message('discard.second'),
      }}
      no={message('discard.keep')}
      onYes={onYes}
      onNo={onNo}
    />
  )
}
