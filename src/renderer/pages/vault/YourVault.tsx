// What the open vault is, its passphrase, whether its recovery sheet was made, its organisation, and the check of every entry.

import { useState } from 'react'
import type { Output } from '#shared/contract.ts'
import { call } from '../../client.ts'
import { Button, LinkButton } from '../../components/Button.tsx'
import { LiveRegion } from '../../components/LiveRegion.tsx'
import { PageTitle } from '../../components/PageTitle.tsx'
import { ProblemBanner } from '../../components/ProblemBanner.tsx'
import { SummaryList } from '../../components/SummaryList.tsx'
import { momentWords } from '../../dates.ts'
import { message } from '../../messages.ts'
import { useNavigation } from '../../stores/navigation.ts'
import { useSession } from '../../stores/session.ts'
import { useTask } from '../use-task.ts'
import { Notices } from './Notices.tsx'
import { OrganisationLink } from './OrganisationLink.tsx'
import { useVault } from './use-vault.ts'
import { VerificationResult } from './VerificationResult.tsx'

type Open = Output<'vault.unlock'>

export function YourVault() {
  const open = useSession((state) => state.status?.open)
  if (!open) return null
  return (
    <>
      <Notices />
      <PageTitle>{message('vault.title')}</PageTitle>
      <Facts open={open} />
      <OrganisationLink practice={open.practice} />
      <Check />
    </>
  )
}

function Facts({ open }: { readonly open: Open }) {
  const vault = useVault(open.vault)
  const go = useNavigation((state) => state.go)
  const made = open.recoverySheetMade
  const makeSheet = (
    <LinkButton onClick={() => void go({ at: 'recovery-sheet' })}>
      {message(made === null ? 'vault.sheet-action-first' : 'vault.sheet-action')}
    </LinkButton>
  )
  const change = (
    <LinkButton onClick={() => void go({ at: 'change-passphrase' })}>
      {message('vault.passphrase-action')}
      <span className="govuk-visually-hidden">{message('vault.passphrase-which')}</span>
    </LinkButton>
  )
  const sheetWords =
    made === null ? message('vault.sheet-missing') : message('vault.sheet-made', { moment: momentWords(made) })
  return (
    <SummaryList
      rows={[
        { label: message('vault.name'), value: open.name },
        ...(vault ? [{ label: message('vault.made'), value: momentWords(vault.made) }] : []),
        { label: message('vault.device'), value: <code className="fb-hash">{open.device}</code> },
        { label: message('vault.passphrase'), value: message('vault.passphrase-kept'), action: change },
        { label: message('vault.sheet'), value: sheetWords, action: makeSheet },
      ]}
    />
  )
}

function Check() {
  const [result, setResult] = useState<Output<'vault.verify'> | null>(null)
  const { busy, problem, run } = useTask()
  const check = async () => {
    setResult(null)
    setResult(await call('vault.verify', {}))
  }
  return (
    <section aria-labelledby="check">
      <h2 className="govuk-heading-m" id="check">
        {message('vault.check-title')}
      </h2>
      <p className="govuk-body">{message('vault.check-text')}</p>
      {problem === null ? null : <ProblemBanner reply={problem} />}
      <Button type="button" kind="secondary" busy={busy} onClick={() => void run(check)}>
        {message('vault.check')}
      </Button>
      <LiveRegion visible words={busy ? message('vault.checking') : ''} />
      {result === null ? null : <VerificationResult result={result} />}
    </section>
  )
}
