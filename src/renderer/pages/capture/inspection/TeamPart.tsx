// Who reads an inspection, and adding to them.
import { useState } from 'react'
import type { Output } from '#shared/contract.ts'
import { Button } from '../../../components/Button.tsx'
import { InsetText } from '../../../components/InsetText.tsx'
import { LiveRegion } from '../../../components/LiveRegion.tsx'
import { Table } from '../../../components/Table.tsx'
import { WarningText } from '../../../components/WarningText.tsx'
import { message } from '../../../messages.ts'
import { useNavigation } from '../../../stores/navigation.ts'
import { useSync } from '../../../stores/organisation/sync.ts'
import { rolesInWords } from '../../../stores/organisation/sync-words.ts'
import { useSession } from '../../../stores/session.ts'
import { nameOf } from '../by.ts'
import { useAnswer, useReturnFocus, useRole } from '../hooks.ts'
import { Waiting } from '../Waiting.tsx'
import type { PartProps } from './part.ts'
import { TeamForm } from './TeamForm.tsx'

type Team = Output<'team.read'>

export function TeamPart({ terms }: PartProps) {
  const alone = useSync((sync) => sync.status?.organisation === null)
  return (
    <section aria-labelledby="team">
      <h2 id="team" className="govuk-heading-m">
        {message('team.title')}
      </h2>
      {alone ? <NoTeam /> : <Members inspection={terms.inspection.inspection} />}
    </section>
  )
}

function NoTeam() {
  const go = useNavigation((state) => state.go)
  const practice = useSession((session) => session.status?.open?.practice ?? false)
  if (practice) return <InsetText>{message('team.alone.practice')}</InsetText>
  return (
    <>
      <InsetText>{message('team.alone')}</InsetText>
      <Button type="button" kind="secondary" onClick={() => void go({ at: 'organisation' })}>
        {message('organisation.open')}
      </Button>
    </>
  )
}

function Members({ inspection }: { readonly inspection: string }) {
  const { answer, problem, again } = useAnswer('team.read', { inspection }, { inspection, states: true })
  if (answer === null) return <Waiting problem={problem} again={again} />
  return (
    <>
      {answer.supervised ? null : (
        <WarningText>{message(answer.mayChange ? 'team.unsupervised.lead' : 'team.unsupervised')}</WarningText>
      )}
      <p className="govuk-body">{message('team.intro')}</p>
      <MemberTable members={answer.members} />
      <Adding inspection={inspection} team={answer} onAdded={again} />
    </>
  )
}

const columns = ['name', 'post', 'roles', 'right', 'keys'] as const

function MemberTable({ members }: Pick<Team, 'members'>) {
  const rows = members.map((member) => ({
    person: member.person,
    cells: {
      name: nameOf(member),
      post: member.post,
      roles: rolesInWords(member.roles),
      right: message(`team.right.${member.right}`),
      keys: keysInWords(member),
    },
  }))
  // A trial organisation has no posts.
  const shown = columns.filter((column) => rows.some(({ cells }) => cells[column] !== ''))
  return (
    <Table
      caption={message('team.title')}
      captionSize="hidden"
      columns={shown.map((column) => ({ label: message(`team.column.${column}`) }))}
      rows={rows.map(({ person, cells }) => ({ key: person, cells: shown.map((column) => cells[column]) }))}
    />
  )
}

/** An officer never gets a key, so none is on its way. */
function keysInWords({ right, hasKeys }: Team['members'][number]): string {
  if (right === 'officer') return message('team.keys.never')
  return message(hasKeys ? 'team.keys.yes' : 'team.keys.no')
}

interface AddingProps {
  readonly inspection: string
  readonly team: Team
  readonly onAdded: () => Promise<void>
}

function Adding({ inspection, team, onAdded }: AddingProps) {
  const [open, setOpen] = useState(false)
  const [said, setSaid] = useState('')
  const add = useReturnFocus(open)
  const inspects = useRole('inspector')
  const added = async (count: number) => {
    setSaid(message('team.added', { count }))
    setOpen(false)
    await onAdded()
  }
  if (!team.mayChange || !inspects) return <p className="govuk-body">{message('team.not-lead')}</p>
  return (
    <>
      <LiveRegion visible words={said} />
      {open ? (
        <TeamForm
          inspection={inspection}
          members={team.members.map(({ person }) => person)}
          onAdded={(count) => void added(count)}
          onCancel={() => setOpen(false)}
        />
      ) : (
        <Button ref={add} type="button" kind="secondary" onClick={() => setOpen(true)}>
          {message('team.add')}
        </Button>
      )}
    </>
  )
}
