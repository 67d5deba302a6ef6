// The organisation of this vault: joining it with a code, and afterwards what it is and who is in it.
import { BackLink } from '../../components/BackLink.tsx'
import { InsetText } from '../../components/InsetText.tsx'
import { PageTitle } from '../../components/PageTitle.tsx'
import { message } from '../../messages.ts'
import { useNavigation } from '../../stores/navigation.ts'
import { useSync } from '../../stores/organisation/sync.ts'
import { needsCode } from '../../stores/organisation/sync-words.ts'
import { useSession } from '../../stores/session.ts'
import { Waiting } from '../capture/Waiting.tsx'
import { Joined } from './Joined.tsx'
import { JoinForm } from './JoinForm.tsx'

export function OrganisationPage() {
  const go = useNavigation((state) => state.go)
  return (
    <>
      <BackLink onClick={() => void go({ at: 'vault' })}>{message('organisation.back')}</BackLink>
      <PageTitle>{message('organisation.title')}</PageTitle>
      <Content />
    </>
  )
}

function Content() {
  const practice = useSession((session) => session.status?.open?.practice ?? false)
  const { status, problem, refresh } = useSync()
  if (practice && !status?.organisation) return <InsetText>{message('organisation.practice')}</InsetText>
  if (status === null) return <Waiting problem={problem} again={refresh} />
  if (status.organisation === null) return <JoinForm time="first" lead={message('organisation.alone')} />
  if (needsCode(status)) return <JoinForm time="again" lead={message('organisation.new-device')} />
  return <Joined status={status} organisation={status.organisation} />
}
