// A question that must be answered before the page goes on; the browser keeps the focus inside.
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef } from 'react'
import { join } from './classes.ts'

interface Props {
  readonly open: boolean
  readonly title: string
  /** Escape was pressed. Without it the dialog can only be left through what it holds. */
  readonly onClose?: () => void
  /**
   * Nobody may read the page behind until the question is answered. It comes unasked, so the title takes the focus:
   * what somebody is typing just then must not land in a field of the dialog.
   */
  readonly veil?: boolean
  readonly children: ReactNode
}

export function Dialog({ open, title, onClose, veil, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  const id = useId()
  useEffect(() => {
    const element = dialog.current
    if (!open || element === null) return
    const before = document.activeElement
    element.showModal()
    if (veil) heading.current?.focus()
    // React has taken the dialog from the page by now, so the browser cannot give the focus back.
    return () => {
      element.close()
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true })
    }
  }, [open, veil])
  // Browsers let a second Escape through a cancelled `cancel` event, so the key itself is stopped.
  const escape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    event.preventDefault()
    onClose?.()
  }
  if (!open) return null
  return (
    <dialog
      ref={dialog}
      className={join('fb-dialog', veil && 'fb-dialog--veil')}
      aria-labelledby={id}
      onKeyDown={escape}
    >
      <h2 id={id} className="govuk-heading-m" ref={heading} tabIndex={-1}>
        {title}
      </h2>
      {children}
    </dialog>
  )
}
