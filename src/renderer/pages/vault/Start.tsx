// The first page: choose a vault of this laptop, make one, or practise.
import { Button } from '../../components/Button.tsx'
import { InsetText } from '../../components/InsetText.tsx'
import { PageTitle } from '../../components/PageTitle.tsx'
import { Tag } from '../../components/Tag.tsx'
import { dayWords, timeWords } from '../../dates.ts'
import { message } from '../../messages.ts'
import { useNavigation } from '../../stores/navigation.ts'
import { useSession } from '../../stores/session.ts'
import { DeletePractice } from './DeletePractice.tsx'
import type { VaultOnDevice } from './use-vault.ts'

export function Start() {
  const vaults = useSession((state) => state.status?.vaults) ?? []
  const closed = useSession((state) => state.closed)
  return (
    <>
      {closed === 'practice-deleted' ? <InsetText>{message('start.practice-deleted')}</InsetText> : null}
      {vaults.length === 0 ? <Welcome /> : <VaultList vaults={vaults} />}
      <NewVault first={vaults.length === 0} />
    </>
  )
}

function Welcome() {
  return (
    <>
      <PageTitle size="xl">{message('start.welcome')}</PageTitle>
      <p className="govuk-body-l">{message('start.lead')}</p>
    </>
  )
}

function VaultList({ vaults }: { readonly vaults: readonly VaultOnDevice[] }) {
  const newestFirst = vaults.toSorted((one, other) => other.made.localeCompare(one.made))
  return (
    <>
      <PageTitle>{message('start.choose')}</PageTitle>
      <ul className="fb-cards">
        {newestFirst.map((vault) => (
          <VaultCard key={vault.vault} vault={vault} />
        ))}
      </ul>
    </>
  )
}

function VaultCard({ vault }: { readonly vault: VaultOnDevice }) {
  const go = useNavigation((state) => state.go)
  const name = message(vault.practice ? 'start.practice-made-on' : 'start.made-on', { day: dayWords(vault.made) })
  const described = `vault-${vault.vault}`
  return (
    <li className={vault.practice ? 'fb-card fb-card--practice' : 'fb-card'}>
      <h2 className="govuk-heading-m fb-card__title" id={described}>
        {name} {vault.practice ? <Tag colour="yellow">{message('start.practice')}</Tag> : null}
      </h2>
      <p className="govuk-hint">{message('start.made-at', { time: timeWords(vault.made) })}</p>
      <div className="fb-card__actions">
        <Button
          type="button"
          aria-describedby={described}
          onClick={() => void go({ at: 'unlock', vault: vault.vault })}
        >
          {message('start.unlock')}
        </Button>
        {vault.practice ? <DeletePractice vault={vault} /> : null}
      </div>
    </li>
  )
}

function NewVault({ first }: { readonly first: boolean }) {
  const go = useNavigation((state) => state.go)
  const make = () => void go({ at: 'create-vault', practice: false })
  const practise = () => void go({ at: 'create-vault', practice: true })
  const Title = first ? 'h2' : 'h3'
  return (
    <>
      {first ? null : <h2 className="govuk-heading-m fb-section">{message('start.more')}</h2>}
      <ul className="fb-cards fb-cards--pair">
        <li className="fb-card">
          <Title className="govuk-heading-m">{message(first ? 'start.make-title' : 'start.make-another')}</Title>
          <p className="govuk-body">{message('start.make-text')}</p>
          <Button type="button" kind={first ? 'primary' : 'secondary'} onClick={make}>
            {message('start.make')}
          </Button>
        </li>
        <li className="fb-card">
          <Title className="govuk-heading-m">{message('start.practise-title')}</Title>
          <p className="govuk-body">{message('start.practise-text')}</p>
          <Button type="button" kind="secondary" onClick={practise}>
            {message('start.practise')}
          </Button>
        </li>
      </ul>
    </>
  )
}
