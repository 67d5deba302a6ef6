// A button. While its work goes on it says so and keeps the focus, which a disabled button would lose.
import type { ComponentProps, ReactNode } from 'react'
import { join } from './classes.ts'

interface Props extends Omit<ComponentProps<'button'>, 'type' | 'children'> {
  readonly kind?: 'primary' | 'secondary' | 'warning'
  readonly type: 'button' | 'submit'
  /** The work that it began goes on; the page sees to it that pressing again begins nothing. */
  readonly busy?: boolean
  readonly children: ReactNode
}

const kinds = { primary: null, secondary: 'govuk-button--secondary', warning: 'govuk-button--warning' }

export function Button({ kind = 'primary', busy = false, className, ...rest }: Props) {
  return <button {...rest} aria-disabled={busy || undefined} className={join('govuk-button', kinds[kind], className)} />
}

/** A button that looks like a link: it goes somewhere inside the application, which has no addresses to link to. */
export function LinkButton({ className, ...rest }: Omit<ComponentProps<'button'>, 'type'>) {
  return <button {...rest} type="button" className={join('govuk-link fb-link', className)} />
}

/** Buttons side by side with the right gaps. */
export function ButtonGroup({ children }: { readonly children: ReactNode }) {
  return <div className="govuk-button-group">{children}</div>
}
