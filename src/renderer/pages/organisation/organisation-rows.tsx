// What is known of an organisation as rows: before it is joined, to compare, and afterwards.
import type { Output } from '#shared/contract.ts'
import type { SummaryRow } from '../../components/SummaryList.tsx'
import { message } from '../../messages.ts'
import { Fingerprint } from './Fingerprint.tsx'

export type Organisation = Output<'enrolment.look'>

export function organisationRows({ name, trial, address, store, root }: Organisation): readonly SummaryRow[] {
  return [
    { label: message('organisation.name'), value: name },
    ...(trial ? [{ label: message('organisation.kind'), value: message('organisation.kind.trial') }] : []),
    { label: message('organisation.address'), value: <span className="fb-hash">{address}</span> },
    { label: message('organisation.fingerprint.store'), value: <Fingerprint of={store} /> },
    { label: message('organisation.fingerprint.root'), value: <Fingerprint of={root} /> },
  ]
}
