// The places of the open vault that can be reached from everywhere.
import { join } from '../../components/classes.ts'
import { message } from '../../messages.ts'
import { type Page, useNavigation } from '../../stores/navigation.ts'
import { useRole } from '../capture/hooks.ts'

const places = ['home', 'reviews', 'retention', 'disclosures', 'vault'] as const
type Place = (typeof places)[number]

/** Where each leads; a part of a place is its first. */
const pageOf: { readonly [P in Place]: Page } = {
  home: { at: 'home' },
  reviews: { at: 'reviews' },
  retention: { at: 'retention', part: 'due', asOf: null },
  disclosures: { at: 'disclosures' },
  vault: { at: 'vault' },
}

const placeOf: { readonly [At in Page['at']]?: Place } = {
  disclosure: 'disclosures',
  disclosures: 'disclosures',
  'write-disclosure': 'disclosures',
  reviews: 'reviews',
  retention: 'retention',
  orders: 'retention',
  certificate: 'retention',
  vault: 'vault',
  organisation: 'vault',
  'recovery-sheet': 'vault',
  'change-passphrase': 'vault',
}

export function MainNavigation() {
  const page = useNavigation((state) => state.page)
  const offers = { reviews: useRole('supervisor'), retention: useRole('records-manager') }
  const offered = places.filter((place) => (place !== 'reviews' && place !== 'retention') || offers[place])
  const here = placeOf[aboveOf(page.at, offers)] ?? 'home'
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

/** The page above one that is reached from two places, for whoever is offered the other one. */
function aboveOf(at: Page['at'], offers: { readonly reviews: boolean; readonly retention: boolean }): Page['at'] {
  if (at === 'bundle' && offers.reviews) return 'reviews'
  return at === 'kept' && offers.retention ? 'retention' : at
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
        onClick={() => void go(pageOf[place])}
      >
        {message(`navigation.${place}`)}
      </button>
    </li>
  )
}
