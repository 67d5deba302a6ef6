// Possible names and other identifiers of a note, each in its sentence: replaced by a button or a key, or let stay.
import { useEffect, useRef, useState } from 'react'
import type { IdentifierGroup } from '../../../capture/identifier-groups.ts'
import { Button, ButtonGroup } from '../../../components/Button.tsx'
import { LiveRegion } from '../../../components/LiveRegion.tsx'
import { message } from '../../../messages.ts'
import { MayStay } from './MayStay.tsx'
import type { Settling } from './use-identifiers.ts'

interface Props {
  readonly settling: Settling
}

export function Identifiers({ settling: { watch, replace } }: Props) {
  const { groups, had } = watch
  const list = useRef<HTMLUListElement>(null)
  const [settled, setSettled] = useState(0)
  // The button that was pressed is gone: the next one takes the focus, or the text when nothing is left.
  useEffect(() => {
    if (settled === 0) return
    const next = list.current?.querySelector('button') ?? document.getElementById('words')
    next?.focus()
  }, [settled])
  const title = message('settle.title', { count: groups.length })
  const [first] = groups
  const replacement = first?.replacements[0]
  const said = groups.length > 0 ? title : had ? message('settle.none') : ''
  const then = () => setSettled((count) => count + 1)
  return (
    <>
      <LiveRegion words={said} />
      {groups.length === 0 ? null : (
        <section className="fb-settle" aria-labelledby="settle">
          <h2 id="settle" className="govuk-heading-s">
            {title}
          </h2>
          <p className="govuk-body">{message('settle.explain')}</p>
          <ul className="govuk-list" ref={list}>
            {groups.map((group) => (
              <li key={`${group.kind} ${group.words}`} className="fb-settle__item">
                <Found group={group} />
                <Replacements
                  group={group}
                  onReplace={(chosen) => {
                    replace(group, chosen)
                    then()
                  }}
                />
                <MayStay
                  words={group.words}
                  onConfirm={async (reason) => {
                    const problem = await watch.confirm(group, reason)
                    if (problem === null) then()
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
