// The certificate as it stands on paper; printing its page prints only this part.
import type { ReactNode } from 'react'
import type { Pack } from '#shared/domain/policy.ts'
import { SummaryList } from '../../components/SummaryList.tsx'
import { message } from '../../messages.ts'
import { CarriedOut } from './CarriedOut.tsx'
import { type Certificate, clockInWords, type PostOf, personInWords } from './certificate-words.ts'
import { ruleRows } from './DisposalFacts.tsx'
import { Limits } from './Limits.tsx'
import { referenceOf } from './order-words.ts'

interface Props {
  readonly certificate: Certificate
  readonly pack: Pack
  readonly post: PostOf
}

export function CertificatePaper({ certificate, pack, post }: Props) {
  const { inspection, rule, parts } = certificate
  return (
    <section className="fb-paper" aria-labelledby="certificate">
      <h2 id="certificate" className="govuk-heading-l">
        {message('certificate.title')}
      </h2>
      <p className="govuk-body">{message('certificate.lead', { name: referenceOf(inspection) })}</p>
      <Part title={message('certificate.what')}>
        <p className="govuk-body">{message('certificate.what.parts')}</p>
        <SummaryList rows={[{ label: message('certificate.reference'), value: <Hash>{inspection}</Hash> }]} />
        {parts.map((part) => (
          <Covered key={part.compartment} part={part} />
        ))}
      </Part>
      <Part title={message('certificate.why')}>
        <SummaryList rows={ruleRows(pack, rule)} />
      </Part>
      <Part title={message('certificate.who')}>
        <Decided certificate={certificate} post={post} />
        <p className="govuk-body">{message('certificate.clocks')}</p>
      </Part>
      <Part title={message('certificate.how')}>
        <p className="govuk-body">{message('certificate.how.store')}</p>
        <p className="govuk-body">{message('certificate.how.devices')}</p>
        {parts.map((part) => (
          <CarriedOut key={part.compartment} part={part} post={post} />
        ))}
      </Part>
      <Part title={message('certificate.limits')}>
        <Limits certificate={certificate} post={post} />
      </Part>
    </section>
  )
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <>
      <h3 className="govuk-heading-m">{title}</h3>
      {children}
    </>
  )
}

function Hash({ children }: { readonly children: string }) {
  return <span className="fb-hash">{children}</span>
}

function Covered({ part: { type, size, compartment, root, epoch, committed } }: { readonly part: CertificatePart }) {
  return (
    <>
      <h4 className="govuk-heading-s">
        {message('certificate.part', {
          part: message(`certificate.part.${type}`),
          entries: message('disposal.entries', { count: size }),
        })}
      </h4>
      <SummaryList
        rows={[
          { label: message('certificate.id'), value: <Hash>{compartment}</Hash> },
          { label: message('certificate.root'), value: <Hash>{root}</Hash> },
          { label: message('certificate.epoch'), value: epoch },
          { label: message('certificate.committed'), value: <Hash>{committed}</Hash> },
        ]}
      />
    </>
  )
}

type CertificatePart = Certificate['parts'][number]

function Decided({ certificate, post }: Pick<Props, 'certificate' | 'post'>) {
  const { proposal, approval, committed, store } = certificate
  const theirs = message('certificate.when.device')
  return (
    <SummaryList
      rows={[
        {
          label: message('certificate.who.proposed'),
          value: <Said who={personInWords(proposal.by, post)} when={clockInWords(proposal.at, theirs)} />,
        },
        {
          label: message('certificate.who.approved'),
          value: <Said who={personInWords(approval.by, post)} when={clockInWords(approval.at, theirs)} />,
        },
        {
          label: message('certificate.who.committed'),
          value: (
            <Said
              who={message('certificate.who.store', { device: store })}
              when={clockInWords(committed, message('certificate.when.store'))}
            />
          ),
        },
      ]}
    />
  )
}

function Said({ who, when }: { readonly who: string; readonly when: string }) {
  return (
    <>
      {who}
      <span className="fb-quiet fb-under">{when}</span>
    </>
  )
}
