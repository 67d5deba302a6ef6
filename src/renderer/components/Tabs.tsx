// The parts of one place, side by side; each is a page of its own, so this is navigation.
import { join } from './classes.ts'

interface Tab {
  readonly id: string
  readonly label: string
  readonly count?: number
}

interface Props {
  /** Names the navigation for those who hear it. */
  readonly label: string
  readonly tabs: readonly Tab[]
  readonly current: string
  readonly onSelect: (id: string) => void
}

export function Tabs({ label, tabs, current, onSelect }: Props) {
  return (
    <nav className="fb-tabs" aria-label={label}>
      <ul className="fb-tabs__list">
        {tabs.map((tab) => (
          <li key={tab.id} className={join('fb-tabs__item', tab.id === current && 'fb-tabs__item--current')}>
            <button
              type="button"
              className="fb-tabs__link"
              aria-current={tab.id === current ? 'page' : undefined}
              onClick={() => onSelect(tab.id)}
            >
              {tab.label}
              {tab.count === undefined ? null : <span className="fb-tabs__count">{tab.count}</span>}
            </button>
          </li>
        ))}
      </ul>
    </nav>
  )
}
