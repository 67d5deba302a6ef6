// Retention for records managers: what falls due, disposals, holds, corrections, and what another pack would change; each part a page of its own.
import type { ReactNode } from 'react'
import { PageTitle } from '../../components/PageTitle.tsx'
import { Tabs } from '../../components/Tabs.tsx'
import { message } from '../../messages.ts'
import { type RetentionPart, useNavigation } from '../../stores/navigation.ts'
import type { PageOf } from '../capture/narrow.tsx'
import { CorrectionsPart } from '../correction/CorrectionsPart.tsx'
import { DisposalsPart } from '../orders/DisposalsPart.tsx'
import { HoldsPart } from '../orders/HoldsPart.tsx'
import { ChangesPart } from './ChangesPart.tsx'
import { DuePart } from './DuePart.tsx'
import type { PartProps } from './part.ts'

const parts: Record<RetentionPart, (props: PartProps) => ReactNode> = {
  due: DuePart,
  disposals: DisposalsPart,
  holds: HoldsPart,
  corrections: CorrectionsPart,
  changes: ChangesPart,
}
const partNames = ['due', 'disposals', 'holds', 'corrections', 'changes'] as const

export function RetentionPage({ page }: { readonly page: PageOf<'retention'> }) {
  const { go } = useNavigation()
  const Part = parts[page.part]
  return (
    <>
      <PageTitle size="xl">{message('retention.title')}</PageTitle>
      <Tabs
        label={message('retention.parts')}
        current={page.part}
        tabs={partNames.map((part) => ({ id: part, label: message(`retention.part.${part}`) }))}
        onSelect={(id) => void go({ ...page, part: partNames.find((part) => part === id) ?? 'due' })}
      />
      <Part asOf={page.asOf} />
    </>
  )
}
