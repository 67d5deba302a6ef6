// What this vault's organisation is, how far sending has come, and who is in it.
import { LiveRegion } from '../../components/LiveRegion.tsx'
import { SummaryList } from '../../components/SummaryList.tsx'
import { Table } from '../../components/Table.tsx'
import { WarningText } from '../../components/WarningText.tsx'
import { momentWords } from '../../dates.ts'
import { message } from '../../messages.ts'
import type { SyncStatus } from '../../stores/organisation/sync.ts'
import { rolesInWords } from '../../stores/organisation/sync-words.ts'
import { nameOf } from '../capture/by.ts'
import { useAnswer } from '../capture/hooks.ts'
import { type Organisation, organisationRows } from './organisation-rows.tsx'

interface Props {
  readonly status: SyncStatus
  readonly organisation: Organisation
}

export function Joined({ status, organisation }: Props) {
  return (
    <>
      <LiveRegion visible words={message('join.done', { name: organisation.name })} />
      {organisation.trial ? <WarningText>{message('organisation.trial')}</WarningText> : null}
      <SummaryList rows={[...organisationRows(organisation), ...sendingRows(status)]} />
      <People />
    </>
  )
}

function sendingRows({ roles, state, heard, received, notReceived, waitingForKey }: SyncStatus) {
  return [
    { label: message('organisation.roles'), value: rolesInWords(roles) },
    { label: message('organisation.state'), value: message(`sync.${state}`) },
    {
      label: message('organisation.heard'),
      value: heard === null ? message('organisation.heard.never') : momentWords(heard),
    },
    {
      label: message('organisation.received'),
      value: received === null ? message('organisation.received.never') : momentWords(received),
    },
    { label: message('organisation.not-received'), value: notReceived },
    ...(waitingForKey > 0 ? [{ label: message('organisation.waiting-for-key'), value: waitingForKey }] : []),
  ]
}

const columns = ['name', 'post', 'body', 'roles'] as const

function People() {
  const { answer } = useAnswer('directory.people', {}, { states: true })
  if (answer === null) return null
  if (answer.people.length === 0) return <p className="govuk-body">{message('organisation.people.none')}</p>
  const rows = answer.people.map((person) => ({
    person: person.person,
    cells: { name: nameOf(person), post: person.post, body: person.body, roles: rolesInWords(person.roles) },
  }))
  // A trial organisation has no posts and no bodies.
  const shown = columns.filter((column) => rows.some(({ cells }) => cells[column] !== ''))
  return (
    <Table
      caption={message('organisation.people')}
      columns={shown.map((column) => ({ label: message(`organisation.column.${column}`) }))}
      rows={rows.map(({ person, cells }) => ({ key: person, cells: shown.map((column) => cells[column]) }))}
    />
  )
}
