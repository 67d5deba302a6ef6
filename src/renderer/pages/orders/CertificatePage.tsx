// The certificate of a disposal, for reading, for printing, and with the signed orders for checking.
import type { Output } from '#shared/contract.ts'
import { BackLink } from '../../components/BackLink.tsx'
import { Button } from '../../components/Button.tsx'
import { PageTitle } from '../../components/PageTitle.tsx'
import { message } from '../../messages.ts'
import { useNavigation } from '../../stores/navigation.ts'
import { useAnswer, usePack } from '../capture/hooks.ts'
import type { PageOf } from '../capture/narrow.tsx'
import { Waiting } from '../capture/Waiting.tsx'
import { CertificatePaper } from './CertificatePaper.tsx'
import { SignedOrders } from './SignedOrders.tsx'

export function CertificatePage({ page: { inspection } }: { readonly page: PageOf<'certificate'> }) {
  const go = useNavigation((state) => state.go)
  const pack = usePack()
  const { answer, problem, again } = useAnswer('disposal.certificate', { inspection }, { inspection, states: true })
  const people = useAnswer('directory.people', {}, { states: true })
  const known = people.answer?.people ?? []
  return (
    <>
      <BackLink onClick={() => void go({ at: 'orders', inspection })}>{message('certificate.back')}</BackLink>
      <PageTitle>{message('certificate.title')}</PageTitle>
      {pack === null || answer === null ? (
        <Waiting problem={problem} again={again} />
      ) : (
        <>
          <Button type="button" kind="secondary" onClick={() => window.print()}>
            {message('certificate.print')}
          </Button>
          <CertificatePaper certificate={answer} pack={pack} post={postsIn(known)} />
          <SignedOrders certificate={answer} />
        </>
      )}
    </>
  )
}

/** The post of a person as the directory names it now; empty where it names none. */
function postsIn(people: Output<'directory.people'>['people']): (person: string) => string {
  const posts = new Map(people.map(({ person, post }) => [person, post]))
  return (person) => posts.get(person) ?? ''
}
