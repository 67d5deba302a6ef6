// Possible names and other identifiers in a form, each in its sentence: replaced by a button or a key, or let stay.
import { type RefObject, useEffect, useId, useRef, useState } from 'react'
import type { IdentifierGroup } from '../../../capture/identifier-groups.ts'
import { Button, ButtonGroup } from '../../../components/Button.tsx'
import { LiveRegion } from '../../../components/LiveRegion.tsx'
import { message } from '../../../messages.ts'
import { MayStay } from './MayStay.tsx'
import type { Settling } from './use-settling.ts'

interface Props {
  readonly settling: Settling
  /** The id of the field that takes the focus when nothing is left to settle. */
  readonly back: string
  /** A note stays a draft meanwhile; anything else is not taken. */
  readonly draft?: boolean
}

export function Settle({ settling: { watch, replace }, back, draft = false }: Props) {
  const { groups, had } = watch
  const id = useId()
  const list = useRef<HTMLUListElement>(null)
  const settled = useNextFocus(list, back)
  const title = message('settle.title', { count: groups.length })
  const replacement = groups[0]?.replacements[0]
  return (
    <>
      <LiveRegion words={groups.length > 0 ? title : had ? message('settle.none') : ''} />
      {groups.length === 0 ? null : (
        <section className="fb-settle" aria-labelledby={id}>
          <h2 id={id} className="govuk-heading-s">
            {title}
          </h2>
          <p className="govuk-body">
            {message(draft ? 'settle.explain.draft' : 'settle.explain', { count: groups.length })}
          </p>
          <ul className="govuk-list" ref={list}>
            {groups.map((group) => (
              <li key={`${group.kind} ${group.words}`} className="fb-settle__item">
                <Found group={group} />
                <Replacements
                  group={group}
                  onReplace={(chosen) => {
                    replace(group, chosen)
                    settled()
                  }}
                />
                <MayStay
                  words={group.words}
                  hint={message(group.field === 'title' ? 'settle.reason.hint.title' : 'settle.reason.hint')}
                  onConfirm={async (reason) => {
                    const problem = await watch.confirm(group, reason)
                    if (problem === null) settled()
                    return problem
                  }}
                />
              </li>
            ))}
          </ul>
          {replacement === undefined ? null : (
            <p className="govuk-body-s fb-quiet">{message('settle.keys', { replacement })}</p>
          )}
        </section>
      )}
    </>
  )
}

/** The button that was pressed is gone: the next one takes the focus, or the field when nothing is left. */
function useNextFocus(list: RefObject<HTMLElement | null>, back: string): () => void {
  const [settled, setSettled] = useState(0)
  useEffect(() => {
    if (settled === 0) return
    const next = list.current?.querySelector('button') ?? document.getElementById(back)
    next?.focus()
  }, [settled, list, back])
  return () => setSettled((count) => count + 1)
}

/** What was found, where, and in which words. */
function Found({ group }: { readonly group: IdentifierGroup }) {
  const { before, words, after } = group.context
  const about = {
    kind: message(`settle.kind.${group.kind}`),
    field: message(`settle.field.${group.field}`),
    count: group.places.length,
  }
  return (
    <p className="govuk-body">
      <span className="fb-settle__kind">{message('settle.where', about)}</span>
      <span className="fb-settle__context">
        {before}
        <mark className="fb-settle__mark">{words}</mark>
        {after}
      </span>
    </p>
  )
}

interface ReplacementsProps {
  readonly group: IdentifierGroup
  readonly onReplace: (replacement: string) => void
}

function Replacements({ group: { words, replacements }, onReplace }: ReplacementsProps) {
  return (
    <ButtonGroup>
      {replacements.map((replacement) => (
        <Button key={replacement} type="button" kind="secondary" onClick={() => onReplace(replacement)}>
          {message('settle.replace', { replacement })}
          <span className="govuk-visually-hidden">{message('settle.replace.of', { words })}</span>
        </Button>
      ))}
    </ButtonGroup>
  )
}
