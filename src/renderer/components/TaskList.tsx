// Things to look at, each with how it stands; the whole row leads there.
import type { ReactNode } from 'react'
import { LinkButton } from './Button.tsx'
import { join } from './classes.ts'

export interface TaskItem {
  readonly key: string
  readonly title: string
  readonly status: ReactNode
  /** Leaves the row without a link where there is no one place to go to. */
  readonly onOpen?: () => void
}

interface Props {
  /** Begins the ids that tie each title to its status. */
  readonly id: string
  readonly items: readonly TaskItem[]
}

export function TaskList({ id, items }: Props) {
  return (
    <ul className="govuk-task-list">
      {items.map(({ key, title, status, onOpen }, index) => (
        <li key={key} className={join('govuk-task-list__item', onOpen && 'govuk-task-list__item--with-link')}>
          <div className="govuk-task-list__name-and-hint">
            {onOpen === undefined ? (
              <div>{title}</div>
            ) : (
              <LinkButton className="govuk-task-list__link" aria-describedby={`${id}-${index}-status`} onClick={onOpen}>
                {title}
              </LinkButton>
            )}
          </div>
          <div id={`${id}-${index}-status`} className="govuk-task-list__status">
            {status}
          </div>
        </li>
      ))}
    </ul>
  )
}
