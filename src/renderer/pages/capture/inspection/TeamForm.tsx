// Adds people of the directory to the team of an inspection.
import { useState } from 'react'
import { type FieldFault, wordsFor } from '../../../capture/faults.ts'
import { choiceOf, choosable } from '../../../capture/team.ts'
import { Button, ButtonGroup } from '../../../components/Button.tsx'
import { Checkboxes } from '../../../components/Checkboxes.tsx'
import { ErrorSummary } from '../../../components/ErrorSummary.tsx'
import { Form } from '../../../components/Form.tsx'
import { ProblemBanner } from '../../../components/ProblemBanner.tsx'
import { message } from '../../../messages.ts'
import { useAnswer, useCommand } from '../hooks.ts'
import { Waiting } from '../Waiting.tsx'

interface Props {
  readonly inspection: string
  /** Those who are in the team. */
  readonly members: readonly string[]
  readonly onAdded: (count: number) => void
  readonly onCancel: () => void
}

export function TeamForm(props: Props) {
  const { answer, problem, again } = useAnswer('directory.people', {}, { states: true })
  if (answer === null) return <Waiting problem={problem} again={again} />
  const people = choosable(answer.people, props.members)
  if (people.length === 0) return <p className="govuk-body">{message('team.add.nobody')}</p>
  return <Choosing {...props} people={people} />
}

function Choosing({ inspection, people, onAdded, onCancel }: Props & { people: ReturnType<typeof choosable> }) {
  const { problem, run } = useCommand()
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [faults, setFaults] = useState<readonly FieldFault[]>([])
  const toggle = (person: string, ticked: boolean) =>
    setChosen(ticked ? [...chosen, person] : chosen.filter((other) => other !== person))
  const add = async () => {
    setFaults(chosen.length === 0 ? [{ field: 'team-choice', words: message('team.add.missing') }] : [])
    if (chosen.length === 0) return
    if ((await run('team.add', { inspection, people: [...chosen] })) !== null) onAdded(chosen.length)
  }
  return (
    <Form className="fb-panel" onSubmit={() => void add()}>
      <ErrorSummary problems={faults} />
      {problem === null ? null : <ProblemBanner reply={problem} />}
      <Checkboxes
        label={message('team.add.who')}
        labelSize="s"
        hint={message('team.add.hint')}
        error={wordsFor(faults, 'team-choice')}
        name="team-choice"
        options={people.map(choiceOf)}
        value={chosen}
        onChange={(event) => toggle(event.target.value, event.target.checked)}
      />
      <ButtonGroup>
        <Button type="submit">{message('team.add.submit')}</Button>
        <Button type="button" kind="secondary" onClick={onCancel}>
          {message('team.add.cancel')}
        </Button>
      </ButtonGroup>
    </Form>
  )
}
