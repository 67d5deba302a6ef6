// The lines of enquiry of an inspection with what supports and what contradicts each.
import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { Enquiry } from '../../../capture/terms.ts'
import { Button, LinkButton } from '../../../components/Button.tsx'
import { LiveRegion } from '../../../components/LiveRegion.tsx'
import { Table } from '../../../components/Table.tsx'
import { message } from '../../../messages.ts'
import { createBearingCounts } from '../../../stores/capture/bearing-counts.ts'
import { noFilter } from '../../../stores/capture/note-list.ts'
import { useRemembered } from '../../../stores/capture/remembered.ts'
import { useNavigation } from '../../../stores/navigation.ts'
import { EarlierWordings } from '../../correction/EarlierWordings.tsx'
import { useReturnFocus } from '../hooks.ts'
import { EnquiryForm } from './EnquiryForm.tsx'
import type { PartProps } from './part.ts'

export function EnquiriesPart({ terms, onChanged }: PartProps) {
  /** The line of enquiry whose form is open, `new` for the form that adds one. */
  const [editing, setEditing] = useState<Enquiry | 'new' | null>(null)
  const [said, setSaid] = useState('')
  const add = useReturnFocus(editing !== null)
  const mayWrite = terms.inspection.writing === 'allowed'
  const { inspection, enquiries } = terms.inspection
  const saved = async () => {
    setSaid('')
    setEditing(null)
    await onChanged()
  }
  // The form still builds on the wording that is to go.
  const asked = async () => {
    setSaid(message('correction.asked.now'))
    setEditing(null)
    await onChanged()
  }
  return (
    <section aria-labelledby="enquiries">
      <h2 id="enquiries" className="govuk-heading-m">
        {message('enquiries.title')}
      </h2>
      <LiveRegion visible words={said} />
      {enquiries.length === 0 ? (
        <p className="govuk-body">{message('enquiries.empty')}</p>
      ) : (
        <EnquiryTable inspection={inspection} enquiries={enquiries} onChange={mayWrite ? setEditing : null} />
      )}
      {!mayWrite ? null : editing === null ? (
        <Button ref={add} type="button" kind="secondary" onClick={() => setEditing('new')}>
          {message('enquiries.add')}
        </Button>
      ) : (
        <EnquiryForm
          key={editing === 'new' ? 'new' : editing.enquiry}
          inspection={inspection}
          enquiry={editing === 'new' ? null : editing}
          onSaved={() => void saved()}
          onCancel={() => setEditing(null)}
        />
      )}
      {editing === null || editing === 'new' ? null : (
        <EarlierWordings
          key={editing.enquiry}
          about={{ inspection, of: 'enquiry', id: editing.enquiry }}
          heads={editing.heads}
          mayAsk
          onChanged={asked}
        />
      )}
    </section>
  )
}

interface TableProps {
  readonly inspection: string
  readonly enquiries: readonly Enquiry[]
  /** Null where this person may not change any. */
  readonly onChange: ((enquiry: Enquiry) => void) | null
}

function EnquiryTable({ inspection, enquiries, onChange }: TableProps) {
  const { go } = useNavigation()
  const { remember } = useRemembered()
  const [store] = useState(() => createBearingCounts(inspection))
  const { counts, count } = useStore(store)
  useEffect(() => void count(enquiries.map(({ enquiry }) => enquiry)), [count, enquiries])
  const open = (enquiry: string) => {
    remember(inspection, { filter: { ...noFilter, enquiry } })
    void go({ at: 'inspection', inspection, part: 'notes' })
  }
  const number = ['notes', 'supports', 'contradicts'] as const
  return (
    <Table
      caption={message('enquiries.title')}
      captionSize="hidden"
      columns={[
        { label: message('enquiries.column.question') },
        ...number.map((name) => ({ label: message(`enquiries.column.${name}`), numeric: true })),
        ...(onChange === null ? [] : [{ label: message('enquiries.column.change') }]),
      ]}
      rows={enquiries.map((enquiry) => ({
        key: enquiry.enquiry,
        cells: [
          <LinkButton
            key="show"
            aria-label={message('enquiries.show-what', { question: enquiry.question })}
            onClick={() => open(enquiry.enquiry)}
          >
            {enquiry.question}
          </LinkButton>,
          enquiry.notes,
          counts[enquiry.enquiry]?.supports ?? '',
          counts[enquiry.enquiry]?.contradicts ?? '',
          onChange === null ? null : (
            <LinkButton
              key="change"
              aria-label={message('enquiries.change-what', { question: enquiry.question })}
              onClick={() => onChange(enquiry)}
            >
              {message('enquiries.change')}
            </LinkButton>
          ),
        ],
      }))}
    />
  )
}
