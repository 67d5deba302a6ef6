// The categories of a note as they are offered and ticked, from the menu below the text or from the whole list.
import { useState } from 'react'
import { useController, useWatch } from 'react-hook-form'
import { marked } from '#shared/domain/marking.ts'
import type { NoteFlag } from '#shared/domain/note.ts'
import type { Category } from '#shared/domain/policy.ts'
import { categoriesOf, type Terms, usualCategories } from '../../../capture/terms.ts'
import { type Tick, tick } from '../../../capture/ticking.ts'
import type { NoteFormApi } from './props.ts'

/** What was ticked or unticked last, and which marks came to the note by it. */
export interface Ticked extends Tick {
  readonly category: string
  readonly marks: readonly NoteFlag[]
}

export interface Ticking {
  /** Those usual for the people in the note first. */
  readonly offered: readonly Category[]
  readonly usual: number
  readonly chosen: readonly string[]
  readonly toggle: (category: string) => Ticked
  readonly onBlur: () => void
}

/** Some categories mark the whole note; unticking one leaves the mark, which only a person takes away. */
export function useTicking(form: NoteFormApi, terms: Terms): Ticking {
  const [people, from] = useWatch({ control: form.control, name: ['people', 'from'] })
  const { field } = useController({ control: form.control, name: 'categories' })
  const all = categoriesOf(terms)
  const usual = usualCategories(terms, [...people, from])
  const toggle = (category: string) => {
    const ticked = tick(terms.pack, form.getValues('categories'), category)
    const before = form.getValues('flags')
    const { categories, flags } = marked({ categories: [...ticked.categories], flags: before }, all)
    field.onChange(categories)
    if (flags !== before) form.setValue('flags', flags, { shouldDirty: true })
    return { ...ticked, category, marks: flags.filter((flag) => !before.includes(flag)) }
  }
  return {
    offered: [...usual, ...all.filter((category) => !usual.includes(category))],
    usual: usual.length,
    chosen: field.value,
    toggle,
    onBlur: field.onBlur,
  }
}

/** The words about the last tick that was made here; a tick elsewhere makes them old. */
export function useSaid({ chosen }: Ticking): readonly [Ticked | null, (ticked: Ticked) => void] {
  const [said, setSaid] = useState<Ticked | null>(null)
  const holds = said !== null && said.categories.join() === chosen.join()
  return [holds ? said : null, setSaid]
}
