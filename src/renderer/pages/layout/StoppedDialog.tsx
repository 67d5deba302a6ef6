// After a fault of the engine: asks for the passphrase over the page, which stays as it is underneath.
import type { Output } from '#shared/contract.ts'
import { LinkButton } from '../../components/Button.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import { message } from '../../messages.ts'
import { useSession } from '../../stores/session.ts'
import { UnlockForm } from '../vault/UnlockForm.tsx'

async function carryOn(open: Output<'vault.unlock'>): Promise<void> {
  const { status, refresh } = useSession.getState()
  useSession.setState({ status: status && { ...status, open }, stopped: null })
  await refresh()
}

export function StoppedDialog() {
  const stopped = useSession((state) => state.stopped)
  const vaultClosed = useSession((state) => state.vaultClosed)
  const leave = <LinkButton onClick={() => vaultClosed('asked')}>{message('stopped.leave')}</LinkButton>
  return (
    <Dialog open={stopped !== null} title={message('stopped.title')} veil>
      <p className="govuk-body">{message('stopped.text')}</p>
      <UnlockForm vault={stopped?.vault ?? ''} submit={message('stopped.submit')} onOpen={carryOn} beside={leave} />
    </Dialog>
  )
}
