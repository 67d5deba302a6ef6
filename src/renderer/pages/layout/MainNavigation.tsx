// The places of the open vault that can be reached from everywhere.
import { join } from '../../components/classes.ts'
import { message } from '../../messages.ts'
import { type Page, useNavigation } from '../../stores/navigation.ts'
import { useRole } from '../capture/hooks.ts'

const places = ['home', 'reviews', 'disclosures', 'vault'] as const
type Place = (typeof places)[number]

const placeOf: { readonly [At in Page['at']]?: Place } = {
  disclosure: 'disclosures',
  disclosures: 'disclosures',
  'write-disclosure': 'disclosures',
  reviews: 'reviews',
  vault: 'vault',
  organisation: 'vault',
  'recovery-sheet': 'vault',
}

export function MainNavigation() {
  const page = useNavigation((state) => state.page)
  const supervises = useRole('supervisor')
  const offered = places.filter((place) => place !== 'reviews' || supervises)
  const here = placeOf[page.at === 'bundle' && supervises ? 'reviews' : page.at] ?? 'home'
  return (
    <nav className="govuk-service-navigation fb-navigation" aria-label={message('navigation.label')}>
      <div className="govuk-width-container">
        <ul className="govuk-service-navigation__list fb-navigation__list">
          {offered.map((place) => (
            <Item key={place} place={place} active={place === here} exact={page.at === place} />
          ))}
        </ul>
      </div>
    </nav>
  )
}

interface ItemProps {
  readonly place: Place
  readonly active: boolean
  readonly exact: boolean
}

function Item({ place, active, exact }: ItemProps) {
  const go = useNavigation((state) => state.go)
  return (
    <li className={join('govuk-service-navigation__item', active && 'govuk-service-navigation__item--active')}>
      <button
        type="button"
        className="govuk-service-navigation__link fb-link"
        aria-current={exact ? 'page' : active ? 'true' : undefined}
        onClick={() => void go({ at: place })}
      >
        {message(`navigation.${place}`)}
      </button>
    </li>
  )
}
