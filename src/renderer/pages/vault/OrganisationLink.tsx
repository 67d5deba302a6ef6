// Leads from the vault's own page to the organisation, and says in a sentence how the two stand.
import { Button } from '../../components/Button.tsx'
import { message } from '../../messages.ts'
import { useNavigation } from '../../stores/navigation.ts'
import { useSync } from '../../stores/organisation/sync.ts'

export function OrganisationLink({ practice }: { readonly practice: boolean }) {
  const go = useNavigation((state) => state.go)
  const organisation = useSync((sync) => sync.status?.organisation)
  const words = organisation
    ? message('join.done', { name: organisation.name })
    : message(practice ? 'organisation.practice' : 'organisation.alone')
  const open = message(organisation ? 'organisation.show' : 'organisation.open')
  return (
    <section aria-labelledby="organisation">
      <h2 id="organisation" className="govuk-heading-m">
        {message('organisation.title')}
      </h2>
      <p className="govuk-body">{words}</p>
      {practice && !organisation ? null : (
        <Button type="button" kind="secondary" onClick={() => void go({ at: 'organisation' })}>
          {open}
        </Button>
      )}
    </section>
  )
}
