// Who may read the full names; the lead adds people of the team, and confirms it.
import { useState } from 'react'
import { type FieldFault, wordsFor } from '../../../capture/faults.ts'
import type { Names } from '../../../capture/full-names.ts'
import { Button, ButtonGroup } from '../../../components/Button.tsx'
import { Checkboxes } from '../../../components/Checkboxes.tsx'
import { Dialog } from '../../../components/Dialog.tsx'
import { ErrorSummary } from '../../../components/ErrorSummary.tsx'
import { Form } from '../../../components/Form.tsx'
import { LiveRegion } from '../../../components/LiveRegion.tsx'
import { ProblemBanner } from '../../../components/ProblemBanner.tsx'
import { message } from '../../../messages.ts'
import { nameOf } from '../by.ts'
import { useCommand, useReturnFocus, useRole } from '../hooks.ts'

interface Props {
  readonly inspection: string
  readonly names: Names
  readonly onAdded: () => Promise<void>
}

export function NameReaders({ inspection, names, onAdded }: Props) {
  const [open, setOpen] = useState(false)
  const [said, setSaid] = useState('')
  const add = useReturnFocus(open)
  const inspects = useRole('inspector')
  // Whoever has a new device is confirmed once more.
  const candidates = [...names.others, ...names.readers.filter(({ waiting }) => waiting)]
  const mayAdd = names.mayAddReaders && inspects && candidates.length > 0
  const added = async (count: number) => {
    setSaid(message('name.readers.added', { count }))
    setOpen(false)
    await onAdded()
  }
  return (
    <>
      <h4 className="govuk-heading-s">{message('name.readers')}</h4>
      <ul className="govuk-list govuk-list--bullet">
        {names.readers.map((reader) => (
          <li key={reader.person}>
            {reader.waiting ? message('name.readers.waiting', { name: nameOf(reader) }) : nameOf(reader)}
          </li>
        ))}
      </ul>
      <LiveRegion visible words={said} />
      {!mayAdd ? null : open ? (
        <Choosing
          inspection={inspection}
          candidates={candidates}
          onAdded={(count) => void added(count)}
          onCancel={() => setOpen(false)}
        />
      ) : (
        <Button ref={add} type="button" kind="secondary" onClick={() => setOpen(true)}>
          {message('name.readers.add')}
        </Button>
      )}
    </>
  )
}

interface ChoosingProps extends Pick<Props, 'inspection'> {
  readonly candidates: Names['others']
  readonly onAdded: (count: number) => void
  readonly onCancel: () => void
}

function Choosing({ inspection, candidates, onAdded, onCancel }: ChoosingProps) {
  const { problem, run } = useCommand()
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [faults, setFaults] = useState<readonly FieldFault[]>([])
  const [asked, setAsked] = useState(false)
  const toggle = (person: string, ticked: boolean) =>
    setChosen(ticked ? [...chosen, person] : chosen.filter((other) => other !== person))
  const ask = () => {
    setFaults(chosen.length === 0 ? [{ field: 'name-readers', words: message('name.readers.missing') }] : [])
    setAsked(chosen.length > 0)
  }
  const add = async () => {
    setAsked(false)
    if ((await run('identity.addReaders', { inspection, people: [...chosen] })) !== null) onAdded(chosen.length)
  }
  const names = candidates.filter(({ person }) => chosen.includes(person)).map(nameOf)
  return (
    <Form className="fb-panel" onSubmit={ask}>
      <ErrorSummary problems={faults} />
      {problem === null ? null : <ProblemBanner reply={problem} />}
      <Checkboxes
        label={message('name.readers.who')}
        labelSize="s"
        hint={message('name.readers.hint')}
        error={wordsFor(faults, 'name-readers')}
        name="name-readers"
        options={candidates.map((one) => ({ value: one.person, label: nameOf(one) }))}
        value={chosen}
        onChange={(event) => toggle(event.target.value, event.target.checked)}
      />
      <ButtonGroup>
        <Button type="submit">{message('name.readers.go-on')}</Button>
        <Button type="button" kind="secondary" onClick={onCancel}>
          {message('name.cancel')}
        </Button>
      </ButtonGroup>
      <Dialog open={asked} title={message('name.readers.sure')} onClose={() => setAsked(false)}>
        <p className="govuk-body">{message('name.readers.sure.who', { names: names.join(', ') })}</p>
        <ButtonGroup>
          <Button type="button" kind="secondary" onClick={() => setAsked(false)}>
            {message('name.cancel')}
          </Button>
          <Button type="button" onClick={() => void add()}>
            {message('name.readers.yes')}
          </Button>
        </ButtonGroup>
      </Dialog>
    </Form>
  )
}
