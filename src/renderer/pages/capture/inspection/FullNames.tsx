// Full names where the pack allows them: the rule, what is recorded without the names, who may read them and who has.
import { useState } from 'react'
import { nameGrounds } from '#shared/domain/policy/names.ts'
import type { Identity, Nameable, Names } from '../../../capture/full-names.ts'
import { labelOf, sourceInWords, type Terms } from '../../../capture/terms.ts'
import { instantInWords } from '../../../capture/time-words.ts'
import { Button, LinkButton } from '../../../components/Button.tsx'
import { LiveRegion } from '../../../components/LiveRegion.tsx'
import { Table } from '../../../components/Table.tsx'
import { message } from '../../../messages.ts'
import { nameOf } from '../by.ts'
import { useAnswer, useReturnFocus, useRole } from '../hooks.ts'
import { Waiting } from '../Waiting.tsx'
import { NameForm } from './NameForm.tsx'
import { NameReaders } from './NameReaders.tsx'
import { NameReadings } from './NameReadings.tsx'
import { SourceLine } from './RetentionRules.tsx'
import { ShowName } from './ShowName.tsx'

export function FullNames({ terms }: { readonly terms: Terms }) {
  const { pack, remit, inspection } = terms
  const { answer, problem, again } = useAnswer(
    'identity.list',
    { inspection: inspection.inspection },
    { inspection: inspection.inspection, states: true },
  )
  if (remit === undefined) return null
  const { words, inferred, source } = remit.names
  return (
    <section aria-labelledby="full-names">
      <h3 id="full-names" className="govuk-heading-s">
        {message('names.title')}
      </h3>
      <p className="govuk-body">
        {words} {inferred}
        <SourceLine words={sourceInWords(pack, source)} />
      </p>
      {answer === null ? <Waiting problem={problem} again={again} /> : <Recorded {...{ terms, answer, again }} />}
    </section>
  )
}

interface RecordedProps {
  readonly terms: Terms
  readonly answer: Names
  readonly again: () => Promise<void>
}

function Recorded({ terms, answer, again }: RecordedProps) {
  const nameable = nameableIn(terms)
  const { inspection } = terms.inspection
  const isReader = answer.readers.some(({ me }) => me)
  const known = nameable.length > 0 || answer.readers.length > 0
  if (!known) return <p className="govuk-body">{message('names.nobody')}</p>
  return (
    <>
      <p className="govuk-body">{message('names.apart')}</p>
      {answer.identities.length === 0 ? <p className="govuk-body">{message('names.none')}</p> : null}
      <Work {...{ terms, answer, nameable, again }} />
      {answer.readers.length === 0 ? null : <NameReaders inspection={inspection} names={answer} onAdded={again} />}
      {isReader ? <NameReadings readings={answer.readings} /> : null}
    </>
  )
}

type Doing = { readonly at: 'nothing' } | { readonly at: 'name' | 'show'; readonly identity: Identity | null }

/** The table of what is recorded, with one form at a time below it. */
function Work({ terms, answer, nameable, again }: RecordedProps & { readonly nameable: readonly Nameable[] }) {
  const [doing, setDoing] = useState<Doing>({ at: 'nothing' })
  const [said, setSaid] = useState('')
  const record = useReturnFocus(doing.at !== 'nothing')
  const inspects = useRole('inspector')
  const mayRecord = answer.mayRecord && inspects && nameable.length > 0
  const { inspection } = terms.inspection
  const done = async (words: string) => {
    setSaid(words)
    setDoing({ at: 'nothing' })
    await again()
  }
  return (
    <>
      {answer.identities.length === 0 ? null : (
        <NameTable terms={terms} identities={answer.identities} mayRecord={mayRecord} onChoose={setDoing} />
      )}
      <LiveRegion visible words={said} />
      {doing.at === 'name' ? (
        <NameForm
          key={doing.identity?.identity ?? 'new'}
          inspection={inspection}
          nameable={nameable}
          roles={terms.pack.lists.personRoles}
          identity={doing.identity}
          onSaved={() => void done(message('name.saved'))}
          onCancel={() => setDoing({ at: 'nothing' })}
        />
      ) : doing.at === 'show' && doing.identity !== null ? (
        <ShowName
          key={doing.identity.identity}
          inspection={inspection}
          identity={doing.identity}
          onShown={again}
          onEnd={() => setDoing({ at: 'nothing' })}
        />
      ) : mayRecord ? (
        <Button ref={record} type="button" kind="secondary" onClick={() => setDoing({ at: 'name', identity: null })}>
          {message('names.record')}
        </Button>
      ) : answer.readers.length === 0 ? (
        <p className="govuk-body">{message('names.not-yours')}</p>
      ) : null}
    </>
  )
}

interface TableProps {
  readonly terms: Terms
  readonly identities: readonly Identity[]
  readonly mayRecord: boolean
  readonly onChoose: (doing: Doing) => void
}

function NameTable({ terms: { pack }, identities, mayRecord, onChoose }: TableProps) {
  const columns = ['label', 'role', 'ground', 'recorded', 'show', ...(mayRecord ? (['change'] as const) : [])] as const
  return (
    <Table
      caption={message('names.title')}
      captionSize="hidden"
      columns={columns.map((column) => ({ label: message(`names.column.${column}`) }))}
      rows={identities.map((identity) => {
        const { label, role, ground, recorded, by, conflict } = identity
        const when = recorded === null ? '' : instantInWords(recorded)
        const cells = {
          label,
          role: labelOf(pack.lists.personRoles, role),
          ground: labelOf(pack.lists.subjects, ground),
          recorded: conflict ? message('names.conflict') : message('names.recorded', { when, name: nameOf(by) }),
          show: (
            <LinkButton key="show" onClick={() => onChoose({ at: 'show', identity })}>
              {message('names.show', { label })}
            </LinkButton>
          ),
          change: (
            <LinkButton key="change" onClick={() => onChoose({ at: 'name', identity })}>
              {message('names.change', { label })}
            </LinkButton>
          ),
        }
        return { key: identity.identity, cells: columns.map((column) => cells[column]) }
      })}
    />
  )
}

function nameableIn({ pack, remit, inspection }: Terms): readonly Nameable[] {
  if (remit === undefined) return []
  return inspection.people.flatMap(({ person, label, role }) =>
    nameGrounds(pack, remit, role).map((ground) => ({ person, label, role, ground })),
  )
}
