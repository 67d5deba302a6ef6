// What came too late for a disposal: entered in another inspection as a draft, or discarded for good.
import { useState } from 'react'
import type { Output } from '#shared/contract.ts'
import { newId } from '../../capture/new-id.ts'
import { openingOf } from '../../capture/opening.ts'
import { call } from '../../client.ts'
import { Button, ButtonGroup } from '../../components/Button.tsx'
import { Tag } from '../../components/Tag.tsx'
import { message } from '../../messages.ts'
import { useNavigation } from '../../stores/navigation.ts'
import { everyInspection } from '../../stores/news.ts'
import { useAnswer, useReturnFocus } from '../capture/hooks.ts'
import { ConfirmOrder } from './ConfirmOrder.tsx'
import { EnterLate } from './EnterLate.tsx'
import { referenceOf } from './order-words.ts'

export type Late = Output<'late.list'>['late'][number]
type Inspections = Output<'inspection.list'>['inspections']

/** Nothing where nothing came too late, which is as good as always. */
export function LatePanel({ inspections }: { readonly inspections: Inspections }) {
  const { answer, again } = useAnswer('late.list', {}, { inspection: everyInspection, states: true })
  const late = answer?.late ?? []
  if (late.length === 0) return null
  return (
    <section className="fb-panel" aria-labelledby="late">
      <h2 id="late" className="govuk-heading-m">
        {message('late.title')}
      </h2>
      <p className="govuk-body">{message('late.body', { count: late.length })}</p>
      <ul className="govuk-list fb-cards">
        {late.map((one) => (
          <LateCard key={one.late} late={one} inspections={inspections} onGone={again} />
        ))}
      </ul>
    </section>
  )
}

interface CardProps {
  readonly late: Late
  readonly inspections: Inspections
  readonly onGone: () => Promise<void>
}

function LateCard({ late, inspections, onGone }: CardProps) {
  const go = useNavigation((state) => state.go)
  const [doing, setDoing] = useState<'enter' | 'discard' | null>(null)
  const enterButton = useReturnFocus(doing === 'enter')
  const { kind, words, inspection, draft } = late
  const isNote = kind === 'note.revised'
  const what = openingOf(words, 60) || kindInWords(late)
  const enter = async (into: string) => {
    const note = newId()
    await call('late.enter', { late: late.late, inspection: into, note })
    await go({ at: 'write-note', inspection: into, note, isNew: false })
  }
  const discard = async () => {
    await call('late.discard', { late: late.late })
    setDoing(null)
    await onGone()
  }
  return (
    <li className="fb-card">
      <h3 className="govuk-heading-s fb-card__title">
        {kindInWords(late)} {draft ? <Tag colour="blue">{message('late.draft')}</Tag> : null}
      </h3>
      <p className="govuk-body-s fb-card__line">{message('late.from', { reference: referenceOf(inspection) })}</p>
      <p className="govuk-body fb-opening">{isNote ? words : message('late.other.body', { kind })}</p>
      {doing === 'enter' ? (
        <EnterLate id={late.late} inspections={inspections} onEnter={enter} onCancel={() => setDoing(null)} />
      ) : (
        <ButtonGroup>
          {isNote ? (
            <Button
              ref={enterButton}
              type="button"
              aria-label={message('late.enter-what', { what })}
              onClick={() => setDoing('enter')}
            >
              {message('late.enter')}
            </Button>
          ) : null}
          <Button
            type="button"
            kind="secondary"
            aria-label={message('late.discard-what', { what })}
            onClick={() => setDoing('discard')}
          >
            {message('late.discard')}
          </Button>
        </ButtonGroup>
      )}
      {doing === 'discard' ? (
        <ConfirmOrder
          title={message('late.discard.ask')}
          yes={message('late.discard.yes')}
          no={message('late.discard.no')}
          grave
          onYes={discard}
          onNo={() => setDoing(null)}
        >
          <p className="govuk-body">{message('late.discard.body')}</p>
          <p className="govuk-body fb-opening">{openingOf(words, 120) || kindInWords(late)}</p>
        </ConfirmOrder>
      ) : null}
    </li>
  )
}

function kindInWords({ kind }: Late): string {
  return message(kind === 'note.revised' ? 'late.note' : 'late.other')
}
