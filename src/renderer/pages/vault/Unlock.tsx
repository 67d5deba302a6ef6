// Unlocks a vault with its passphrase.
import { BackLink } from '../../components/BackLink.tsx'
import { LinkButton } from '../../components/Button.tsx'
import { Details } from '../../components/Details.tsx'
import { InsetText } from '../../components/InsetText.tsx'
import { PageTitle } from '../../components/PageTitle.tsx'
import { momentWords } from '../../dates.ts'
import { message } from '../../messages.ts'
import { useNavigation } from '../../stores/navigation.ts'
import { useSession } from '../../stores/session.ts'
import { vaultOpened } from './open-vault.ts'
import { UnlockForm } from './UnlockForm.tsx'
import { useVault } from './use-vault.ts'

export function Unlock({ page }: { readonly page: { readonly vault: string } }) {
  const vault = useVault(page.vault)
  const go = useNavigation((state) => state.go)
  return (
    <>
      <BackLink onClick={() => void go({ at: 'start' })}>{message('unlock.other')}</BackLink>
      <WhyClosed />
      <PageTitle>{message(vault?.practice ? 'unlock.practice-title' : 'unlock.title')}</PageTitle>
      {vault ? <p className="govuk-body">{message('start.made-moment', { moment: momentWords(vault.made) })}</p> : null}
      <UnlockForm key={page.vault} vault={page.vault} submit={message('unlock.submit')} onOpen={vaultOpened} />
      <Details summary={message('unlock.forgotten')}>
        <p className="govuk-body">{message('unlock.forgotten-text')}</p>
        <LinkButton onClick={() => void go({ at: 'recover', vault: page.vault })}>
          {message('unlock.recover')}
        </LinkButton>
      </Details>
    </>
  )
}

function WhyClosed() {
  const closed = useSession((state) => state.closed)
  if (closed === null || closed === 'practice-deleted') return null
  return <InsetText>{message(`unlock.locked-${closed}`)}</InsetText>
}
