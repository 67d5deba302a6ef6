// What was removed of earlier wordings of something, and the wish to have them removed.
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import type { Input } from '#shared/contract.ts'
import { Button } from '../../components/Button.tsx'
import { Details } from '../../components/Details.tsx'
import { InsetText } from '../../components/InsetText.tsx'
import { message } from '../../messages.ts'
import { useAnswer, useReturnFocus } from '../capture/hooks.ts'
import { AskForRemoval } from './AskForRemoval.tsx'
import { correctionInWords } from './correction-words.ts'

interface Props {
  readonly about: Input<'correction.read'>
  /** What the page shows of it. */
  readonly heads: readonly string[]
  /** It is deleted and stays so. */
  readonly deleted?: boolean
  readonly mayAsk: boolean
  readonly onChanged: () => Promise<void>
}

export function EarlierWordings(props: Props) {
  const { about, heads, mayAsk, onChanged } = props
  const { answer, again } = useAnswer('correction.read', about, { inspection: about.inspection, states: true })
  const status = useRef<HTMLDivElement>(null)
  const renew = useEffectEvent(again)
  const version = heads.join()
  useEffect(() => void renew(), [version])
  if (answer === null) return null
  const changed = async () => {
    await Promise.all([again(), onChanged()])
    // The button is gone, and what became of it stands here.
    status.current?.focus()
  }
  return (
    <>
      <div ref={status} tabIndex={-1}>
        {answer.corrections.map((correction, index) => (
          // They stand in the order of the store and never move.
          <InsetText key={index}>
            <p className="govuk-body">{correctionInWords(correction)}</p>
          </InsetText>
        ))}
      </div>
      {mayAsk ? <Asking {...props} onChanged={changed} earlier={answer.earlier} whyNot={answer.whyNot} /> : null}
    </>
  )
}

interface AskingProps extends Props {
  readonly earlier: number
  readonly whyNot: string | null
}

function Asking({ earlier, whyNot, ...props }: AskingProps) {
  const [asked, setAsked] = useState(false)
  const button = useReturnFocus(asked)
  return (
    <Details summary={message('correction.summary')}>
      <p className="govuk-body">{message('correction.explain')}</p>
      {earlier === 0 ? null : <p className="govuk-body">{message('correction.earlier', { count: earlier })}</p>}
      {whyNot === 'draft' || whyNot === 'conflict' ? (
        <p className="govuk-body">{message(`correction.why.${whyNot}`)}</p>
      ) : null}
      {whyNot === null ? (
        <Button ref={button} type="button" kind="secondary" onClick={() => setAsked(true)}>
          {message('correction.open')}
        </Button>
      ) : null}
      {asked ? <AskForRemoval {...props} onClose={() => setAsked(false)} /> : null}
    </Details>
  )
}
