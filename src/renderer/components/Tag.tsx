// A short state beside a thing; the colour only repeats what the words say.
import type { ReactNode } from 'react'
import { join } from './classes.ts'

type Colour = 'grey' | 'green' | 'teal' | 'blue' | 'purple' | 'magenta' | 'red' | 'orange' | 'yellow'

export function Tag({ colour, children }: { readonly colour?: Colour; readonly children: ReactNode }) {
  return <strong className={join('govuk-tag', colour && `govuk-tag--${colour}`)}>{children}</strong>
}
