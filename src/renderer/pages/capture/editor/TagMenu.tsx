// The categories as a menu under the text: a number takes one of the first, arrow keys reach all; any other key is typed.
import { type KeyboardEvent, useEffect, useRef } from 'react'
import type { Category } from '#shared/domain/policy.ts'
import { categoryInWords, moved, numberOf, taken } from '../../../capture/ticking.ts'
import { join } from '../../../components/classes.ts'
import { message } from '../../../messages.ts'

interface Props {
  readonly offered: readonly Category[]
  readonly chosen: readonly string[]
  readonly onTake: (category: string) => void
  /** Goes back to where somebody was. */
  readonly onClose: () => void
  /** Somebody went on elsewhere. */
  readonly onLeave: () => void
}

export function TagMenu({ offered, chosen, onTake, onClose, onLeave }: Props) {
  const menu = useRef<HTMLDivElement>(null)
  // Not an item: a space that somebody types without looking must not take the first one.
  useEffect(() => menu.current?.focus(), [])
  const press = (event: KeyboardEvent) => {
    const { key } = event
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const items = itemsOf(menu.current)
    const at = items.findIndex((item) => item === document.activeElement)
    const next = moved(key, at, items.length)
    const category = taken(key, offered)
    // Space presses the item that it stands on; any other key goes on to the field, which has the focus by then.
    if (category === undefined && next === null && key.length === 1 && (key !== ' ' || at < 0)) return onClose()
    if (category === undefined && next === null && key !== 'Escape') return
    event.preventDefault()
    if (next !== null) items[next]?.focus()
    else if (category === undefined) onClose()
    else onTake(category.id)
  }
  return (
    <div
      ref={menu}
      role="menu"
      tabIndex={-1}
      aria-label={message('tag.menu')}
      className="fb-tagging__menu"
      onKeyDown={press}
      onBlur={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget)) onLeave()
      }}
    >
      {offered.map((category, index) => (
        <button
          key={category.id}
          type="button"
          role="menuitemcheckbox"
          aria-checked={chosen.includes(category.id)}
          aria-keyshortcuts={numberOf(index)}
          tabIndex={-1}
          className="fb-tagging__item"
          onClick={() => onTake(category.id)}
        >
          <kbd className={join('fb-tagging__key', numberOf(index) === undefined && 'fb-tagging__key--none')}>
            {numberOf(index)}
          </kbd>
          {categoryInWords(category)}
          {chosen.includes(category.id) ? <span className="fb-tagging__chosen">{message('tag.chosen')}</span> : null}
        </button>
      ))}
    </div>
  )
}

function itemsOf(menu: HTMLElement | null): readonly HTMLElement[] {
  return menu === null ? [] : [...menu.querySelectorAll<HTMLElement>('[role=menuitemcheckbox]')]
}
