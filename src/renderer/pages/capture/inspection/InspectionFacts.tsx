// The remit of an inspection with its legal basis and its retention rules, each with its source.
import { gatewayInWords, labelOf, sourceInWords, type Terms } from '../../../capture/terms.ts'
import { instantInWords } from '../../../capture/time-words.ts'
import { Details } from '../../../components/Details.tsx'
import { SummaryList } from '../../../components/SummaryList.tsx'
import { message } from '../../../messages.ts'
import { RetentionRules, SourceLine } from './RetentionRules.tsx'

export function InspectionFacts({ terms }: { readonly terms: Terms }) {
  const { pack, inspection, remit } = terms
  const { setting, opened, openedBy } = inspection
  const rows = [
    { label: message('inspection.remit'), value: remit?.title ?? inspection.remit },
    {
      label: message('inspection.basis'),
      value: (
        <ul className="govuk-list govuk-list--spaced">
          {remit?.gateways.map((gateway) => (
            <li key={gateway.id}>
              {gatewayInWords(pack, gateway)}
              <SourceLine words={sourceInWords(pack, gateway.source)} />
            </li>
          ))}
        </ul>
      ),
    },
    { label: message('inspection.setting'), value: labelOf(remit?.settings, setting) },
    {
      label: message('inspection.opened'),
      value: message('inspection.opened-by', { when: instantInWords(opened), name: openedBy.name }),
    },
    { label: message('inspection.retention'), value: <RetentionRules terms={terms} /> },
  ]
  return (
    <Details summary={message('inspection.facts')}>
      <SummaryList rows={rows} />
    </Details>
  )
}
