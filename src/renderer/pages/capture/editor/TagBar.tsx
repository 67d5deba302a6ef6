// Adds a category to a note from its text in two keystrokes: one opens the list of them, the number beside one takes it.
import { useRef, useState } from 'react'
import { labelOf } from '../../../capture/terms.ts'
import { Button } from '../../../components/Button.tsx'
import { message } from '../../../messages.ts'
import type { FieldsProps } from './props.ts'
import { Tagged } from './Tagged.tsx'
import { TagMenu } from './TagMenu.tsx'
import { usePageKeys } from './use-page-keys.ts'
import { useSaid, useTicking } from './use-ticking.ts'

export function TagBar({ form, terms }: Pick<FieldsProps, 'form' | 'terms'>) {
  const ticking = useTicking(form, terms)
  const [said, say] = useSaid(ticking)
  const [open, setOpen] = useState(false)
  /** Where somebody was when they opened the list: they go on there. */
  const from = useRef<HTMLElement>(null)
  const show = () => {
    const at = document.activeElement
    from.current = at instanceof HTMLElement && at !== document.body ? at : document.getElementById('words')
    setOpen(true)
  }
  const close = () => {
    from.current?.focus()
    setOpen(false)
  }
  usePageKeys((event) => {
    if (!isTagging(event)) return
    event.preventDefault()
    if (!open) show()
  })
  const { offered, chosen, toggle } = ticking
  if (offered.length === 0) return null
  const labels = chosen.map((id) => labelOf(terms.pack.lists.categories, id))
  return (
    <section className="fb-tagging" aria-labelledby="tagging">
      <h2 id="tagging" className="govuk-heading-s fb-tagging__title">
        {message('write.categories.open', { categories: labels.join(', ') || message('write.none') })}
      </h2>
      <p className="govuk-body-s fb-quiet fb-tagging__how">
        <Button
          type="button"
          kind="secondary"
          className="fb-tagging__open"
          aria-haspopup="menu"
          aria-expanded={open}
          aria-keyshortcuts="Alt+C"
          onClick={() => (open ? close() : show())}
        >
          {message('tag.open')}
        </Button>
        <span>{message(open ? 'tag.keys.open' : 'tag.keys')}</span>
      </p>
      {open ? (
        <TagMenu
          offered={offered}
          chosen={chosen}
          onTake={(category) => {
            say(toggle(category))
            close()
          }}
          onClose={close}
          onLeave={() => setOpen(false)}
        />
      ) : null}
      <Tagged terms={terms} ticked={said} />
    </section>
  )
}

/** On a Mac the key writes a letter of its own. */
function isTagging({ altKey, ctrlKey, metaKey, shiftKey, key, repeat }: KeyboardEvent): boolean {
  return altKey && !ctrlKey && !metaKey && !shiftKey && !repeat && ['c', 'ç'].includes(key.toLowerCase())
}
