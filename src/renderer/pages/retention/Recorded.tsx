// What the result depends on: events, questions and reviews with what stands of each, and a form to record more.
import { useState } from 'react'
import type { Pack } from '#shared/domain/policy.ts'
import { dayInWords } from '../../capture/time-words.ts'
import { LinkButton } from '../../components/Button.tsx'
import { InsetText } from '../../components/InsetText.tsx'
import { LiveRegion } from '../../components/LiveRegion.tsx'
import { SummaryList } from '../../components/SummaryList.tsx'
import { message } from '../../messages.ts'
import { differing, type Thing, thingsOf } from '../../retention/things.ts'
import { peopleInWords, type Read, type Statement, termInWords, valueInWords } from '../../retention/words.ts'
import { useReturnFocus } from '../capture/hooks.ts'
import { RecordForm } from './RecordForm.tsx'

interface Props {
  readonly pack: Pack
  readonly read: Read
  readonly onRecorded: () => Promise<void>
}

const headings = { event: 'retention.events', question: 'retention.questions', review: 'retention.reviews' } as const

export function Recorded({ pack, read, onRecorded }: Props) {
  const [said, setSaid] = useState('')
  const things = thingsOf(pack, read)
  const recorded = async () => {
    setSaid(message('retention.done'))
    await onRecorded()
  }
  if (!read.register) return null
  return (
    <section className="fb-section" aria-labelledby="recorded">
      <h2 id="recorded" className="govuk-heading-m">
        {message('retention.recorded.title')}
      </h2>
      <LiveRegion visible words={said} />
      {read.mayState ? null : <InsetText>{message('retention.recorded.read-only')}</InsetText>}
      {things.length === 0 ? <InsetText>{message('retention.recorded.none')}</InsetText> : null}
      {(['event', 'question', 'review'] as const).map((kind) => {
        const these = things.filter((thing) => thing.kind === kind)
        if (these.length === 0) return null
        return (
          <div key={kind}>
            <h3 className="govuk-heading-s">{message(headings[kind])}</h3>
            {these.map((thing) => (
              <ThingRow key={thing.term} pack={pack} read={read} thing={thing} onRecorded={recorded} />
            ))}
          </div>
        )
      })}
    </section>
  )
}

function ThingRow({ pack, read, thing, onRecorded }: Props & { readonly thing: Thing }) {
  const [open, setOpen] = useState(false)
  const button = useReturnFocus(open)
  const what = termInWords(pack, thing.term)
  const settles = differing(thing.standing).length > 0
  const words = settles ? 'settle' : 'record'
  const action = (
    <LinkButton ref={button} aria-expanded={open} onClick={() => setOpen(!open)}>
      <span aria-hidden="true">{message(`retention.${words}`)}</span>
      <span className="govuk-visually-hidden">{message(`retention.${words}-what`, { what })}</span>
    </LinkButton>
  )
  const recorded = async () => {
    await onRecorded()
    setOpen(false)
  }
  return (
    <>
      <SummaryList
        rows={[
          {
            label: what,
            value: <Standing pack={pack} read={read} thing={thing} />,
            ...(read.mayState && { action }),
          },
        ]}
      />
      {open ? (
        <RecordForm pack={pack} read={read} thing={thing} onRecorded={recorded} onCancel={() => setOpen(false)} />
      ) : null}
    </>
  )
}

function Standing({ pack, read, thing }: { readonly pack: Pack; readonly read: Read; readonly thing: Thing }) {
  const { term, standing } = thing
  if (standing.length === 0) {
    const known = pack.lists.events.find(({ id }) => id === term)?.known === 'last-day'
    return message(known ? 'retention.known' : 'retention.not-recorded', { day: dayInWords(read.ends) })
  }
  const differ = differing(standing)
  return (
    <>
      {differ.length === 0 ? null : (
        <p className="govuk-body govuk-!-font-weight-bold">{message('retention.differ', { count: differ.length })}</p>
      )}
      <ul className="govuk-list">
        {standing.map((one) => (
          <li key={one.entry}>{standsInWords(pack, one)}</li>
        ))}
      </ul>
    </>
  )
}

function standsInWords(pack: Pack, { said }: Statement): string {
  const value = valueInWords(said)
  if (!('circumstance' in said) || said.people === null) return value
  return message('retention.about.some', { what: `${value}.`, people: peopleInWords(pack, said.people) })
}
