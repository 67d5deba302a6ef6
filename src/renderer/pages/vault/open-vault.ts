// What happens on the page once a vault has been opened.
import type { Output } from '#shared/contract.ts'
import { type Page, useNavigation } from '../../stores/navigation.ts'
import { useSession } from '../../stores/session.ts'

/** Shows the first page of the vault; the pages before it are forgotten, so that Back does not ask for a passphrase. */
export async function vaultOpened(open: Output<'vault.unlock'>, page: Page = { at: 'home' }): Promise<void> {
  const { status, refresh } = useSession.getState()
  useSession.setState({ status: status && { ...status, open }, progress: null, closed: null })
  await refresh()
  useNavigation.getState().forget(page)
}
