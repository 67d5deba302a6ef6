// Deletes a practice vault as a whole, after a question that names it.
import { useState } from 'react'
import { call } from '../../client.ts'
import { Button, ButtonGroup, LinkButton } from '../../components/Button.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import { LiveRegion } from '../../components/LiveRegion.tsx'
import { ProblemBanner } from '../../components/ProblemBanner.tsx'
import { momentWords } from '../../dates.ts'
import { message } from '../../messages.ts'
import { useSession } from '../../stores/session.ts'
import { useTask } from '../use-task.ts'
import type { VaultOnDevice } from './use-vault.ts'

export function DeletePractice({ vault }: { readonly vault: VaultOnDevice }) {
  const [asked, setAsked] = useState(false)
  const moment = momentWords(vault.made)
  return (
    <>
      <LinkButton onClick={() => setAsked(true)}>
        {message('practice.delete')}
        <span className="govuk-visually-hidden">{message('practice.delete-which', { moment })}</span>
      </LinkButton>
      <Dialog open={asked} title={message('practice.confirm-title', { moment })} onClose={() => setAsked(false)}>
        <Confirm vault={vault} close={() => setAsked(false)} />
      </Dialog>
    </>
  )
}

async function remove(vault: string): Promise<void> {
  const session = useSession.getState()
  await call('practice.delete', { vault })
  if (session.status?.open?.vault === vault) session.vaultClosed('practice-deleted')
  else {
    useSession.setState({ closed: 'practice-deleted' })
    await session.refresh()
  }
}

function Confirm({ vault, close }: { readonly vault: VaultOnDevice; readonly close: () => void }) {
  const { busy, problem, run } = useTask()
  return (
    <>
      {problem === null ? null : <ProblemBanner reply={problem} />}
      <p className="govuk-body">{message('practice.confirm-text')}</p>
      <ButtonGroup>
        <Button type="button" kind="warning" busy={busy} onClick={() => void run(() => remove(vault.vault))}>
          {message('practice.confirm')}
        </Button>
        <Button type="button" kind="secondary" busy={busy} onClick={close}>
          {message('practice.keep')}
        </Button>
      </ButtonGroup>
      <LiveRegion words={busy ? message('practice.deleting') : ''} />
    </>
  )
}
