// Chooses the team of an inspection that is about to be opened, or says when it is named.
import { type UseFormReturn, useController } from 'react-hook-form'
import { choiceOf, choosable } from '../../../capture/team.ts'
import { Checkboxes } from '../../../components/Checkboxes.tsx'
import { InsetText } from '../../../components/InsetText.tsx'
import { message } from '../../../messages.ts'
import { useSync } from '../../../stores/organisation/sync.ts'
import { useSession } from '../../../stores/session.ts'
import { useAnswer } from '../hooks.ts'
import type { OpeningFields } from './opening.ts'

export function TeamField({ form }: { readonly form: UseFormReturn<OpeningFields> }) {
  const organisation = useSync((sync) => sync.status?.organisation)
  const practice = useSession((session) => session.status?.open?.practice ?? false)
  if (organisation === undefined) return null
  if (organisation === null)
    return <InsetText>{message(practice ? 'team.alone.practice' : 'open.team.alone')}</InsetText>
  return <Choices form={form} />
}

function Choices({ form }: { readonly form: UseFormReturn<OpeningFields> }) {
  const { field } = useController({ control: form.control, name: 'team' })
  const { answer } = useAnswer('directory.people', {}, { states: true })
  if (answer === null) return null
  const people = choosable(answer.people, [])
  if (people.length === 0) return <InsetText>{message('open.team.nobody')}</InsetText>
  const toggle = (person: string, ticked: boolean) =>
    field.onChange(ticked ? [...field.value, person] : field.value.filter((other) => other !== person))
  return (
    <Checkboxes
      label={message('open.team')}
      labelSize="m"
      hint={message('open.team.hint')}
      name="team"
      options={people.map(choiceOf)}
      value={field.value}
      onBlur={field.onBlur}
      onChange={(event) => toggle(event.target.value, event.target.checked)}
    />
  )
}
