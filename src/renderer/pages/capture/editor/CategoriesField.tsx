// The categories of data in a note: those usual for the people in it first, with what stands behind holding them.
import { useState } from 'react'
import { useController, useWatch } from 'react-hook-form'
import { marked } from '#shared/domain/marking.ts'
import type { Category } from '#shared/domain/policy.ts'
import { categoriesOf, usualCategories } from '../../../capture/terms.ts'
import { atOddsInWords, goneInWords, tick } from '../../../capture/ticking.ts'
import { Checkboxes } from '../../../components/Checkboxes.tsx'
import { LiveRegion } from '../../../components/LiveRegion.tsx'
import { message } from '../../../messages.ts'
import { WhyHeld } from '../WhyHeld.tsx'
import type { FieldsProps } from './props.ts'

/** Some categories mark the whole note; unticking one leaves the mark, which only a person takes away. */
export function CategoriesField({ form, terms }: FieldsProps) {
  const { pack } = terms
  const [people, from] = useWatch({ control: form.control, name: ['people', 'from'] })
  const { field } = useController({ control: form.control, name: 'categories' })
  const [said, setSaid] = useState('')
  const all = categoriesOf(terms)
  const usual = usualCategories(terms, [...people, from])
  const offered = [...usual, ...all.filter((category) => !usual.includes(category))]
  const toggle = (category: string) => {
    const ticked = tick(pack, field.value, category)
    field.onChange([...ticked.categories])
    setSaid(goneInWords(pack, category, ticked))
    const before = { categories: [...ticked.categories], flags: form.getValues('flags') }
    const { flags } = marked(before, all)
    if (flags !== before.flags) form.setValue('flags', flags, { shouldDirty: true })
  }
  return (
    <>
      <Checkboxes
        label={message('write.categories')}
        hint={usual.length === 0 ? undefined : message('write.categories.usual', { count: usual.length })}
        name="categories"
        small
        options={offered.map((category) => ({
          value: category.id,
          label: category.special ? message('write.category.special', { label: category.label }) : category.label,
          hint: hintOf(category, pack.lists.alone),
        }))}
        value={field.value}
        onBlur={field.onBlur}
        onChange={(event) => toggle(event.target.value)}
      />
      <LiveRegion visible words={said || atOddsInWords(pack, field.value)} />
      <WhyHeld terms={terms} categories={field.value} />
    </>
  )
}

function hintOf({ id, hint }: Category, alone: readonly string[]): string {
  return alone.includes(id) ? message('write.category.alone', { hint }) : hint
}
