// The decision on a bundle: accept or return, with a reason; or why this person may not decide.
import { type RefObject, useState } from 'react'
import type { Input } from '#shared/contract.ts'
import { type FieldFault, wordsFor } from '../../capture/faults.ts'
import { call } from '../../client.ts'
import { Button } from '../../components/Button.tsx'
import { ErrorSummary } from '../../components/ErrorSummary.tsx'
import { Form } from '../../components/Form.tsx'
import { InsetText } from '../../components/InsetText.tsx'
import { LiveRegion } from '../../components/LiveRegion.tsx'
import { ProblemBanner } from '../../components/ProblemBanner.tsx'
import { Radios } from '../../components/Radios.tsx'
import { TextArea } from '../../components/TextArea.tsx'
import { message } from '../../messages.ts'
import { inspectionPorts } from '../../stores/capture/identifier-ports.ts'
import { useTyped } from '../../stores/review/typed.ts'
import { FoundIn } from '../capture/settle/FoundIn.tsx'
import { Settle } from '../capture/settle/Settle.tsx'
import { useSettling } from '../capture/settle/use-settling.ts'
import { useTask } from '../use-task.ts'
import { Decisions } from './Decisions.tsx'
import type { Bundle } from './review-words.ts'

type Choice = Input<'review.decide'>['decision']
const choices = ['accepted', 'returned'] as const

/** Longest reason that main takes (contract, `review.decide`). */
const longest = 5_000

interface Props {
  readonly bundle: Bundle
  /** The heading takes the focus when somebody goes to the decision from the top. */
  readonly heading: RefObject<HTMLHeadingElement | null>
  readonly onChanged: () => Promise<void>
}

export function DecisionPanel({ bundle, heading, onChanged }: Props) {
  const { mayReview, whyNot, decisions, followed } = bundle
  const [said, setSaid] = useState('')
  // The form may be gone with the decision, so heading and words of success stand outside it.
  const decided = async () => {
    setSaid(message('decide.done'))
    heading.current?.focus()
    await onChanged()
  }
  return (
    <section className="fb-section" aria-labelledby="decision">
      <h2 id="decision" className="govuk-heading-m fb-title" tabIndex={-1} ref={heading}>
        {message('decide.title')}
      </h2>
      <LiveRegion visible words={said} />
      {followed ? <InsetText>{message('decide.followed')}</InsetText> : null}
      {decisions.length === 0 ? null : (
        <>
          <h3 className="govuk-heading-s">{message('decisions.title')}</h3>
          <Decisions decisions={decisions} />
        </>
      )}
      {mayReview ? <DecisionForm bundle={bundle} onDecided={decided} /> : null}
      {whyNot === null ? null : <InsetText>{message(`why-not.${whyNot}`)}</InsetText>}
    </section>
  )
}

interface FormProps extends Pick<Props, 'bundle'> {
  readonly onDecided: () => Promise<void>
}

function DecisionForm({ bundle: { inspection, bundle, review }, onDecided }: FormProps) {
  const { busy, problem, run } = useTask()
  const { words, type } = useTyped()
  const key = `decision-${bundle}`
  const reason = words[key] ?? ''
  const settling = useSettling(
    () => inspectionPorts(inspection),
    { reason },
    (_, replaced) => type(key, replaced),
  )
  const [choice, setChoice] = useState<Choice | ''>('')
  const [faults, setFaults] = useState<readonly FieldFault[]>([])
  const decide = () => {
    const found = faultsOf(choice, reason.trim())
    setFaults(found)
    if (found.length > 0 || choice === '') return
    void run(async () => {
      await call('review.decide', { inspection, bundle, decision: choice, reason: reason.trim() })
      type(key, '')
      setChoice('')
      await onDecided()
    })
  }
  return (
    <Form onSubmit={decide} onKeyDown={settling.press}>
      <ErrorSummary problems={faults} />
      {problem === null ? null : <ProblemBanner reply={problem} />}
      <Radios
        name="decision"
        id="decision-choice"
        label={message(review === 'accepted' || review === 'returned' ? 'decide.again' : 'decide.legend')}
        labelSize="s"
        error={wordsFor(faults, 'decision-choice')}
        value={choice}
        options={choices.map((value) => ({
          value,
          label: message(`decide.${value}`),
          hint: message(`decide.${value}.hint`),
        }))}
        onChange={(event) => setChoice(choices.find((known) => known === event.target.value) ?? '')}
      />
      <TextArea
        name="decision-reason"
        label={message('decide.reason')}
        labelSize="s"
        hint={message('decide.reason.hint')}
        error={wordsFor(faults, 'decision-reason')}
        rows={4}
        layer={<FoundIn settling={settling} field="reason" />}
        value={reason}
        onChange={(event) => type(key, event.target.value)}
      />
      <Settle settling={settling} back="decision-reason" />
      <Button type="submit" busy={busy}>
        {message('decide.submit')}
      </Button>
    </Form>
  )
}

function faultsOf(choice: Choice | '', reason: string): readonly FieldFault[] {
  const missing: FieldFault[] = []
  if (choice === '') missing.push({ field: 'decision-choice', words: message('decide.missing') })
  if (reason === '') missing.push({ field: 'decision-reason', words: message('decide.reason.missing') })
  if (reason.length > longest)
    missing.push({ field: 'decision-reason', words: message('decide.reason.long', { limit: longest }) })
  return missing
}
